"""``spq correct``: a reader's correction of who said what, kept beside the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from ..data.errors import SpqError, UsageError
from ..data.ids import text_hash
from ..data.records import KINDS
from .app import command
from .options import CHOOSING, LibraryFile, OutputOptions

if TYPE_CHECKING:
    from ..data.corrections import Correction
    from ..data.records import Person
    from ..data.store import Store
    from .output import Output

CORRECTING = "Correcting"


@command("spq correct weblog-smiling-face.txt@452 --speaker Gatilov", "spq correct --list")
def correct(
    statement: Annotated[str | None, typer.Argument(metavar="[ID]", show_default=False)] = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="NAME", help="This one said it: a name in any spelling, or an id; none: the "
                     "article does not say.", rich_help_panel=CORRECTING),
    ] = None,
    drop: Annotated[
        bool, typer.Option("--drop", help="This is no statement: show and count it no more.",
                           rich_help_panel=CORRECTING)
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the correction of this statement back.", rich_help_panel=CORRECTING)
    ] = False,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="Why, for others who read it.",
                                 rich_help_panel=CORRECTING)
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="The speaker is somebody whom no article in the library names.",
                           rich_help_panel=CORRECTING)
    ] = False,
    kind: Annotated[
        str | None,
        typer.Option(click_type=click.Choice(KINDS), help="With --new: what the speaker is. Default: person.",
                     rich_help_panel=CORRECTING),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List all corrections, those that have no place any more included.",
                           rich_help_panel=CHOOSING)
    ] = False,
    *,
    output: OutputOptions,
    library: LibraryFile = None,
) -> None:  # fmt: skip
    """Correct who made a statement in your library, or that it is one.

    The correction is written into corrections.toml beside the library (docs/corrections.md), where it can be read,
    edited and taken back. Every command follows it, and shows it as one; it is kept when the article is analysed again
    by newer rules. Articles with the very same text are corrected together. A dropped statement is shown by
    spq correct --list alone.

    ID is the id of a statement as spq quotes --json prints it, its first 10 characters or more, or its place as the
    table has it (article@offset).
    """
    from .output import Output

    asked = [name for name, is_asked in (("--speaker", speaker is not None), ("--drop", drop), ("--undo", undo),
                                         ("--list", listed)) if is_asked]  # fmt: skip
    if len(asked) != 1:
        raise UsageError("say what to do with the statement: --speaker NAME, --drop or --undo; or --list")
    if listed is (statement is not None):
        raise UsageError("--list lists all; leave out the id" if listed else "name one statement by its id")
    if (new or kind) and speaker is None:
        raise UsageError("--new and --kind say who a --speaker is")
    if kind and not new:
        raise UsageError("--kind says what somebody --new is; of all others it is known")
    if note is not None and (undo or listed):
        raise UsageError("--note goes with --speaker or --drop")
    out = Output(output)
    place = _Place.of(library, out)
    if statement is None:
        _list(place, out)
    elif undo:
        _undo(place, statement, out)
    else:
        _correct(place, statement, None if drop else " ".join((speaker or "").split()), note, out, new=new, kind=kind)
    raise typer.Exit(out.exit_code)


class _Place:
    """A library and the file beside it."""

    def __init__(self, library: Path, text: str, corrections: Sequence[Correction], out: Output) -> None:
        self.library, self.text, self.corrections, self._out = library, text, corrections, out

    @classmethod
    def of(cls, library: str | None, out: Output) -> _Place:
        """The library asked for, which must be there."""
        from ..data.corrections import corrections_file, parse_corrections, read_corrections
        from .inputs import library_path

        path = library_path(library)
        if not path.is_file():
            raise SpqError(
                f"{path}: there is no library, and corrections stand beside one; make it with: spq add PATHS"
            )
        file = corrections_file(path)
        text = read_corrections(file)
        return cls(path, text, parse_corrections(text, str(file)), out)

    @property
    def file(self) -> Path:
        """The file of corrections."""
        from ..data.corrections import corrections_file

        return corrections_file(self.library)

    def store(self) -> Store:
        """The library, with all corrections applied."""
        from .inputs import decisions_for, open_library

        return open_library(self.library, self._out.note, decisions_for(None, self.library))

    def write(self, put: Correction | None, remove: str | None = None) -> None:
        """Put a correction into the file, or take one out, and have the library follow."""
        from ..data.corrections import CorrectionFile, parse_corrections
        from .files import checked_target, replacing

        file = CorrectionFile(self.text)
        if remove is not None:
            file.remove(remove)
        if put is not None:
            file.put(put)
        parse_corrections(file.text, str(self.file))  # nothing is written that cannot be read again
        with replacing(checked_target(str(self.file))) as to:
            to.write(file.text.encode())
        self.store().close()


def _correct(
    place: _Place, statement: str, speaker: str | None, note: str | None, out: Output, *, new: bool, kind: str | None
) -> None:
    from ..data.corrections import NOBODY
    from .meant import statement_meant

    if speaker == "":
        raise UsageError("--speaker is empty; name the speaker, or none")
    with place.store() as store:
        if dropped := _among(place.corrections, statement, dropped=True):
            raise UsageError(f"{statement} is dropped; spq correct {dropped.id} --undo brings it back")
        quote = statement_meant(store, statement)
        earlier = store.correction_of(quote["doc"], quote["id"])
        before = next((one for one in place.corrections if one.id == earlier), None)
        made = before or _before(store, quote)
        person = (
            None if speaker is None or speaker.casefold() == NOBODY else _speaker(speaker, store, new=new, kind=kind)
        )
    made = replace(made, drop=False, speaker=None, speaker_id=None, kind="person", note=note, date=_today())
    now = quote["speaker"]
    if speaker is None:
        place.write(replace(made, drop=True))
        out.note(f"dropped: {_short(quote['text'])}; spq correct {made.id} --undo brings it back")
        return
    name, identity = (person.name, person.id) if person else (None, None)
    if identity == (now and now["id"]) and note == (before.note if before else None):
        out.note(f"the speaker is {name or 'nobody named'} already; nothing to change")
        return
    if before is not None and identity == before.was_id:
        place.write(None, before.id)
        out.note(f"{before.was or 'nobody named'} again, as the analysis has it: the correction is taken back")
        return
    place.write(replace(made, speaker=name or NOBODY, speaker_id=identity, kind=person.kind if person else "person"))
    out.note(f"{name or 'nobody named'} in place of {made.was or 'nobody named'}: {_short(quote['text'])}")


def _undo(place: _Place, statement: str, out: Output) -> None:
    found = _among(place.corrections, statement)
    if found is None:
        with place.store() as store:  # a statement that newer rules find elsewhere has another id than its correction
            from .meant import statement_meant

            quote = statement_meant(store, statement)
            earlier = store.correction_of(quote["doc"], quote["id"])
        found = next((one for one in place.corrections if one.id == earlier), None)
    if found is None:
        raise UsageError(f"{statement} has no correction; spq correct --list lists them")
    place.write(None, found.id)
    what = "a statement again" if found.drop else f"{found.was or 'nobody named'} again"
    out.note(f"{what}: {_short(found.words)}")


def _list(place: _Place, out: Output) -> None:
    from .tally import number

    with place.store() as store:
        shown = out.rows("corrections", _rows(place.corrections, store))
    out.note(number(shown, "correction") if shown else "no corrections")


def _rows(corrections: Sequence[Correction], store: Store) -> Iterator[dict[str, Any]]:
    from ..data.corrections import NOBODY

    counts = store.placed_corrections()
    for one in corrections:
        to = None if one.speaker == NOBODY else one.speaker
        yield {
            "id": one.id, "doc": one.article, "text": one.words, "at": [list(span) for span in one.at],
            "changed": "dropped" if one.drop else "speaker", "to": to, "to_id": one.speaker_id, "was": one.was,
            "was_id": one.was_id, "note": one.note, "date": one.date, "statements": counts.get(one.id, 0),
            "placed": one.id in counts,
        }  # fmt: skip


def _among(corrections: Sequence[Correction], name: str, *, dropped: bool = False) -> Correction | None:
    """The correction of the statement that an id, its beginning, or a place names. Raises UsageError for several."""
    from .meant import LEAST_PREFIX

    doc, at, offset = name.rpartition("@")
    fits = [
        one
        for one in corrections
        if (one.drop or not dropped)
        and (
            (len(name) >= LEAST_PREFIX and one.id.startswith(name))
            or (at and offset.isdecimal() and one.article == doc and one.at[0][0] == int(offset))
        )
    ]
    if len(fits) > 1:
        raise UsageError(f"{name} fits {len(fits)} corrections; choose one: {', '.join(one.id for one in fits[:5])}")
    return fits[0] if fits else None


def _before(store: Store, quote: dict[str, Any]) -> Correction:
    """What is known of a statement as the analysis has it."""
    from ..data.corrections import TEXT_DIGITS, Correction

    article = store.article(quote["doc"])
    assert article is not None
    cue, speaker = quote["cue"], quote["speaker"]
    return Correction(
        id=quote["id"],
        article=quote["doc"],
        text_hash=text_hash(article.text)[:TEXT_DIGITS],
        at=tuple((span["start"], span["end"]) for span in quote["content"]),
        words=quote["text"],
        cue=cue and cue["text"],
        cue_at=cue and cue["start"],
        was=speaker and speaker["name"],
        was_id=speaker and speaker["id"],
    )


def _speaker(name: str, store: Store, *, new: bool, kind: str | None) -> Person:
    """Whom a name means. Raises UsageError where that is nobody, several, or, with ``new``, somebody known."""
    from ..data.records import Person
    from ..extractors.personids import slug
    from .deciding import only_one
    from .who import mentioned

    if not new:
        try:
            return only_one(name, store)
        except UsageError as error:
            if "nobody here fits" not in str(error):
                raise
            raise UsageError(f"{error}; if that is somebody whom no article names, add --new") from None
    fitting, _ = mentioned(name, store)
    same = [one for one in fitting if one.name.casefold() == name.casefold()]
    if same:
        raise UsageError(f"{name} is not new: there is {same[0].name} ({same[0].id}); leave out --new")
    taken, root = store.taken_ids(), slug(name)
    if not root:
        raise UsageError(f"--speaker {name!r} has no letter in it")
    identity, number = root, 1
    while identity in taken:
        number += 1
        identity = f"{root}-{number}"
    return Person(identity, name, kind or "person", (), (), 0, 0)  # type: ignore[arg-type] # one of KINDS


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:60]}…”" if len(words) > 61 else f"“{words}”"


def _today() -> str:
    from datetime import date

    return date.today().isoformat()
