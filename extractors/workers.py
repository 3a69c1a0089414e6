"""Articles analysed on several cores, in order, whatever becomes of a worker: ``analysed``.

    articles → chunks → a thread each, which keeps one worker process → analyses, in the order of the articles

A worker answers article by article, so that the one it died of is known: a new worker takes that one again, and when
it dies, too, the article becomes a Failure and the others go on.  ``multiprocessing.Pool`` waits for ever for a worker
that was killed; ProcessPoolExecutor kills the others with it and does not tell which article it was.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from threading import Event, Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..data.errors import SpqError
from ..data.records import Analysis, Article, Failure
from .analysers import Analyse, Load, analyser
from .bounded import MARGIN, TooSlow, allowed, within_bounds
from .processes import starting

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

Item = Article | Analysis | Failure
Result = Analysis | Failure

CHUNK = 8
"""Articles analysed together, and handed to a worker at a time: half a second's work, so that the last chunks end
together, and as fast as a hundred at a time."""

AHEAD = 8
"""Chunks under way for each worker: three seconds' work, while what is done is written; what bounds memory."""

RECYCLE = 500
"""Articles after which a worker is replaced: spaCy keeps every word it has seen, some 10 MB in 100 articles of news.

``Language.memory_zone`` would give them back, but it also takes words that the pipeline's own tables still name.
"""

TRIES = 2
"""Workers that may die of one article."""

STILLBORN = 3
"""Workers that may die in a row before they are ready, of whatever it is."""


def cores() -> int:
    """How many processes can work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def analysed(
    articles: Iterable[Item], model_name: str | None = None, jobs: int = 1, *, load: Load = analyser
) -> Iterator[Result]:
    """The analysis of each article, in order, by ``jobs`` processes; at 1 in this one, without any other.

    An article on which a rule fails, or of which two workers die, gives a Failure; what is an Analysis or a Failure
    already passes through.  Raises ModelError.  ``load`` makes the function that analyses, in each worker.
    """
    if jobs > 1:
        yield from supervised(articles, model_name, jobs, load=load)
        return
    for chunk in _chunks(articles):
        fresh = [item for item in chunk if isinstance(item, Article)]
        results = iter(_results(load(model_name), fresh) if fresh else ())
        for item in chunk:
            yield next(results) if isinstance(item, Article) else item


def supervised(
    articles: Iterable[Item], model_name: str | None, jobs: int, *, load: Load = analyser, recycle: int = RECYCLE
) -> Iterator[Result]:
    """``analysed`` by worker processes, even by one only; closing the iterator ends them."""
    chunks = _chunks(articles)
    crew = _Crew(model_name, load, recycle)
    threads = ThreadPoolExecutor(jobs, "spq-worker")
    under_way: deque[Future[list[Result]]] = deque()
    try:
        while True:
            for chunk in islice(chunks, max(0, jobs * AHEAD - len(under_way))):
                under_way.append(threads.submit(crew.results, chunk))
            if not under_way:
                return
            yield from under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
        crew.dismiss()
        threads.shutdown()
        crew.bury_all()


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """So many at a time; those before an error of whoever gives them are not lost by it."""
    chunk: list[Item] = []
    try:
        for item in items:
            chunk.append(item)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
    except Exception:
        yield chunk
        raise
    if chunk:
        yield chunk


class _Crew:
    """The workers that are idle, and those at work; threads take one, use it and give it back."""

    def __init__(self, model_name: str | None, load: Load, recycle: int) -> None:
        self._model_name, self._load, self._recycle = model_name, load, recycle
        self._context = starting(model_name, load)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._lock = Lock()
        self._dismissed = Event()
        self._stillborn = 0

    def results(self, chunk: list[Item]) -> list[Result]:
        """What becomes of each item of a chunk."""
        results: list[Result] = []
        deaths = 0  # of the next item
        alone = False  # after a death one at a time: which of those read together it was is not known
        while len(results) < len(chunk):
            worker = self._take()
            before = len(results)
            try:
                for result in worker.work(chunk[before : before + 1] if alone else chunk[before:]):
                    results.append(result)
            except TimeoutError:
                worker.kill()
                self._bury(worker)
                if alone or len(chunk) - len(results) == 1:
                    results.append(_too_slow(chunk[len(results)]))
                alone, deaths = True, 0
            except (EOFError, OSError):
                how = self._bury(worker)
                if worker.ready:
                    deaths = 1 if len(results) > before else deaths + alone
                    alone = True
                if deaths == TRIES:
                    results.append(_killer(chunk[len(results)], how))
                    deaths = 0
            else:
                deaths = 0
                self._give_back(worker)
        return results

    def dismiss(self) -> None:
        """Kill all workers, so that no thread waits for one."""
        self._dismissed.set()
        with self._lock:
            for worker in self._all:
                worker.kill()

    def bury_all(self) -> None:
        """Leave no process behind, when no thread has one any more."""
        for worker in self._all:
            worker.end()

    def _take(self) -> _Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            if self._dismissed.is_set():
                raise EOFError
            worker = self._start()
            self._all.add(worker)
        return worker

    def _start(self) -> _Worker:
        """A new worker; one that dies before it has read what it is to do breaks the pipe, and another is started."""
        while True:
            try:
                return _Worker(self._context, self._load, self._model_name)
            except (EOFError, ConnectionError) as error:
                self._is_stillborn(type(error).__name__)

    def _is_stillborn(self, how: str) -> None:
        self._stillborn += 1
        if self._stillborn == STILLBORN:
            raise SpqError(f"worker processes end before they are ready ({how}); is there memory enough?")

    def _give_back(self, worker: _Worker) -> None:
        if worker.articles >= self._recycle:
            with self._lock:
                self._all.discard(worker)
            worker.end()
            return
        with self._lock:
            self._idle.append(worker)

    def _bury(self, worker: _Worker) -> str:
        """Forget a worker; how it ended."""
        with self._lock:
            self._all.discard(worker)
        how = worker.end()
        if self._dismissed.is_set():
            raise EOFError
        if worker.ready:
            self._stillborn = 0
        else:
            self._is_stillborn(how)
        return how


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: BaseContext, load: Load, model_name: str | None) -> None:
        self._pipe, end = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(end, load, model_name), name="spq-worker", daemon=True
        )
        with _nothing_of_the_program():
            self._process.start()
        end.close()  # now only the worker has it, and its death ends our waiting
        self.articles = 0
        self.ready = False

    def work(self, chunk: list[Item]) -> Iterator[Result]:
        """The results of a chunk, one by one; raises EOFError or OSError when the worker dies.

        TimeoutError when it does not answer although the bound on time is long over.
        """
        if not self.ready and (error := self._answer(_STARTING)) is not None:
            raise error
        self.ready = True
        articles = [item for item in chunk if isinstance(item, Article)]
        self._pipe.send(articles)
        patience = MARGIN * allowed(articles)
        for item in chunk:
            if isinstance(item, Article):
                yield self._answer(patience)
                self.articles += 1
            else:
                yield item

    def _answer(self, seconds: float) -> Any:  # noqa: ANN401 - whatever the worker sends
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv()

    def kill(self) -> None:
        """End the process now; who waits for it gets an EOFError."""
        self._process.kill()

    def end(self) -> str:
        """Let the process go, which ends when its pipe is closed; how it ended."""
        self._pipe.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


@contextmanager
def _nothing_of_the_program() -> Iterator[None]:
    """Processes that start meanwhile do not run the program's main module anew, of which a worker needs nothing.

    That module may import anything: the command line, or Ray, which takes longer than all else.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


