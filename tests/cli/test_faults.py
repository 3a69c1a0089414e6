"""What goes wrong around spq: a full disk, a second writer, closed streams, a folder that goes, a clock that jumps."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import killing
import pytest
from spquotes.data.errors import SpqError
from spquotes.data.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")

# ---- a full disk

ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size="$1" none "$2"
cd "$2"
set +e
exec 2>&1
fill() { dd if=/dev/zero of=filler bs=1k 2>/dev/null; }
. "$3"
"""
"""Makes a file system that only this process sees, and runs a script in it: "fill" leaves no room."""


@pytest.fixture
def on_a_small_disk(tmp_path, command):
    """Runs a script on a disk of so many bytes; the lines that are printed, errors too, in their order."""
    place, script = tmp_path / "small", tmp_path / "script.sh"
    place.mkdir()

    def run(size: int, text: str) -> list[str]:
        script.write_text(text)
        line = ["unshare", "-rm", "sh", "-c", ON_A_SMALL_DISK, "sh", str(size), place, script]
        env = {**os.environ, "spq": str(command), "news": str(tmp_path / "news.jsonl")}
        try:
            done = subprocess.run(
                line, capture_output=True, text=True, timeout=120, check=False, env=env, stdin=subprocess.DEVNULL
            )
        except FileNotFoundError:
            pytest.skip("this system has no unshare")
        if done.stderr.startswith(("unshare:", "mount:")):
            pytest.skip("nothing may be mounted here")
        return done.stdout.splitlines()

    killing.write_articles(tmp_path / "news.jsonl", 120, seed=2)
    return run


def test_on_a_full_disk_an_add_says_so_and_goes_on_when_there_is_room(on_a_small_disk):
    first, code, full, failed, sound, checked, again, whole, checked_again = on_a_small_disk(
        8_000_000,
        """
        export SPQ_LIBRARY=library.db
        head -20 $news | $spq add - --jobs 1; echo $?
        fill; $spq add $news --jobs 1; echo $?
        $spq library check; echo $?
        rm filler; $spq add $news --jobs 1 --quiet; echo $?
        $spq library check; echo $?
        """,
    )
    assert (code, failed, checked, again, checked_again) == ("0", "2", "0", "0", "0")
    assert first.endswith("the library has 20 articles")
    assert "disk is full" in full
    assert 20 <= int(sound.removeprefix("spq: sound: ").split()[0]) < 120
    assert whole.startswith("spq: sound: 120 articles")


def test_on_a_full_disk_a_batch_says_so_and_goes_on_when_there_is_room(on_a_small_disk):
    pytest.importorskip("pyarrow", reason="needs spquotes[parquet]")
    full, failed, whole, code, *files = on_a_small_disk(
        2_000_000,
        """
        dd if=/dev/zero of=filler bs=1k count=1900 2>/dev/null
        $spq batch $news out --jobs 1 --shard-size 16 --format jsonl; echo $?
        rm filler; $spq batch $news out --jobs 1 --shard-size 16 --format jsonl; echo $?
        cat out/articles/*.jsonl
        """,
    )
    assert (failed, code) == ("2", "0")
    assert "cannot be written (No space left on device)" in full
    assert whole.startswith("spq: 120 articles, ")
    assert [json.loads(line)["doc"] for line in files] == [f"a{number}" for number in range(120)]


@pytest.mark.parametrize("output", ["out.jsonl", "out.csv", "out.csv.gz", "out.parquet", "out.html", "out.md"])
def test_on_a_full_disk_an_output_is_as_it_was(on_a_small_disk, library, output):
    what = "report" if output.endswith("html") else "quotes"
    said, code, *left = on_a_small_disk(
        200_000, f"echo before >{output}; fill; $spq {what} -o {output}; echo $?; cat {output}; ls -A"
    )
    assert (said.count("No space left on device"), said.endswith("; nothing was changed there"), code) == (1, True, "2")
    assert left == ["before", "filler", output]


def test_on_a_full_disk_settings_are_as_they_were(on_a_small_disk, library):
    told = on_a_small_disk(
        200_000,
        """
        export SPQ_PEOPLE=people.toml
        printf '# mine\\n' >people.toml; fill
        $spq speakers merge 'Anna Kovács' 'Omar Haddad' --people people.toml; echo $?; cat people.toml; ls -A
        """,
    )
    assert "No space left on device" in told[0]
    assert told[1:] == ["2", "# mine", "filler", "people.toml"]


