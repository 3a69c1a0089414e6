"""people.toml and corrections.toml that nobody wrote by hand: one sentence that names the file, in bounded time.

SPQ_LONG=1 tries 20,000 entries instead of 2,000, and any text at all for longer.
"""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spquotes.data import limits
from spquotes.data.corrections import parse_corrections, read_corrections
from spquotes.data.decisions import Decision, parse_decisions, read_text
from spquotes.data.errors import SpqError
from spquotes.extractors.deciding import Deciding

LONG = bool(os.environ.get("SPQ_LONG"))
PARSERS = {"people.toml": parse_decisions, "corrections.toml": parse_corrections}
READERS = {"people.toml": read_text, "corrections.toml": read_corrections}
EITHER = pytest.mark.parametrize("name", PARSERS)

VALUES = {
    "number": "5", "huge": "9" * 5000, "huge hex": "0x" + "f" * 9000, "infinite": "inf", "nan": "nan", "yes": "true",
    "list": "[]", "lists": "[[[1]]]", "deep": "[" * 90_000 + "]" * 90_000, "table": "{}", "empty": '""', "nul": "\0",
    "deep table": "{a = " * 5000 + "1" + "}" * 5000, "time": "07:32:00", "dots": "{a" + ".a" * 3000 + " = 1}",
    "mixed": '["a", 1]', "texts in lists": '[["a"]]', "no day": "2021-02-31", "far day": "9999-12-31T23:59:59-23:59",
    "unclosed": '"x', "half": '"\\ud800"', "control": '"\x07"', "blank": '" \t "',
    "huge pair": f"[[{10**40}, {10**40 + 3}]]",
}  # fmt: skip
PERSON = {"name": '"Ada Roth"', "id": '"ada-roth"', "kind": '"person"', "gender": '"f"', "aliases": '["A. Roth"]',
          "roles": '["poet"]', "not": '["B. Roth"]'}  # fmt: skip
CORRECTION = {"id": '"0123456789ab"', "article": '"a"', "text_hash": '"00"', "at": "[[0, 3]]", "words": '"abc"',
              "cue": '"said"', "cue_at": "5", "was": '"A"', "was_id": '"a"', "speaker": '"B"', "speaker_id": '"b"',
              "kind": '"person"', "note": '"n"', "date": "2021-03-04"}  # fmt: skip
FORMS = {"people.toml": ("person", PERSON), "corrections.toml": ("correction", CORRECTION)}


def entry(name, /, **other):
    table, keys = FORMS[name]
    return f"[[{table}]]\n" + "".join(f"{key} = {value}\n" for key, value in (keys | other).items())


def refused(name, text):
    """The sentence with which a text is refused; None of one that is taken."""
    try:
        PARSERS[name](text, name)
    except SpqError as error:
        told = str(error)
        assert told.startswith(f"{name}")
        assert len(told) < 300
        assert "\n" not in told
        return told
    return None


@EITHER
def test_the_entry_itself_is_sound(name):
    assert refused(name, entry(name)) is None


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, (_, keys) in FORMS.items() for key in keys])
def test_a_value_of_another_type_is_told(name, key):
    taken = {value for value in VALUES if not refused(name, entry(name, **{key: VALUES[value]}))}
    fine = {
        "aliases": {"list"}, "not": {"list"}, "roles": {"list"}, "cue_at": {"number"}, "cue": {"empty", "blank"},
        "article": {"empty", "blank"}, "text_hash": {"empty", "blank"}, "words": {"blank"}, "date": {"far day"},
    }  # fmt: skip
    assert taken == fine.get(key, set())


@pytest.mark.parametrize("key", ["from", "until", "role"])
@pytest.mark.parametrize("value", VALUES)
def test_a_role_of_another_type_is_told(key, value):
    role = {"role": '"poet"', "from": "2001"} | {key: VALUES[value]}
    text = entry("people.toml", roles="[{" + ", ".join(f"{one} = {what}" for one, what in role.items()) + "}]")
    assert (refused("people.toml", text) is None) == ((key, value) in {("from", "far day"), ("until", "far day")})


