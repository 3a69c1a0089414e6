"""Everything countable in a sentence of English news, as ``Quantity`` records.

What is one and what is none:

- A count's unit is the noun phrase as written, up to its head and without ``other`` and ``more``: "ethnic Germans";
  of "five of the members" it is "members".  A number with no noun of its own is of the kind ``number``.
- Money is in units of its ISO 4217 currency, 60 cents are 0.6 USD; "a year" behind it is not kept.
- Shares and ratios are multiples: half .5, one in five .2, a 3 to 1 margin 3.  "Three times" with nothing it is
  compared to is a count of the unit ``time``, so is "twice".
- Thousands, dozens, tens of millions are the least that they say (1000, 12, 1e7) with the bound ``least``.
- Scores and votes are two numbers, 51-49 as well as "1,428 to 1,153"; so are "28th or 10th".
- Ordinals and "No. 3" are ranks without a unit; "the top 10" is rank 10 with the bound ``most``.
- "His 20s" are ages from 20 to 29.  "One" is a quantity before a unit and behind "only" or "more than", else a pronoun.
- Years, dates, "three years ago", clock times, and numbers that name something (Article 5, COVID-19) are none.
"""

from .finding import quantities_in, quantities_of

__all__ = ["quantities_in", "quantities_of"]