def test_on_a_full_disk_the_cache_is_done_without(on_a_small_disk):
    answer, without = (
        on_a_small_disk(40_000, f"{how} $spq quotes $news --jobs 1 --quiet | sort; ls {cached}")
        for how, cached in (("SPQ_CACHE=$PWD/cache", "cache >/dev/null"), ("", ""))
    )
    assert len(answer) > 100
    assert answer == without


def test_on_a_full_disk_for_temporary_files_a_command_says_so(on_a_small_disk):
    said, code = on_a_small_disk(
        50_000, 'n=1; while [ $n -lt 40 ]; do cat $news; n=$((n + 1)); done | '
        'TMPDIR=$PWD $spq quotes - --jobs 2 --quiet >/dev/null; echo $?'
    )  # fmt: skip
    assert (said.startswith("spq: the disk is full"), code) == (True, "2")


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_done(on_a_small_disk, library):
    said, code = on_a_small_disk(200_000, "mount -o remount,ro .; $spq quotes -o out.jsonl; echo $?; ls -A")
    assert (said, code) == ("spq: out.jsonl: not writable; choose another place", "2")


# ---- two at once


def test_two_adds_at_once_lose_nothing(tmp_path, command, run):
    """The second waits for the first, and says that it is there when it takes long; later it goes on."""
    where, parts = tmp_path / "library.db", [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for seed, part in enumerate(parts):
        killing.write_articles(part, 60, seed)
        part.write_text(part.read_text().replace('"id": "a', f'"id": "{part.stem}'))
    adding = [
        subprocess.Popen([command, "add", part, "--library", where, "--jobs", "1"], stderr=subprocess.PIPE, text=True)
        for part in parts
    ]
    ended = [(one.communicate(timeout=60)[1], one.returncode) for one in adding]
    assert sorted(code for _, code in ended) in ([0, 0], [0, 2])
    assert all(
        f"{where}: another spq is writing to it; try again when it is done" in said for said, code in ended if code
    )
    for part in parts:
        assert run("add", part, "--library", where).returncode == 0
    told = run("library", "check", "--library", where).stderr.decode()
    assert told.startswith("spq: sound: 120 articles")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl", "library.db"]


def test_who_asks_while_somebody_adds_sees_whole_articles(tmp_path, command):
    where, part = tmp_path / "library.db", tmp_path / "a.jsonl"
    killing.write_articles(part, 300, 1)
    texts = {row["id"]: row["text"] for row in map(json.loads, part.read_text().splitlines())}
    seen, refused = set(), set()
    with subprocess.Popen([command, "add", part, "--library", where, "--jobs", "1"], stderr=subprocess.PIPE) as adding:
        while adding.poll() is None:
            try:
                with Store.open(where) as store:
                    rows = list(store.quotes())
            except SpqError as error:
                refused.add(str(error))
                continue
            for row in rows:
                text = texts[row["doc"]]
                assert all(text[one["start"] : one["end"]] == one["text"] for one in row["content"])
            seen.add(len(rows))
    assert adding.returncode == 0
    assert refused <= {f"{where}: there is no library; make one with: spq add PATHS"}
    assert seen


# ---- streams that are closed


def closed(number: int):
    return lambda: os.close(number)


@pytest.mark.parametrize("arguments", [["quotes", "-"], ["add", "-"], ["show", "-"], ["claims", "--sentences", "-"]])
def test_a_closed_stdin_is_told(run, where, arguments):
    done = run(*arguments, preexec_fn=closed(0), stdin=None)
    assert done.returncode in (1, 2)
    assert done.stderr.splitlines()[0].startswith(b"spq: stdin: is closed")


def test_what_needs_no_stdin_does_not_miss_it(run, library):
    assert run("quotes", preexec_fn=closed(0), stdin=None).stdout == run("quotes").stdout != b""


def test_a_closed_stdout_is_told_and_a_file_does_without(run, library, tmp_path):
    done = run("quotes", preexec_fn=closed(1))
    assert (done.returncode, done.stderr) == (2, b"spq: stdout is closed; name a file with -o FILE\n")
    assert run("quotes", "-o", tmp_path / "out.jsonl", preexec_fn=closed(1)).returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == run("quotes").stdout


def test_with_a_closed_stderr_the_answer_is_the_same(run, library):
    assert run("quotes", preexec_fn=closed(2)).stdout == run("quotes").stdout != b""
    assert run("quotes", "/nowhere", preexec_fn=closed(2)).returncode == 1


def test_with_all_closed_articles_are_added(run, where, tmp_path):
    killing.write_articles(tmp_path / "a.jsonl", 10, 1)
    done = run("add", tmp_path / "a.jsonl", preexec_fn=lambda: [os.close(number) for number in range(3)], stdin=None)
    assert done.returncode == 0
    assert b"sound: 10 articles" in run("library", "check").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        "entities", "speakers", "counts", "timeline Kovács", "claims", "compare", "library list", "library export",
        "library info", "schema", "show mill.txt", "explain mill.txt@23", "quotes --format csv", "quotes --format md",
        "quotes --format jsonld", "quotes --format parquet", "--help", "quotes --help", "--version",
        "speakers why Kovács Haddad",
    ],
)  # fmt: skip
def test_a_closed_pipe_ends_each_command_quietly(run, library, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*arguments.split(), stdout=writer, stderr=subprocess.PIPE, capture_output=False)
    os.close(writer)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Broken pipe" not in done.stderr


