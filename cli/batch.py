"""``spq batch``: a corpus, from its files to tables that other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..data.errors import UsageError
from .app import command
from .options import OUTPUT, InputOptions, OutputOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..extractors.batch import Engine, Job, Outcome
    from ..extractors.stopping import Stop
    from .output import Output

RUNNING = "Running"


@dataclass(frozen=True)
class RunningOptions:
    """Who does the work, and how it is divided."""

    engine: Annotated[
        Literal["local", "ray"],
        typer.Option(help="This machine's cores, or Ray: a cluster, or this machine.", rich_help_panel=RUNNING),
    ] = "local"
    address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="With --engine ray: the cluster (host:port, or auto); else one is started here.",
            rich_help_panel=RUNNING,
        ),
    ] = None
    people: Annotated[
        bool,
        typer.Option(
            "--people/--no-people", help="At the end, tell who is who in all articles.", rich_help_panel=RUNNING
        ),
    ] = True
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Begin anew, whatever OUTPUT holds.", rich_help_panel=RUNNING),
    ] = False  # fmt: skip


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.", rich_help_panel=OUTPUT)]


@command(
    "spq batch news/ tables/",
    "spq batch 's3://news/*.jsonl.gz' s3://tables --engine ray --address auto",
)
def batch(
    input: Annotated[str, typer.Argument(show_default=False)],
    output: Annotated[str, typer.Argument(show_default=False)],
    *,
    running: RunningOptions,
    format: Annotated[
        Literal["parquet", "jsonl"], typer.Option(help="Of the tables.", rich_help_panel=OUTPUT)
    ] = "parquet",
    shard_size: Annotated[
        int, typer.Option(min=1, metavar="N", help="Records of the input to a file of each table.",
                          rich_help_panel=OUTPUT)
    ] = 1000,
    quiet: Quiet = False,
    reading: InputOptions,
) -> None:  # fmt: skip
    """Analyse a corpus into tables of files, on all cores or a cluster.

    INPUT is a file, a folder, a glob or an address such as s3://bucket/news/*.jsonl.gz; JSONL, CSV and Parquet hold
    many articles each. OUTPUT is a folder or an address; it gets attributions/, articles/, entities/, failures/,
    people/, who/ (which person each entity is) and manifest.json.

    Ctrl-C stops it when the files under way are written, a second one at once. A run that was stopped goes on where it
    was when it is started again. What cannot be read or analysed is listed in
    failures/, and the exit code then is 1. Addresses need pip install 'spquotes[batch]', Ray 'spquotes[ray]'.
    """
    from ..data.corpus.manifest import overwrite
    from ..data.corpus.storage import storage
    from ..data.writers import require
    from ..extractors.stopping import Stop
    from .output import Output

    out = Output(OutputOptions(format="jsonl", quiet=quiet))
    require(format)
    to = storage(output)
    job = _job(input, output, reading, shard_size, format, out)
    if running.overwrite:
        overwrite(to)
    stop = Stop(lambda: out.note("stops when the files under way are written; Ctrl-C again stops at once"))
    with out.progress("articles", None) as advance:
        outcome = _run(job, running, reading.jobs, advance, stop)
    _tell(outcome, output, out)
    raise typer.Exit(out.exit_code)


def _job(
    input: str, output: str, reading: InputOptions, shard_size: int, format: Literal["parquet", "jsonl"], out: Output
) -> Job:
    from ..data.corpus.inputs import list_files
    from ..data.corpus.manifest import Run
    from ..data.corpus.storage import storage
    from ..data.errors import InputError
    from ..data.readers import Report, dated
    from ..extractors.batch import Job
    from ..extractors.model import model_fingerprint, model_name, rules_fingerprint
    from .inputs import read_options, tell_model

    def fail(error: InputError) -> None:
        raise error

    options = dated(read_options(reading), Report(fail, out.note))
    tell_model(reading.model, out)
    name = model_name(reading.model)
    fingerprint = f"{rules_fingerprint()}-{model_fingerprint(name)}"
    run = Run(tuple(list_files(input)), options, fingerprint, shard_size, format)
    return Job(storage(output), run, name)


def _run(job: Job, running: RunningOptions, jobs: int | None, advance: Callable[[], None], stop: Stop) -> Outcome:
    from ..data.corpus.manifest import Shard
    from ..extractors.batch import run

    local = running.engine == "local"

    def on_shard(shard: Shard) -> None:
        if not local:
            for _ in range(shard.records):
                advance()

    engine = _engine(running, jobs, advance, stop)
    return run(job, engine, on_shard, people=running.people, stop=stop if local else None)


def _engine(running: RunningOptions, jobs: int | None, advance: Callable[[], None], stop: Stop) -> Engine:
    if running.engine == "local":
        if running.address:
            raise UsageError("--address is the address of a Ray cluster; add --engine ray")
        from ..extractors.batch import Local
        from ..extractors.workers import cores

        return Local(jobs or cores(), advance, stop)
    from ..extractors.engine_ray import Ray

    return Ray(jobs, running.address)


def _tell(outcome: Outcome, output: str, out: Output) -> None:
    from ..data.errors import InputError
    from .tally import number

    rows = outcome.rows
    went_on = "" if outcome.new_shards == outcome.shards else f", {outcome.new_shards} of {outcome.shards} shards new"
    out.note(f"{number(rows['articles'], 'article')}, {number(rows['attributions'], 'attribution')}{went_on}")
    if outcome.no_people:
        out.error(InputError(output, outcome.no_people))
    if rows["failures"]:
        out.error(InputError(output, f"{number(rows['failures'], 'record')} failed; failures/ says which and why"))
