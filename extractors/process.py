"""What is set for a process that analyses: the library that multiplies matrices, garbage collection."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_SHAPE = (400, 288, 288)
"""Rows, columns and outputs of the multiplication that is timed: en_core_web_sm's widest, for some 15 sentences."""


def collect_less() -> None:
    """Let Python look for cycles of garbage more rarely, and never in what is loaded by now; for a whole process.

    An analysis makes many small objects and hardly a cycle: looking after every 700 of them took 8% of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def multiply_faster(nlp: Language) -> None:
    """Let the pipeline multiply matrices by NumPy where that is faster here than by BLIS; the parses are the same.

    BLIS, which spaCy uses, has no kernels of their own for some CPUs: on an AMD EPYC the whole parse takes 1.5 times
    as long with it, the timed multiplication three times.  The timing takes some 10 ms.
    """
    from thinc.api import NumpyOps

    rows, columns, outputs = _SHAPE
    with_numpy = NumpyOps(use_blis=False)
    one, other = with_numpy.alloc2f(rows, columns), with_numpy.alloc2f(outputs, columns)

    def seconds(ops: NumpyOps) -> float:
        times = []
        for _ in range(4):  # the first warms up
            start = time.perf_counter()
            ops.gemm(one, other, trans2=True)
            times.append(time.perf_counter() - start)
        return min(times)

    if seconds(with_numpy) < 0.8 * seconds(NumpyOps()):
        for _, component in nlp.pipeline:
            model = getattr(component, "model", None)
            for node in model.walk() if model is not None else ():
                if isinstance(node.ops, NumpyOps):  # a GPU's stays
                    node.ops = with_numpy
