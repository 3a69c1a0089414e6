"""``spq batch``: what it writes, says and ends with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs spquotes[parquet]")

Made = tuple[Path, Path, subprocess.CompletedProcess[str]]

SPQ = str(Path(sysconfig.get_path("scripts")) / "spq")


def spq(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [SPQ, "batch", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def write_news(folder: Path) -> Path:
    path = folder / "news.jsonl"
    texts = ["“It works,” said Anna Berg.", "Berg denied it on Monday."]
    path.write_text("\n".join(json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(texts)))
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path)


def tables(folder: Path) -> dict[str, list[dict[str, object]]]:
    return {
        path.name: [json.loads(line) for file in sorted(path.iterdir()) for line in file.read_text().splitlines()]
        for path in folder.iterdir()
        if path.is_dir() and not path.name.startswith("_")
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The corpus, the tables made of it, and what was said."""
    folder = tmp_path_factory.mktemp("corpus")
    path = write_news(folder)
    return path, folder / "out", spq(path, folder / "out", "--format", "jsonl", "--jobs", 1)


def test_a_corpus_becomes_tables(made: Made) -> None:
    _, out, done = made
    found = tables(out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "spq: 2 articles, 2 attributions\n")
    assert sorted(found) == ["articles", "attributions", "claims", "entities", "failures", "people", "who"]
    assert [row["doc"] for row in found["attributions"]] == ["a0", "a1"]
    assert {row["person"] for row in found["who"]} == {"anna-berg"}


def test_a_second_run_says_that_nothing_was_left_to_do(made: Made) -> None:
    news, out, _ = made
    done = spq(news, out, "--format", "jsonl", "--jobs", 1)
    assert done.stderr == "spq: 2 articles, 2 attributions, 0 of 1 shards new\n"


def test_what_a_killed_run_left_half_written_is_taken_away(news: Path, tmp_path: Path) -> None:
    spq(news, tmp_path / "out", "--format", "jsonl", "--jobs", 1)
    (tmp_path / "out/articles/.spq-half1234").write_text("{")
    (tmp_path / "out/articles/.mine").touch()
    assert spq(news, tmp_path / "out", "--format", "jsonl", "--jobs", 1).returncode == 0
    assert sorted(path.name for path in (tmp_path / "out/articles").iterdir()) == [".mine", "000000-000000.jsonl"]


def test_another_run_in_the_folder_is_refused(made: Made) -> None:
    news, out, _ = made
    refused = spq(news, out, "--format", "parquet")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "--overwrite begins anew" in refused.stderr


def test_asked_to_it_begins_anew_whatever_there_was(news: Path, tmp_path: Path) -> None:
    (tmp_path / "out/articles").mkdir(parents=True)
    (tmp_path / "out/articles/old.parquet").touch()
    assert spq(news, tmp_path / "out", "--jobs", 1, "--overwrite").returncode == 0
    assert [path.name for path in (tmp_path / "out/articles").iterdir()] == ["000000-000000.parquet"]


def test_failures_end_it_with_1_and_are_counted(news: Path, tmp_path: Path) -> None:
    news.write_text("no json\n")
    done = spq(news, tmp_path / "out", "--format", "jsonl", "--jobs", 1, "--quiet")
    assert done.returncode == 1
    assert done.stderr == f"spq: {tmp_path / 'out'}: 1 record failed; failures/ says which and why\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.jsonl", "out"], "missing.jsonl: no such file or folder"),
        (["-", "out"], "a stream cannot be read twice"),
        (["nowhere://bucket/news", "out"], "nowhere://bucket/news: "),
        (["news.jsonl", "out", "--address", "auto"], "add --engine ray"),
        (["news.jsonl", "out", "--published", "someday"], '"someday" is no date'),
    ],
)
def test_wrong_use_is_told_in_one_line_before_anything_is_written(
    news: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(news.parent)
    done = spq(*arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
    assert not Path("out/articles").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("sent", [[signal.SIGINT], [signal.SIGTERM], [signal.SIGINT, signal.SIGINT]])
def test_ctrl_c_ends_it_and_the_next_run_goes_on(tmp_path: Path, sent: list[signal.Signals]) -> None:
    """Once after what is under way, saying where it stands; twice at once."""
    news = tmp_path / "news.jsonl"
    rows = ({"id": str(n), "text": f"“It works,” said Anna Berg of {n}. " * 5} for n in range(400))
    news.write_text("\n".join(map(json.dumps, rows)))
    command = [SPQ, "batch", str(news), str(tmp_path / "out"), "--shard-size", "4", "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not list((tmp_path / "out").glob("_shards/*")):
        assert process.poll() is None
        time.sleep(0.02)
    for one in sent:
        process.send_signal(one)
        time.sleep(0.1)
    asked = time.monotonic()
    _, said = process.communicate(timeout=30)
    assert time.monotonic() - asked < 10
    asked_for, stands = said.splitlines()
    assert process.returncode == 130
    assert asked_for == "spq: stops when the files under way are written; Ctrl-C again stops at once"
    done = 4 * len(os.listdir(tmp_path / "out/_shards"))
    assert 0 < done < 400
    if len(sent) == 1:
        assert stands == f"spq: interrupted: {done} records are done; run the same command again to go on"
    else:
        assert stands == "spq: interrupted"
    assert spq(news, tmp_path / "out", "--shard-size", 4, "--jobs", 2).returncode == 0
    assert len(os.listdir(tmp_path / "out/articles")) == 100
