"""What keeps a library in order: what is in it, whether it is sound, and what removing leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .correcting import Correcting
from .counting import COLUMNS, COUNTED
from .filters import ArticleFilter

Row = dict[str, Any]


class Upkeep(Correcting):
    """The commands of ``spq library``."""

    def info(self, fingerprint: str) -> Row:
        """How much there is, as the row of ``spq library info``; outdated is what ``fingerprint`` did not make."""
        count = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM analyses), (SELECT count(*) FROM people)"
        articles, analyses, people = self._one(count)
        statements = self._one("SELECT count(*) FROM articles d JOIN attributions q ON q.analysis = d.analysis")[0]
        first, last, dated = self._one("SELECT min(published), max(published), count(published) FROM articles")
        outdated = self._one(
            "SELECT count(*) FROM articles d JOIN analyses a ON a.no = d.analysis WHERE a.fingerprint != ?",
            (fingerprint,),
        )[0]
        assert self.path is not None
        return {
            "path": str(self.path.absolute()),
            "bytes": self._bytes(),
            "articles": articles,
            "analyses": analyses,
            "attributions": statements,
            "people": people,
            "outlets": [name for (name,) in self._rows(
                "SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet_key, outlet")],
            "first": first,
            "last": last,
            "undated": articles - dated,
            "outdated": outdated,
            "corrections": len(self.placed_corrections()),
        }  # fmt: skip

    def _bytes(self) -> int:
        assert self.path is not None
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def listed(self, wanted: ArticleFilter, fingerprint: str) -> Iterator[Row]:
        """The articles that fit, as rows of ``spq library list``."""
        conditions = " AND ".join(wanted.conditions()) or "1"
        rows = self._rows(
            f"""SELECT d.id, d.path, d.title, d.outlet, d.published, d.url, d.author, length(a.text),
                (SELECT coalesce(sum(q.statement), 0) FROM attributions q WHERE q.analysis = a.no),
                (SELECT count(*) FROM attributions q WHERE q.analysis = a.no),
                a.fingerprint != :fingerprint
            FROM articles d JOIN analyses a ON a.no = d.analysis WHERE {conditions} ORDER BY d.no""",
            {**wanted.parameters(), "fingerprint": fingerprint},
        )
        for doc, path, title, outlet, published, url, author, characters, statements, attributions, outdated in rows:
            yield {
                "doc": doc,
                "path": path,
                "title": title,
                "outlet": outlet,
                "published": published,
                "url": url,
                "author": author,
                "characters": characters,
                "statements": statements,
                "attributions": attributions,
                "outdated": bool(outdated),
            }

    def faults(self) -> Iterator[str]:
        """What is wrong with the file or with what is in it, a line each; nothing when all is well."""
        yield from (f"the file: {what}" for (what,) in self._rows("PRAGMA integrity_check") if what != "ok")
        for table, row, of, _ in self._rows("PRAGMA foreign_key_check"):
            yield f"the table {table}: row {row} belongs to something in {of} that is not there"
        yield from self._wrong_spans()
        differing = " OR ".join(f"p.{name} != coalesce(c.{name}, 0)" for name in COLUMNS)
        counts = f"SELECT p.id FROM people p LEFT JOIN ({COUNTED}) c ON c.person = p.no WHERE {differing}"
        for (person,) in self._rows(counts):
            yield f"the counts of {person} are wrong"
        waiting = "SELECT count(*) FROM entities e JOIN attributions q USING (analysis) WHERE q.entity = e.number"
        own = "q.person IS NOT e.person AND q.no NOT IN (SELECT no FROM corrected)"
        if wrong := self._one(f"{waiting} AND {own}")[0]:
            yield f"{wrong} statements have another speaker than their entity"
        yield from self.correction_faults()
        if self._one("SELECT (SELECT count(*) FROM sketches) - (SELECT count(*) FROM analyses)")[0]:
            yield "not every text has a sketch"
        unindexed = """SELECT (SELECT count(*) FROM words_docsize) - (SELECT count(*) FROM attributions)"""
        if self._one(unindexed)[0]:
            yield "the index of words does not have every statement"
        if self._one("SELECT (SELECT count(*) FROM texts_docsize) - (SELECT count(*) FROM analyses)")[0]:
            yield "the index of texts does not have every text"

    def _wrong_spans(self) -> Iterator[str]:
        """Every text of a span, a mention, or a cue must be its article's."""
        for analysis, name, text in self._rows("SELECT no, name, text FROM analyses ORDER BY no"):
            places: list[tuple[int, int, str]] = []
            for (mentions,) in self._rows("SELECT mentions FROM entities WHERE analysis = ?", (analysis,)):
                places += [(start, end, words) for start, end, words, _ in json.loads(mentions)]
            for (body,) in self._rows("SELECT body FROM attributions WHERE analysis = ?", (analysis,)):
                row = json.loads(body)
                spans = [*row["content"], row["source"], row["cue"], row["addressee"], row["context"]]
                places += [(span["start"], span["end"], span["text"]) for span in spans if span]
            if wrong := sum(text[start:end] != words for start, end, words in places):
                yield f"{name}: {wrong} of its {len(places)} spans are not what stands in its text"

    def compact(self) -> tuple[int, int]:
        """Give back what removed articles took, and leave no trace of their texts; the bytes before and after."""
        before = self._bytes()
        for index in ("words", "texts"):  # they keep removed words until merged
            self._db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("VACUUM")  # writes the file anew, without what was freed
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return before, self._bytes()