_PATIENCE = 5.0
"""Seconds for a worker to end by itself."""

_STARTING = 300.0
"""Seconds for a worker to load its model, which takes one or two."""


def _serve(pipe: Connection, load: Load, model_name: str | None) -> None:
    """A worker's life: say that it is ready, then analyse chunks until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    try:
        analyse = load(model_name)
    except SpqError as error:
        pipe.send(error)
        return
    except MemoryError:
        pipe.send(SpqError("there is not enough memory for a worker; try with --jobs 1"))
        return
    try:
        pipe.send(None)
        while True:
            for result in _results(analyse, pipe.recv()):
                pipe.send(result)
    except (EOFError, OSError):  # the parent is done, or gone
        return


def _results(analyse: Analyse, articles: Sequence[Article]) -> Iterator[Result]:
    """The analyses, or why there is none: one strange text must not cost a thousand others."""
    for article, found in zip(articles, within_bounds(analyse, articles), strict=True):
        if isinstance(found, TooSlow):
            yield Failure(_where(article), article.id, str(found))
        elif isinstance(found, Exception):
            yield Failure(_where(article), article.id, f"could not be analysed ({told(found)}); please report it")
        else:
            yield found


def _too_slow(item: Item) -> Failure:
    assert isinstance(item, Article)
    return Failure(_where(item), item.id, str(TooSlow(allowed([item]))))


def _killer(item: Item, how: str) -> Failure:
    assert isinstance(item, Article)  # a Failure is never sent to a worker
    return Failure(_where(item), item.id, f"{TRIES} processes that analysed it died ({how}); is there memory enough?")


def _where(article: Article) -> str:
    return article.path or article.id


def told(error: Exception) -> str:
    """An error's kind, message and innermost place, on one line."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" in {place.tb_frame.f_code.co_name}" if place is not None else ""
    return " ".join(f"{type(error).__name__}: {error}".split())[:160] + where
