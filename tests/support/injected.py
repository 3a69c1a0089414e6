"""An article whose every field holds something that a terminal, a page, a table or a file might obey."""

from __future__ import annotations

import re
from pathlib import Path

from known import known
from spquotes.data.ids import article_key
from spquotes.data.records import Analysis, Article, Attribution, Claim, Cue, Entity, Mention, Span
from spquotes.data.store import Store
from spquotes.extractors.library import index_names
from spquotes.extractors.namekeys import keys_of

PAYLOADS = {
    "terminal": "\x1b[31mred\x1b[0m \x1b]8;;http://x/\x1b\\y \x1b]52;c;aGk=\x07 \x1bP1$r\x1b\\ \x9b2J \x85 \x08\x7f\r",
    "bidi": "\u202egnp.exe\u2066 \u200f\u061c\u2028\u2029\ufeff",
    "formula": "=HYPERLINK(\"http://x\",\"y\")",
    "wide formula": " \u3000＝1+1",
    "signs": "@SUM(1)",
    "html": "</script></style></title><script>hacked()</script><img src=x onerror=hacked()>\"' onload='hacked()",
    "cdata": "]]><svg onload=hacked()> --> <!-- <![CDATA[ &lt;b&gt; &#60;i&#62;",
    "markdown": "| [a](javascript:hacked()) ![b](x) <b>c</b> `d` **e** _f_ # g <http://x> \\| ~~h~~ [i]: x",
    "line": "- one",
    "rich": "[bold red]x[/bold red] [link=http://x]y[/link] [/] :smile: \\[b]",
    "brat": "a\tb\nT9\tPerson 0 1\tx\r\nR1\tx",
    "toml": '"]\n[[person]]\nname = """x""" \\u0041 # y',
    "template": "{{ 7*7 }} {% raw %} ${x} %s {0} `id` $(id)",
    "url": "javascript:hacked()//",
}  # fmt: skip
FIRST = ("formula", "wide formula", "signs", "line", "url")  # what matters where it stands at the beginning
PAYLOADS["all"] = " ".join(text for name, text in PAYLOADS.items() if name not in FIRST)
HARMLESS = "Ada Roth"


def article(payload: str) -> Article:
    line = " ".join(payload.split())
    text = f"{payload} said: “{payload}”\n\nMayor {payload} ({payload}) told {payload} so.\n"
    return Article(line, text, line, line, line, "2021-03-04", line, line)


def analysis(payload: str) -> Analysis:
    a, size = article(payload), len(payload)
    key = article_key(a.id, a.text)
    at = size + len(" said: “")
    first = Span(0, size, payload)
    content = Span(at, at + size, payload)
    cue = Cue(size + 1, size + 5, "said", "say", "say")
    context = Span(0, at + size + 1, a.text[: at + size + 1])
    said = Attribution(
        f"{key}12345678", "direct", (content,), first, cue, 0, "name", first, False, None, True, True, context,
        0.9, "x",
    )  # fmt: skip
    claim = Claim(
        f"{key}c1", "reported", "say", (content,), said.id, 0, False, False, False, (), (), (), (), (), (0,), 0.5, (),
        context,
    )  # fmt: skip
    name = " ".join(payload.split())
    entity = Entity(0, "person", name, (Mention(0, size, payload, "name"),), (name,))
    return Analysis(a, (entity,), (said,), (), (claim,))


def made(path: Path, payload: str) -> Path:
    name = " ".join(payload.split())
    person = known("who", name, "person", (name,), ((name, 1),), 1, 1)
    with Store.writing(path) as store:
        index_names(store)
        store.save(analysis(payload), "by hand")
        store.set_people([person], {(name, 0): "who"}, {"who": keys_of(person)})
    return path


OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What no terminal may get of an article."""


def strings(value: object) -> list[str]:
    """All texts in what was JSON."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []
