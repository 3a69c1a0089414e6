"""The frames a cue can have: where its content stands, as the parse shows it.

A frame's name is the key of the figures in ``data/lexicons/cue_figures.toml``; the names are

    clause        said that …, "…" he said                object          criticised the plan
    infinitive    promised to …                           object_to       urged Congress to …
    small_clause  called him a …                          object_as       described it as …
    prep_X        called for …, referred to …             object_prep_X   accused him of …
    for_to        called for X to …
    gerund        suggested ending …                      passive         was announced
    passive_to    is expected to …                        passive_as      is seen as …
    passive_only_X  was asked about …
    passive_that  it was said that …                      aside           …, he said, …
    loose_aside   the same without commas on both sides
    as_told       as X reported, …                        flat          said, where the parse shows no clause
    relative      which he denied                         antecedent    the only country he knew
    behind        "…" said X, where the parse shows no clause
    ahead         he put it this way: "…"                 loose         the same, with other words between
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .asides import around_aside, as_told, aside, may_be_aside
from .complement import Complement, Wanted
from .looseframes import flat, relative
from .syntax import FINITE, agent, by_label, child, children, is_passive, is_second_cue, subtree

if TYPE_CHECKING:
    from .words import Word


def complements(verb: Word, wanted: Wanted) -> Iterator[Complement]:
    """Every frame in which ``verb`` may stand here, the fullest first; ``wanted`` says which are worth the search."""
    if is_passive(verb):
        yield from _passive(verb, wanted)
        if child(verb, "auxpass", "nsubjpass", "csubjpass", "agent") is None and verb.dep_ in ("acl", "relcl"):
            # "Brown, the mayor, called the plan …", taken for "Brown, called …"
            yield from (one._replace(active=True) for one in _active(verb, wanted))
        return
    yield from _active(verb, wanted)


def _active(verb: Word, wanted: Wanted) -> Iterator[Complement]:
    below = by_label(verb)
    # Of a clause before the cue and one behind it the one behind is said; the other may be a sentence of its own.
    every = [c for c in below.get("ccomp", ()) if not _is_added(c)]
    clauses = [*[c for c in every if c.i > verb.i][:1], *[c for c in every if c.i < verb.i][:1]]
    clause = clauses[0] if clauses else None
    objects = [c for c in below.get("dobj", ()) if c.tag_ not in ("WP", "WDT")]
    infinitive = next((c for c in below.get("xcomp", ()) if _has_to(c)), None) or _infinitive_behind(verb)
    addressed = below["dative"][0] if "dative" in below else objects[0] if objects and clause is not None else None
    particle = tuple([c.i for c in below["prt"]]) if "prt" in below else ()
    said = [frozenset(_clause(verb, one)) for one in clauses] if clauses and wanted("clause") else []
    if len(said) == 2 and said[1]:
        said.insert(0, said[0] | said[1])  # It is safe, Brown argued: “nobody has been hurt.”
    for whole in said:
        yield Complement("clause", whole, particle, None if addressed is None else addressed.i)
    around = aside(verb) if wanted("aside") else None
    if around is not None:
        yield Complement("aside", frozenset(around), particle)
    elif clause is None and not objects and may_be_aside(verb) and wanted("loose_aside"):
        governor = verb.head
        if governor.pos_ in ("VERB", "AUX"):
            yield Complement("loose_aside", frozenset(around_aside(subtree(governor, [verb]), verb)), particle)
    if wanted("as_told"):
        yield from as_told(verb, particle)
    if wanted("flat") or wanted("flat_before"):
        yield from flat(verb, clause, particle)
    if wanted("relative") or wanted("antecedent") or wanted("relative_clause"):
        yield from relative(verb, clause, particle)
    for obj in objects:
        if clause is None or clause.i < verb.i < obj.i:
            yield from _with_object(verb, obj, infinitive, particle, wanted)
    called = child(verb, "oprd") if not objects else objects[1] if len(objects) > 1 and clause is None else None
    if called is not None and called.i > verb.i and wanted("small_clause"):
        # called Brown's plan “reckless”, where the parse makes one phrase, or two objects, of what is called so
        yield Complement("small_clause", frozenset(subtree(called).union(*map(subtree, objects[:1]))), particle)
    if infinitive is not None and not objects and wanted("infinitive"):
        yield Complement("infinitive", frozenset(subtree(infinitive)), particle)
    if not objects and wanted("gerund"):
        gerund = next((c for c in children(verb, "xcomp", "pcomp") if c.tag_ == "VBG"), None)
        if gerund is not None:
            yield Complement("gerund", frozenset(subtree(gerund)), particle)
    if clause is None and not objects:
        yield from _prepositions(verb, particle, wanted)
    if wanted("for_to"):
        yield from _for_to(verb, particle)


def _clause(verb: Word, clause: Word) -> set[int]:
    ids = subtree(clause)
    for sibling in children(verb, "ccomp"):
        if (sibling.i > verb.i) == (clause.i > verb.i) and not _is_added(sibling):
            ids |= subtree(sibling)
    ids -= _coordinated(verb, clause)
    if clause.i > verb.i:
        # What follows the cue is said without a gap, whatever the parse hangs elsewhere.
        after = {i for i in ids if i > verb.i}
        opening = _complementizer(verb, clause) or _lost_subject(verb, clause)
        return ids if not after else set(range(min([*after, *opening]), max(after) + 1))
    if _own_sentence(verb, clause):
        return set()
    # Before the cue, conditions and the like that open the sentence belong to what is said.
    for opener in children(verb, "advcl", "mark"):
        if opener.i < clause.i:
            ids |= subtree(opener)
    return ids - {verb.i}


def _own_sentence(verb: Word, clause: Word) -> bool:
    """Whether a colon or semicolon parts the clause from the cue behind it, as in "It pays: he said so"."""
    first = min(
        t.i
        for t in verb.doc
        if t.i == verb.i or (t.head == verb and t.dep_ in ("nsubj", "aux", "neg") and t.i > clause.i)
    )
    start = min(subtree(verb.doc[first])) if first != verb.i else first
    return start > 0 and verb.doc[start - 1].text in (":", ";")


def _complementizer(verb: Word, clause: Word) -> list[int]:
    """The "that" right behind the cue, also where the parse takes it for something else."""
    for token in verb.doc[verb.i + 1 : min(clause.i, verb.i + 3)]:
        if token.lower_ == "that":
            return [token.i]
    return []


def _lost_subject(verb: Word, clause: Word) -> list[int]:
    """What stands between a cue and a clause without a subject: said the days of one “story” are gone."""
    finite = clause.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in clause.children)
    if not finite or child(clause, "nsubj", "nsubjpass", "expl", "csubj") is not None:
        return []
    return [verb.i + 1] if verb.i + 1 < min(subtree(clause)) else []


def _coordinated(verb: Word, clause: Word) -> set[int]:
    """Words of "… and added that …" where the parse makes the second cue part of what the first one's source said."""
    ids: set[int] = set()
    for token in (clause.doc[i] for i in sorted(subtree(clause))):
        if is_second_cue(token, verb):
            ids |= subtree(token)
            ids |= {c.i for c in token.head.children if c.dep_ in ("cc", "punct") and token.i - 3 <= c.i < token.i}
    return ids