# ---- surroundings that change


def test_in_a_folder_that_is_gone_it_goes_on_or_says_so(run, library, tmp_path):
    def go_away():
        gone = tmp_path / "gone"
        gone.mkdir()
        os.chdir(gone)
        gone.rmdir()

    assert run("quotes", preexec_fn=go_away).stdout == run("quotes").stdout
    env = {name: value for name, value in os.environ.items() if name != "SPQ_TRACEBACK"}
    done = run("quotes", "-o", "out.jsonl", preexec_fn=go_away, env=env)
    assert (done.returncode, done.stderr) == (2, b"spq: the folder that it is run in is gone; go to another one\n")


def test_a_folder_for_temporary_files_that_is_not_there_is_done_without(run, library, tmp_path):
    env = {**os.environ, "TMPDIR": str(tmp_path / "nowhere")}
    assert run("quotes", env=env).stdout == run("quotes").stdout


def test_without_a_home_a_library_is_named_by_the_users_own(run, tmp_path):
    env = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_DATA_HOME", "SPQ_LIBRARY")}
    done = run("library", "info", env=env)
    assert b"Traceback" not in done.stderr
    assert (done.stdout + done.stderr).count(b"\n") == 1


@pytest.mark.parametrize("limit", [64, 20, 12])
def test_few_open_files_are_enough_or_it_is_one_line(run, library, limit):
    import resource

    done = run("quotes", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
    assert done.returncode == 0 or done.stderr.count(b"\n") == 1


def test_a_clock_that_jumps_changes_no_answer(spq, patterned, news, monkeypatch):
    """Back by decades, on by decades: the cache's order of use is all that it can change."""
    monkeypatch.setenv("SPQ_CACHE", "1")
    answers = []
    for now in (time.time(), 86_400.0, time.time() + 1e9, -1e9):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        done = spq("quotes", news)
        assert done.exit_code == 0
        answers.append(done.stdout)
    assert len(set(answers)) == 1
    assert answers[0]


@pytest.mark.parametrize("seconds", [0.3, 1.2])
@pytest.mark.parametrize("what", ["add", "quotes", "batch"])
def test_ctrl_c_on_a_terminal_is_told_in_words(tmp_path, command, what, seconds):
    """There it goes to all processes at once, whatever they are about: none of them shows a traceback."""
    killing.write_articles(tmp_path / "a.jsonl", 60, 1)
    given = {
        "add": ["--library", tmp_path / "l.db"],
        "quotes": ["-o", tmp_path / "q.jsonl"],
        "batch": [tmp_path / "out"],
    }
    line = [command, what, tmp_path / "a.jsonl", *given[what], "--jobs", "2"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        time.sleep(seconds)
        os.killpg(running.pid, signal.SIGINT)
        said = running.communicate(timeout=60)[1]
    assert running.returncode in (0, 130, -signal.SIGINT)
    assert "Traceback" not in said
    assert all(text.startswith("spq: ") for text in said.splitlines())
