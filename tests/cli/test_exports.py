"""The formats for other programs, as commands write them: brat, Web Annotations, schema.org."""

from __future__ import annotations

import csv
import json
import os
import zipfile

import pytest


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


ALL = [
    "annotation.conf", "articles.csv", "harbour.ann", "harbour.txt", "mill.ann", "mill.txt", "visual.conf",
]  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [["quotes"], ["quotes", "--all", "--explain", "--since", "2020"], ["library", "export"]]
)
def test_brat_is_a_folder(spq, library, tmp_path, arguments):
    result = spq(*arguments, "--format", "brat", "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    dated = "--since" in arguments
    assert names(tmp_path / "out") == [name for name in ALL if not (dated and name.startswith("harbour"))]
    assert names(tmp_path) == ["library.db", "out"]


def test_brat_has_the_text_to_the_letter(spq, library, tmp_path):
    spq("quotes", "--format", "brat", "-o", tmp_path / "out")
    assert (tmp_path / "out" / "harbour.txt").read_bytes().decode() == spq("show", "harbour.md", "--text").stdout
    assert "\tNegated T" not in (tmp_path / "out" / "harbour.ann").read_text()


def test_brat_of_some_statements_leaves_out_articles_without_any(spq, library, tmp_path):
    spq("quotes", "--speaker", "Kovács", "--format", "brat", "-o", tmp_path / "out")
    assert [name for name in names(tmp_path / "out") if name.endswith(".ann")] == ["mill.ann"]


def test_brat_of_one_article(spq, library, tmp_path):
    assert spq("show", "mill.txt", "--format", "brat", "-o", tmp_path / "out").exit_code == 0
    assert [name for name in names(tmp_path / "out") if name.endswith(".ann")] == ["mill.ann"]


def test_a_zip_holds_the_same_files_and_is_the_same_every_time(spq, library, tmp_path):
    spq("quotes", "--format", "brat", "-o", tmp_path / "out")
    for name in ("a.zip", "b.ZIP"):
        assert spq("quotes", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.ZIP").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    assert found == {name: (tmp_path / "out" / name).read_bytes() for name in ALL}


def test_brats_files_have_an_ordinary_files_mode(spq, library, tmp_path):
    spq("quotes", "--format", "brat", "-o", tmp_path / "out")
    (tmp_path / "plain").mkdir()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_an_empty_folder_is_filled(spq, library, tmp_path):
    (tmp_path / "out").mkdir()
    assert spq("quotes", "--format", "brat", "-o", tmp_path / "out").exit_code == 0
    assert names(tmp_path / "out") == ALL


def test_a_folder_with_anything_in_it_is_left_alone(spq, library, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mill.ann").write_text("corrected by hand")
    result = spq("quotes", "--format", "brat", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "is not empty, and nothing in it is to be lost; name a new folder, or FILE.zip" in result.stderr
    assert (tmp_path / "out" / "mill.ann").read_text() == "corrected by hand"


def test_a_failure_leaves_no_folder(spq, library, tmp_path, monkeypatch):
    def break_down(rows, texts, add):
        add("a.txt", b"")
        raise RuntimeError

    monkeypatch.setattr("spquotes.data.writers.brat.write_brat", break_down)
    for name in ("out", "out.zip"):
        assert isinstance(spq("quotes", "--format", "brat", "-o", tmp_path / name).exception, RuntimeError)
    assert names(tmp_path) == ["library.db"]


def test_hostile_ids_stay_in_the_folder(spq, no_library, tmp_path):
    line = {"text": "The mill is shut, Mayor Ada Roth said."}
    ids = ["../../up", "/etc/x", "CON", "..", "a\\b", "x" * 999, "Mühle", "muhle"]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": name, **line}) + "\n" for name in ids))
    result = spq("quotes", tmp_path / "in.jsonl", "--id-field", "id", "--format", "brat", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    files = list(csv.DictReader((tmp_path / "out" / "articles.csv").read_text().splitlines()))
    assert len({row["file"].casefold() for row in files}) == len(ids)
    for row in files:
        assert (tmp_path / "out" / row["file"]).read_text() == line["text"]
    assert names(tmp_path) == ["in.jsonl", "out"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["quotes", "--format", "brat"], "brat is a folder of files: name one with -o FOLDER, or -o FILE.zip"),
        (["quotes", "--format", "brat", "-o", "-"], "brat is a folder of files: name one with -o FOLDER"),
        (["quotes", "--format", "brat", "-o", "library.db"], "library.db: is a file; name a new folder, or FILE.zip"),
        (["quotes", "--format", "brat", "-o", "no/out"], "no/out: there is no folder"),
        (["quotes", "-o", "out.zip.gz"], "out.zip.gz: no format goes by this ending"),
        (
            ["quotes", "--format", "claimreview"],
            "the format claimreview does not go with this command; use one of",
        ),
        (
            ["claims", "-o", "out.zip"],
            "the format brat does not go with this command; use one of",
        ),
        (["claims", "--sentences", "x", "--format", "jsonld"], "the format jsonld does not go with this command"),
        (["entities", "--format", "jsonld"], "the format jsonld does not go with this command"),
        (["speakers", "--format", "webannotation"], "the format webannotation does not go with this command"),
        (["library", "list", "--format", "brat", "-o", "out"], "the format brat does not go with this command"),
        (["show", "mill.txt", "--text", "--format", "brat", "-o", "out"], "the format brat does not go with this"),
    ],
)
def test_what_cannot_be_written_is_told_before_any_work(spq, library, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("spquotes.cli.inputs.open_library", None)
    result = spq(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"spq: {message}")
    assert names(tmp_path) == ["library.db"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["quotes", "--format", "webannotation"],
        ["claims", "--format", "webannotation"],
        ["show", "mill.txt", "--format", "webannotation"],
        ["library", "export", "--format", "webannotation"],
    ],
)
def test_web_annotations_find_the_words(spq, library, arguments):
    result = spq(*arguments)
    assert result.exit_code == 0, result.stderr
    items = json.loads(result.stdout)["items"]
    assert items
    texts = {name: spq("show", name, "--text").stdout for name in ("mill.txt", "harbour.md")}
    for item in items:
        text = texts[item["target"][0]["source"]["dcterms:identifier"]]
        for target in item["target"]:
            words, place = target["selector"]
            assert text[place["start"] : place["end"]] == words["exact"]
            assert words["prefix"] + words["exact"] + words["suffix"] in text


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        (["quotes"], {"Quotation", "Claim"}),
        (["claims", "--clusters"], set()),
        (["claims"], {"Claim"}),
        (["library", "export"], {"Quotation", "Claim", "CreativeWork"}),
    ],
)
def test_schema_org(spq, library, tmp_path, arguments, kinds):
    printed = spq(*arguments, "--format", "jsonld").stdout
    spq(*arguments, "-o", tmp_path / "out.jsonld")
    assert (tmp_path / "out.jsonld").read_text() == printed
    assert {one["@type"] for one in json.loads(printed)["@graph"]} == kinds


def test_drafts_of_fact_checks(spq, library):
    claims = [json.loads(line) for line in spq("claims", "--numeric").stdout.splitlines()]
    drafts = json.loads(spq("claims", "--numeric", "--format", "claimreview").stdout)["@graph"]
    assert claims
    assert [draft["claimReviewed"] for draft in drafts] == [claim["text"] for claim in claims]
    assert {draft["reviewRating"] for draft in drafts} == {None}


@pytest.mark.parametrize("file_format", ["webannotation", "jsonld"])
def test_a_terminal_shows_control_characters_and_obeys_none(library, on_terminal, file_format):
    shown, code = on_terminal(
        "quotes", "--format", file_format, "--class", "deny", "-q", SPQ_LIBRARY=os.fspath(library)
    )  # fmt: skip
    assert code == 0
    assert "\x1b" not in shown
    assert "Haddad" in shown
    json.loads(shown)
