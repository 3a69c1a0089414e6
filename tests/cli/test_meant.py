"""Which arguments and which lines of a pipe are ids of statements."""

from __future__ import annotations

import pytest
from spquotes.cli.meant import ids_and_paths, piped_ids
from spquotes.data.errors import UsageError


def test_ids_end_where_a_path_begins(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cafe0123abcd").touch()
    (tmp_path / "a.txt@3").touch()
    one, other = "0123456789abcdef", "0123456789"
    for given, ids in [
        ([], 0),
        ([one], 1),
        ([one, other, "mill.txt@23"], 3),
        ([one, "gone.txt", other], 1),
        ([one, "-", other], 1),
        ([one, "cafe0123abcd"], 1),
        ([one, other, "a.txt@3"], 2),
        (["a.txt@3", one], 2),
        (["-", one, "news/*.txt"], 2),
    ]:
        assert ids_and_paths(given) == (given[:ids], given[ids:]), given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a\n\n b \na\n", ["a", "b"]),
        ('{"id": "a", "text": "x"}\nan article.txt@3\n', ["a", "an article.txt@3"]),
        (' [{"id": "b"}, {"id": "a"}]', ["b", "a"]),
        ("[]", []),
    ],
)
def test_ids_in_a_pipe(text, expected):
    assert piped_ids(text) == expected


@pytest.mark.parametrize("text", ["[", "{", '{"id": null}', "[[]]"])
def test_what_is_no_id_in_a_pipe(text):
    with pytest.raises(UsageError, match="stdin"):
        piped_ids(text)
