"""Corpora in an object store: read from a local server that speaks S3, and written to it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import standins
from spquotes.data.corpus.inputs import list_files
from spquotes.data.corpus.manifest import Run, begin, overwrite, read_analyses
from spquotes.data.corpus.storage import Storage, storage
from spquotes.data.corpus.tables import rows_in
from spquotes.data.errors import SpqError, UsageError
from spquotes.data.readers import ReadOptions
from spquotes.extractors.batch import Job, Local, run

pytest.importorskip("pyarrow", reason="needs spquotes[parquet]")
pytest.importorskip("s3fs", reason="needs spquotes[batch]")
moto_server = pytest.importorskip("moto.server", reason="needs moto[server], a local S3")

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:moto"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """An empty bucket's address, with what a program needs to reach it in the environment."""
    import s3fs

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem()
    name = f"b{abs(hash(request.node.name))}"
    files.mkdir(name)
    return f"s3://{name}"


def lines(*ids: str) -> bytes:
    return b"".join(json.dumps({"id": one, "text": f"This is {one}."}).encode() + b"\n" for one in ids)


def job(source: str, to: Storage | str, size: int = 2) -> Job:
    made = Run(tuple(list_files(source)), ReadOptions(any_language=True), "rules", size, "jsonl")
    return Job(storage(to) if isinstance(to, str) else to, made, None, standins.load)


def docs(to: Storage) -> list[str]:
    return [row["doc"] for name in to.names("articles") for row in rows_in(to.read(name), "jsonl")]


def test_a_corpus_goes_from_bucket_to_bucket(bucket: str) -> None:
    inputs = storage(f"{bucket}/in")
    inputs.write("day=1/part-0.jsonl.gz", gzip.compress(lines("a", "b", "c")))
    inputs.write("day=2/part-0.jsonl", lines("d"))
    inputs.write("_SUCCESS", b"")
    to = storage(f"{bucket}/out")
    first = run(job(f"{bucket}/in", to), Local(0), lambda _shard: None)
    assert docs(to) == ["a", "b", "c", "d"]
    assert first.new_shards == 2
    assert run(job(f"{bucket}/in", to), Local(0), lambda _shard: None).new_shards == 0
    assert [one.article.id for one in read_analyses(to)] == ["a", "b", "c", "d"]


def test_the_bytes_are_those_of_a_folder(bucket: str, tmp_path: Path) -> None:
    storage(bucket).write("in/news.jsonl", lines("a", "b", "c"))
    to = storage(f"{bucket}/out"), storage(str(tmp_path / "out"))
    for one in to:
        run(job(f"{bucket}/in/news.jsonl", one), Local(0), lambda _shard: None)
    without_processes = ("attributions", "entities", "failures", "people", "who")
    for table in without_processes:
        assert [to[0].read(name) for name in to[0].names(table)] == [to[1].read(name) for name in to[1].names(table)]


def test_parquet_is_read_from_a_bucket(bucket: str) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(pa.table({"id": ["a", "b"], "text": ["This is it.", "That was it."]}), buffer)
    storage(bucket).write("in/news.parquet", buffer.getvalue())
    to = storage(f"{bucket}/out")
    run(job(f"{bucket}/in/*.parquet", to), Local(0), lambda _shard: None)
    assert docs(to) == ["a", "b"]


def test_a_changed_object_is_another_input(bucket: str) -> None:
    storage(bucket).write("in/news.jsonl", lines("a"))
    to = storage(f"{bucket}/out")
    begin(to, job(f"{bucket}/in", to).run)
    storage(bucket).write("in/news.jsonl", lines("b"))
    with pytest.raises(UsageError, match="the input has changed"):
        begin(to, job(f"{bucket}/in", to).run)


def test_overwriting_leaves_what_is_not_its_own(bucket: str) -> None:
    to = storage(f"{bucket}/out")
    to.write("mine.txt", b"mine")
    to.write("articles/000000-000000.jsonl", b"")
    overwrite(to)
    assert to.names() == ["mine.txt"]


@pytest.mark.parametrize("place", ["in/nothing.jsonl", "in/*.csv", "empty/"])
def test_nothing_there_is_told(bucket: str, place: str) -> None:
    with pytest.raises(UsageError, match=r"there is nothing|no file of articles"):
        list_files(f"{bucket}/{place}")


def test_a_missing_bucket_is_told(bucket: str) -> None:
    with pytest.raises(UsageError, match=r"there is nothing|cannot be listed"):
        list_files(f"{bucket}-not/news.jsonl")


class Closed:
    """A store that fails with an error of its own, as botocore does without credentials."""

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> None:
            raise LookupError("Unable to locate credentials")

        return fail


def test_a_store_without_credentials_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("inputs", "storage"):
        monkeypatch.setattr(f"spquotes.data.corpus.{module}.filesystem", lambda place: (Closed(), "news"))
    with pytest.raises(UsageError, match=r"s3://news: cannot be listed .Unable to locate credentials"):
        list_files("s3://news")
    with pytest.raises(SpqError, match=r"s3://tables/a: cannot be written .Unable to locate credentials"):
        storage("s3://tables").write("a", b"")
