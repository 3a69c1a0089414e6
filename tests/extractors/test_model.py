"""What stands for the rules that made an analysis."""

import subprocess
import sys

import pytest
from spquotes.data.records import Article
from spquotes.extractors.model import _NO_RULES
from spquotes.extractors.pipeline import analyse

ANALYSING = """
import sys
from spquotes.data.records import Article
from spquotes.extractors.model import load_model
from spquotes.extractors.pipeline import analyses
text = "# Mayor Says It Rained\\n\\n“It rained,” said Anna Roth. She added that it was late."
list(analyses([Article("a", text)], load_model()))
print(*(name.rpartition(".")[2] for name in sys.modules if name.startswith("spquotes.extractors.")))
"""


def test_the_fingerprint_covers_every_module_that_an_analysis_uses():
    ran = subprocess.run([sys.executable, "-c", ANALYSING], capture_output=True, text=True, check=True)
    used = set(ran.stdout.split()) - {"spacypipe"}  # which spaCy imports for every pipeline it makes, by an entry point
    assert {"pipeline", "verbs", "resolve", "tok2vec"} <= used
    assert not used & _NO_RULES


@pytest.mark.parametrize("title", ["Sgt.", "Det.", "Capt.", "Col."])
def test_a_title_with_a_full_stop_is_one_word_and_part_of_the_name(model, title):
    article = Article("a", f"“We saw him run,” according to {title} Al Day.")
    (found,) = analyse(article, model).attributions
    assert (found.content[0].text, found.source.text) == ("“We saw him run,”", f"{title} Al Day")
    assert len(found.content) == 1