def _is_added(clause: Word) -> bool:
    """Whether a "clause" is what somebody did while speaking: "…," she said, smiling at him."""
    if clause.tag_ != "VBG" or child(clause, "nsubj", "nsubjpass") is not None:
        return False
    first = min(subtree(clause))
    return first > 0 and clause.doc[first - 1].text == ","


def _infinitive_behind(verb: Word) -> Word | None:
    """The infinitive right behind a verb that the parse takes for one of purpose: vow to boycott."""
    to = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return to.head if to.tag_ == "TO" and to.head.dep_ == "advcl" and to.head.head == verb else None


def _for_to(verb: Word, particle: tuple[int, ...]) -> Iterator[Complement]:
    """What somebody calls for somebody to do: called for the wage to be raised."""
    for clause in children(verb, "advcl", "ccomp", "xcomp"):
        mark = child(clause, "mark")
        if clause.i > verb.i and mark is not None and mark.lower_ == "for" and _has_to(clause):
            yield Complement("for_to", frozenset(subtree(clause) - {mark.i}), (*particle, mark.i))


def _has_to(verb: Word) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _with_object(
    verb: Word, obj: Word, infinitive: Word | None, particle: tuple[int, ...], wanted: Wanted
) -> Iterator[Complement]:
    whole = subtree(obj)
    if infinitive is not None and infinitive.i > obj.i and wanted("object_to"):
        yield Complement("object_to", frozenset(whole | subtree(infinitive)), particle)
    small = child(verb, "oprd") if wanted("small_clause") else None
    if small is not None:
        yield Complement("small_clause", frozenset(whole | subtree(small)), particle)
    for prep in children(verb, "prep"):
        if prep.i < obj.i or _is_time(prep):
            continue
        frame = "object_as" if prep.lower_ == "as" else f"object_prep_{prep.lower_}"
        if wanted(frame) and prep.lower_ not in ("during", "after", "before", "since", "until"):
            yield Complement(frame, frozenset(whole | subtree(prep)), particle)
    if wanted("object"):
        yield Complement("object", frozenset(whole), particle)


