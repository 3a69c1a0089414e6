"""The fuzz targets with Hypothesis's inputs, and over every input that was once a finding.

Atheris runs the same targets for longer: ``make fuzz``. ``SPQ_LONG=1`` makes this run a hundred times as long as well.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import fuzzing
import pytest
import run
from fuzzing import BETWEEN, Target, as_bytes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TARGETS = fuzzing.all_targets()
FACTOR = 100 if os.environ.get("SPQ_LONG") else 1
SLOWEST = 30 if os.environ.get("SPQ_LONG") else 5
"""Seconds of processor time that any finding of old may take."""

KEPT = [pytest.param(name, path, id=f"{name}-{path.name}") for name in TARGETS for path in fuzzing.kept(name)]


def inputs(one: Target) -> st.SearchStrategy[bytes]:
    """Pieces put together, seeds with something in them changed, and any bytes."""
    words = st.sampled_from([as_bytes(word) for word in (*one.words, BETWEEN)])
    pieces = st.lists(words | st.text(max_size=3).map(as_bytes), max_size=25).map(b"".join)
    texts = st.binary(max_size=80) | pieces
    if not one.seeds:
        return texts
    seeds = st.sampled_from(one.seeds)
    cuts = st.floats(0, 1)

    def changed(seed: bytes, first: float, length: float, put: bytes) -> bytes:
        start = int(first * len(seed))
        return (seed[:start] + put + seed[start + int(length * 8) :])[: one.longest]

    return texts | st.builds(changed, seeds, cuts, cuts, pieces)


@pytest.mark.parametrize("name", TARGETS)
def test_target(name: str) -> None:
    one = TARGETS[name]

    @settings(
        max_examples=(12 if one.slow else 60) * FACTOR,
        database=None,
        derandomize=FACTOR == 1,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(inputs(one))
    def check(data: bytes) -> None:
        one.run(data)

    for seed in one.seeds:
        one.run(seed)
    check()


@pytest.mark.parametrize(("name", "path"), KEPT)
def test_what_was_found_once(name: str, path: Path) -> None:
    begun = time.process_time()
    one, data = TARGETS[name], path.read_bytes()
    one.run(data)
    if one.grows:
        one.many(data, 32_000)
    assert time.process_time() - begun < SLOWEST


def test_every_finding_belongs_to_a_target() -> None:
    assert {path.name for path in fuzzing.CORPUS.iterdir()} <= TARGETS.keys()
    assert all(path.stat().st_size <= 5000 for path in fuzzing.CORPUS.rglob("*") if path.is_file())


def test_a_run_keeps_what_fails_made_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(data: bytes) -> None:
        assert b"<" not in data or b">" not in data

    monkeypatch.setattr(fuzzing, "CORPUS", tmp_path)
    watched = run._Watched(Target("tags", fails, (), ()))
    for data in (b"a", b"so < much > more", b"<>", b"< again >"):
        watched(data)
    (path,) = (tmp_path / "tags").iterdir()
    assert path.read_bytes() == b"<>"
    assert capsys.readouterr().err.count("FOUND tags") == 1


def test_a_run_keeps_what_takes_longer_than_in_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def square(data: bytes) -> None:
        for _ in range(len(data) ** 2 // 4_000):
            bytes(data[:1000])

    monkeypatch.setattr(fuzzing, "CORPUS", tmp_path)
    monkeypatch.setattr(run, "EVERY", 2)
    monkeypatch.setattr(run, "LEAST", 0.01)
    watched = run._Watched(Target("square", square, (), (), grows=True))
    for data in (b"a", b"ab", b"abc", b"abcd"):
        watched(data)
    assert [path.read_bytes() for path in (tmp_path / "square").iterdir()] == [b"ab"]


def test_a_run_keeps_what_takes_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(data: bytes) -> None:
        begun = time.process_time()
        while time.process_time() - begun < len(data) / 100:
            pass

    monkeypatch.setattr(fuzzing, "CORPUS", tmp_path)
    monkeypatch.setattr(run, "SLOW", 0.05)
    watched = run._Watched(Target("slow", slow, (), ()))
    for data in (b"aaa", b"aaaaaaaa", b"bbbbbbbb"):
        watched(data)
    assert [path.read_bytes() for path in (tmp_path / "slow").iterdir()] == [b"aaaaaaaa"]
