from __future__ import annotations

import json

import pytest
from spquotes.cli.visible import one_line, visible, visible_json


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain, “Zoë”, Косачёв, 漢字, 👍🏽", "plain, “Zoë”, Косачёв, 漢字, 👍🏽"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bell\x07 back\x08 null\0", "bell\\x07 back\\x08 null\\x00"),
        ("carriage\rreturn", "carriage\\x0dreturn"),
        ("del\x7f", "del\\x7f"),
        ("c1 \x9b2J", "c1 \\x9b2J"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\u2066x\u2069 \u200f \u061c", "\\u2066x\\u2069 \\u200f \\u061c"),
        ("\u2028 \u2029 \ufeff", "\\u2028 \\u2029 \\ufeff"),
        ("half \ud800", "half \\ud800"),
        ("joiner \u200d stays", "joiner \u200d stays"),
    ],
)
def test_control_characters_are_shown(text, expected):
    assert visible(text) == expected


def test_shown_json_is_the_same_json():
    value = {"text": "\x1b \x9b \u202e \u2028 \r\n\t Zoë"}
    shown = visible_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(shown) == value
    assert not any(character in shown for character in "\x1b\x9b\u202e\u2028")


def test_a_cell_is_one_line():
    assert one_line(" a\r\n\tb\x1b  c\n") == "a b\\x1b c"
