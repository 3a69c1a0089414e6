"""People as records, without all that a test does not ask about."""

from __future__ import annotations

from spquotes.data.records import Kind, Person, Role, Spelling


def known(
    identity: str,
    name: str,
    kind: Kind = "person",
    roles: tuple[str, ...] = (),
    spellings: tuple[tuple[str, int], ...] = (),
    count: int = 1,
    docs: int = 1,
) -> Person:
    """A person with roles and spellings of one undated text each."""
    return Person(
        identity, name, kind, tuple(Role(role, 1) for role in roles), tuple(spelled(*one) for one in spellings),
        count, docs,
    )  # fmt: skip


def spelled(text: str, count: int, docs: int = 1, why: str = "for the test") -> Spelling:
    """A spelling."""
    return Spelling(text, count, docs, why)
