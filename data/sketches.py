"""Sketches of texts: a few numbers by which texts that are nearly the same can be told without reading them again.

A text is the set of its shingles (runs of SHINGLE words, whatever their case and punctuation), each hashed to 32 bits.
Its sketch is the KEPT least of these hashes, a random sample of the set; two samples below the lesser of their greatest
hashes tell which share of the one set is in the other (bottom-k sketches: Broder 1997, Cohen and Kaplan 2007).
"""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b
from heapq import nsmallest
from sys import byteorder

SHINGLE = 3
"""Words of a shingle. Of those of three words .85³ = 61 % outlive a change of every seventh word, of five 44 %."""

KEPT = 128
"""Hashes kept of a text: all of a short one; of a long one so many that a share of .5 is told within .05."""

_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> tuple[int, bytes]:
    """How many different shingles a text has, and the least hashes, rising, as 32-bit little-endian numbers.

    A text of fewer words than a shingle has one shingle, of all its words; one without any word none.
    """
    words = _WORD.findall(text.casefold())
    ends = range(min(SHINGLE, len(words)), len(words) + 1) if words else range(0)
    found = {" ".join(words[max(0, end - SHINGLE) : end]) for end in ends}
    hashes = {
        int.from_bytes(blake2b(one.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little") for one in found
    }
    least = array("I", nsmallest(KEPT, hashes))
    if byteorder == "big":
        least.byteswap()
    return len(hashes), least.tobytes()