@EITHER
@pytest.mark.parametrize(
    "form", ["{0} = 5", "{0} = [5]", "{0} = {{}}", "[{0}]", "[[{0}]]\n[[{0}.x]]", "[[{0}]]\n[{0}]"]
)
def test_tables_of_another_form_are_told(name, form):
    assert refused(name, form.format(FORMS[name][0]))


@EITHER
def test_what_stands_twice_is_told(name):
    assert refused(name, entry(name) * 2)
    assert refused(name, entry(name) + entry(name).split("\n")[1])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # hypothesis swallows the first
@EITHER
def test_a_key_of_many_dots_does_not_take_forever(name, monkeypatch):
    monkeypatch.setattr(limits, "MAX_SECONDS", 1)
    told = refused(name, f"a{'.a' * 100_000} = 1")
    assert told.endswith("(SPQ_MAX_SECONDS raises this limit)")


@EITHER
@given(st.text(alphabet="[]{}\"'=.,#\n\\ a0-:é\x00\x7f\u202e", max_size=60) | st.text(max_size=20))
@settings(max_examples=3000 if LONG else 60)
def test_any_text_is_taken_or_told(name, text):
    refused(name, text)


# ---- the file


@EITHER
@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "loop", "large", "latin"])
def test_what_cannot_be_read_is_one_sentence(tmp_path, monkeypatch, name, kind):
    path = tmp_path / name
    monkeypatch.setattr(limits, "MAX_SETTINGS", 5000)
    {
        "folder": path.mkdir, "pipe": lambda: os.mkfifo(path), "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path), "large": lambda: path.write_bytes(b"#" * 5001),
        "latin": lambda: path.write_bytes(b"# caf\xe9"),
    }[kind]()  # fmt: skip
    with pytest.raises(SpqError) as caught:
        READERS[name](path)
    told = {
        "folder": "Is a directory", "pipe": "is a pipe, a device or a socket", "device": "is a pipe, a device or",
        "loop": "Too many levels", "large": "(SPQ_MAX_SETTINGS raises this limit)", "latin": "save it as UTF-8",
    }  # fmt: skip
    assert str(caught.value).startswith(f"{path}: ")
    assert told[kind] in str(caught.value)


@EITHER
def test_a_hundred_megabytes_are_not_even_read(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(100 << 20)
    begun = time.monotonic()
    with pytest.raises(SpqError, match="larger than 16 MiB"):
        READERS[name](path)
    assert time.monotonic() - begun < 2


# ---- many entries

MANY = 20_000 if LONG else 2_000


def people(count):
    """So many people of one surname, each apart from the next."""
    who = "".join(f'[[person]]\nname = "Ada{i} Roth"\nid = "ada-{i}"\naliases = ["A{i} Roth"]\n' for i in range(count))
    return who + "".join(f'[[apart]]\nnames = ["Ada{i} Roth", "Ada{i + 1} Roth"]\n' for i in range(count - 1))


def seconds(work):
    """The least of two, in seconds of this process."""
    taken = []
    for _ in range(2):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def test_time_grows_in_step_with_the_people():
    made = {count: people(count) for count in (MANY // 4, MANY)}
    few, many = (seconds(lambda text=text: Deciding(parse_decisions(text, "p"))) for text in made.values())
    assert many < 9 * few  # four times as many; sixteen times as long would be quadratic


def test_time_grows_in_step_with_the_corrections():
    made = ["".join(entry("corrections.toml", id=f'"{i:08x}ab"') for i in range(n)) for n in (MANY // 4, MANY)]
    few, many = (seconds(lambda text=text: parse_corrections(text, "c")) for text in made)
    assert many < 9 * few


def test_among_many_the_line_is_still_told():
    text = people(500) + '[[person]]\nname = "Omar"\ngender = "x"\n'
    line = text[: text.index("gender")].count("\n") + 1
    assert refused("people.toml", text) == f"people.toml, line {line}: gender must be one of f, m, not 'x'"
    text = people(3) + '[[apart]]\nnames = ["Omar", "A1 Roth", "Ada1 Roth"]\n'
    assert "'A1 Roth' and 'Ada1 Roth' are apart here and one [[person]] above" in refused("people.toml", text)
    assert parse_decisions('person = [{name = "Omar"}]', "p").people == (Decision("Omar"),)