def _prepositions(verb: Word, particle: tuple[int, ...], wanted: Wanted) -> Iterator[Complement]:
    for prep in children(verb, "prep", "agent"):
        inner = child(prep, "pobj", "pcomp")
        if inner is None or prep.i < verb.i or not wanted(f"prep_{prep.lower_}") or _is_time(prep):
            continue
        rest = subtree(inner)
        infinitive = child(verb, "xcomp")
        if infinitive is not None and infinitive.i > inner.i and prep.lower_ in ("on", "for", "to", "upon"):
            rest |= subtree(infinitive)  # called on people to …
        yield Complement(f"prep_{prep.lower_}", frozenset(rest), (*particle, prep.i))


def _is_time(prep: Word) -> bool:
    inner = child(prep, "pobj")
    return inner is not None and inner.ent_type_ in ("DATE", "TIME")


def _passive(verb: Word, wanted: Wanted) -> Iterator[Complement]:
    particle = tuple(c.i for c in children(verb, "prt"))
    patient = child(verb, "nsubjpass", "csubjpass")
    clause = child(verb, "ccomp")
    infinitive = next((c for c in children(verb, "xcomp") if _has_to(c)), None)
    if clause is None:
        clause = next(
            (
                c
                for c in children(verb, "advcl")
                if any(m.lower_ in ("if", "whether") for m in c.children) and c.i > verb.i
            ),
            None,
        )
    if clause is not None:
        if wanted("passive_that"):
            yield Complement("passive_that", frozenset(subtree(clause)), particle)
        return
    if patient is None:
        patient = verb.head if verb.dep_ == "acl" else None
    if patient is None:
        return
    whole = subtree(patient, [verb] if verb.dep_ == "acl" else [])
    if infinitive is not None:
        yield Complement("passive_to", frozenset(whole | subtree(infinitive)), particle)
    by = agent(verb)
    as_agents = [] if by is None else [prep for prep in children(by, "prep") if prep.lower_ == "as"]
    for prep in [*children(verb, "prep"), *as_agents]:  # seen by some as …
        if prep.lower_ == "as" and child(prep, "pcomp") is not None:
            return  # was quoted as saying: the second verb is the cue
        if prep.lower_ == "as":
            yield Complement("passive_as", frozenset(whole | subtree(prep)), particle)
        elif prep.lower_ in ("of", "for"):
            yield Complement(f"passive_prep_{prep.lower_}", frozenset(whole | subtree(prep)), particle)
        elif prep.i == verb.i + 1 and wanted(f"passive_only_{prep.lower_}"):
            yield Complement(f"passive_only_{prep.lower_}", frozenset(subtree(prep) - {prep.i}), (*particle, prep.i))
    small = child(verb, "oprd")
    if small is not None:
        yield Complement("passive_as", frozenset(whole | subtree(small)), particle)
    yield Complement("passive", frozenset(whole), particle)
