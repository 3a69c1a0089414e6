"""How often each person is mentioned and quoted: kept in the table of people, for a group-by takes half a second.

What changes an analysis' people or the number of its articles takes the analysis' share out before and puts it in
after; ``COUNTED`` is that share, and with every analysis it is the truth that ``recount`` and ``check`` go by.
"""

from __future__ import annotations

import sqlite3

COLUMNS = ("mentions", "docs", "statements", "statement_docs", "attributions", "attribution_docs")

_SHARE = """
    SELECT person, copies * sum(mentions) AS mentions, copies * max(named) AS docs,
        copies * sum(statements) AS statements, copies * max(statements > 0) AS statement_docs,
        copies * sum(attributions) AS attributions, copies * max(attributions > 0) AS attribution_docs
    FROM (
        SELECT analysis, person, count AS mentions, count > 0 AS named, 0 AS statements, 0 AS attributions
        FROM entities WHERE person IS NOT NULL {which}
        UNION ALL
        SELECT analysis, person, 0, 0, sum(statement), count(*)
        FROM attributions WHERE person IS NOT NULL {which} GROUP BY analysis, person
    ) JOIN (SELECT analysis AS of, count(*) AS copies FROM articles WHERE 1 {which} GROUP BY analysis) ON of = analysis
    GROUP BY analysis, person"""

COUNTED = f"""SELECT person, {", ".join(f"sum({name}) AS {name}" for name in COLUMNS)}
    FROM ({_SHARE.format(which="")}) GROUP BY person"""
"""Each person's counts by the whole library."""


def count_in(db: sqlite3.Connection, analysis: int, sign: int = 1) -> None:
    """Add an analysis' share to its people's counts, or take it out."""
    share = _SHARE.format(which="AND analysis = :analysis")
    sums = ", ".join(f"{name} = people.{name} + :sign * share.{name}" for name in COLUMNS)
    db.execute(
        f"UPDATE people SET {sums} FROM ({share}) AS share WHERE people.no = share.person",
        {"analysis": analysis, "sign": sign},
    )


def recount(db: sqlite3.Connection) -> None:
    """Every count anew."""
    db.execute(f"UPDATE people SET {', '.join(f'{name} = 0' for name in COLUMNS)}")
    sums = ", ".join(f"{name} = counted.{name}" for name in COLUMNS)
    db.execute(f"UPDATE people SET {sums} FROM ({COUNTED}) AS counted WHERE people.no = counted.person")
