"""What a parsed sentence mentions: names with their roles, and the sources of its findings described for resolution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..data.records import Form, Kind
from .attributors import Finding
from .lexicon import Gender, Roles, is_role, roles
from .page import Offsets, Page, Sentence
from .syntax import RELATIVE, child, phrase_of, spans_of, subtree
from .words import Phrase, Word

KIND_OF_LABEL: dict[str, Kind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
    "WORK_OF_ART": "document", "LAW": "document",
}  # fmt: skip
"""Kinds by the labels of OntoNotes, with which spaCy's English models name entities; other labels are left out."""

_PRONOUN_GENDER: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a name stands, without title: offsets into the article, the tagger's kind, the role given."""

    start: int
    end: int
    text: str
    kind: Kind
    sentence: int
    subject: bool
    possessive: bool
    quoted: bool
    role: str | None = None
    gender: Gender | None = None
    joined: bool = False  # by "and" to a name before it
    headed: bool = False  # "head of X", or a plural: no person's name, whatever the tagger says


@dataclass(frozen=True, slots=True)
class Pronoun:
    """He, she, his or her somewhere in the text, which keeps whoever is meant present."""

    start: int
    end: int
    sentence: int
    gender: Gender
    subject: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as words: which form it has and what these words tell about whom they mean.

    ``name`` is where the name in it stands (without title), or the noun phrase of a nominal one; ``noun`` is the head's
    lemma.
    """

    form: Form
    noun: str
    name: Offsets | None = None
    kind: Kind | None = None
    role: str | None = None
    by_apposition: bool = False
    plural: bool = False
    definite: bool = False
    gender: Gender | None = None
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What the sentences of an article mention: names, pronouns, and what each source's words tell, by its place."""

    named: list[Named] = field(default_factory=list)
    pronouns: list[Pronoun] = field(default_factory=list)
    references: dict[Offsets, Reference] = field(default_factory=dict)


def names_in(sentence: Sentence, page: Page) -> Iterator[Named]:
    """The named entities of a parsed sentence."""
    for entity in sentence.entities:
        kind = KIND_OF_LABEL.get(entity.label_)
        trimmed = None if kind is None else _trimmed(entity)
        if kind is None or trimmed is None:
            continue
        root = trimmed.root
        start, end = sentence.start + trimmed.start_char, sentence.start + trimmed.end_char
        yield Named(
            start=start,
            end=end,
            text=page.text[start:end],  # the parser's has other spaces and apostrophes
            kind=kind,
            sentence=sentence.index,
            subject=_is_subject(root),
            possessive=root.dep_ == "poss" and not _is_subject(root),
            quoted=page.innermost(start) is not None,
            role=role_of(trimmed) if kind == "person" else None,
            joined=root.dep_ == "conj",
            headed=_is_headed(root),
            gender=_gender_beside(trimmed),
        )


def pronouns_in(sentence: Sentence) -> Iterator[Pronoun]:
    """The third person's singular pronouns of a parsed sentence, but for objects, which may mean anybody."""
    for word in sentence.words:
        gender = _PRONOUN_GENDER.get(word.lower_)
        if gender is None:
            continue
        subject = word.dep_ in ("nsubj", "nsubjpass")
        possessive = word.tag_ == "PRP$"
        if subject or possessive:
            start = sentence.start + word.idx
            yield Pronoun(start, start + len(word.text), sentence.index, gender, subject, possessive)


def _trimmed(entity: Phrase) -> Phrase | None:
    """The entity without article, possessive, quotation marks or brackets at its edges."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (doc[start].is_punct or doc[start].lower_ in ("the", "a", "an") or doc[start].is_space):
        start += 1
    if entity.label_ == "PERSON":
        owners = [t.i for t in doc[start:end] if t.tag_ == "POS" and t.lower_ in ("'s", "’s")]
        end = owners[0] if owners else end  # "Trump's Putin" is no name
    while end > start and (doc[end - 1].lower_ in _AT_END or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if start >= end or not any(t.text[0].isupper() for t in doc[start:end]):
        return None
    return Phrase(doc, start, end, entity.label_)


_AT_END = frozenset({"of", "and", "for", "in", "'s", "’s", "'", "’"})


def _is_subject(root: Word) -> bool:
    """Whether a name is the subject, in apposition to it, joined to it by "and", or its owner (Gatilov's plan is …)."""
    if root.dep_ in ("appos", "conj", "poss"):
        root = root.head
    return root.dep_ in ("nsubj", "nsubjpass")


def _is_headed(root: Word) -> bool:
    """Whether somebody has an office at what is named, or the name is a plural."""
    if root.tag_ == "NNPS":
        return True
    before = root.head
    return root.dep_ == "pobj" and before.lower_ in ("of", "at") and before.head.lemma in _OFFICES


# Offices held at something; the daughter or the lawyer of X says nothing of the kind.
_OFFICES = frozenset({
    "ceo", "chair", "chairman", "chief", "deputy", "director", "editor", "employee", "executive", "founder", "governor",
    "head", "leader", "manager", "mayor", "member", "minister", "owner", "president", "secretary", "spokesman",
})  # fmt: skip

_TITLES: dict[str, Gender] = {"mr.": "m", "mr": "m", "mrs.": "f", "mrs": "f", "ms.": "f", "ms": "f", "miss": "f"}


def _gender_beside(name: Phrase) -> Gender | None:
    if name.start == 0:
        return None
    before = name.doc[name.start - 1]
    return _TITLES.get(before.lower_) or roles().gender.get(before.lower_)


def role_of(name: Phrase) -> str | None:
    """The role that the text gives a person beside the name, as written and without article, or None.

    Before it ("Foreign Minister Sergei Lavrov"), behind it ("X, head of the agency,"), around it ("its head, X").
    """
    doc = name.doc
    start = name.start
    while start > 0 and _continues_title(doc[start - 1], name):
        start -= 1
    if start < name.start and any(is_role(t) for t in doc[start : name.start]):
        return _written(doc, {t.i for t in doc[start : name.start]})
    root = name.root
    around = root.head if root.dep_ == "appos" and is_role(root.head) else child(root, "appos")
    if around is not None and is_role(around):
        ids = subtree(around)
        return _written(doc, _before_clause(doc, ids, around.i))
    return None


def _continues_title(token: Word, name: Phrase) -> bool:
    """Whether a word before a name is part of what stands before it as a title: White House press secretary X."""
    if (
        token.is_punct
        or token.is_space
        or token.lower_ in _TITLES
        or token.tag_ == "NNS"  # … permanent representatives Russian President X
        or token.pos_ in ("DET", "VERB", "AUX", "ADP", "CCONJ")
    ):
        return False
    return any(above in name for above in (token.head, token.head.head, token.head.head.head)) or is_role(token)


def _before_clause(doc: Sequence[Word], ids: set[int], head: int) -> set[int]:
    """The run of tokens around the head, ending before a relative clause or a second comma."""
    kept = set()
    for i in sorted(ids):
        if i > head and (doc[i].text == "," or doc[i].lower_ in ("who", "which", "whose", "where")):
            break
        kept.add(i)
    return kept


def _written(doc: Sequence[Word], ids: set[int]) -> str | None:
    if not ids:
        return None
    first, last = min(ids), max(ids)
    while first < last and (
        doc[first].lower_ in ("the", "a", "an", "his", "her", "its", "their") or doc[first].is_punct
    ):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    text = " ".join(Phrase(doc, first, last + 1).text.split())
    return text if 1 < len(text) <= 160 else None


def describe(sentence: Sentence, finding: Finding) -> Reference | None:
    """What a finding's source tells about whom it means; a relative pronoun stands for its antecedent."""
    if finding.who is None:
        return None
    source = finding.who.place
    place = finding.who.antecedent or finding.who.head
    span = sentence.phrase(*place)
    if span is None:
        return None
    head = span.root
    if (head.pos_ == "PRON" and head.tag_ in ("PRP", "PRP$")) or head.lower_ in RELATIVE:
        word = head.lower_
        plural = word in ("they", "them", "their", "we", "us")
        gender = _PRONOUN_GENDER.get(word)
        return Reference("pronoun", word, plural=plural, gender=gender, possessive=head.tag_ == "PRP$")
    named = _name_of(head, sentence)
    if named is None and finding.rule in ("signature", "colon"):
        inside = [e for e in sentence.entities if e.start_char + sentence.start >= source[0]
                  and e.end_char + sentence.start <= source[1] and e.label_ in KIND_OF_LABEL]  # fmt: skip
        named = inside[-1] if inside else None
        if named is None and not is_role(head):
            return Reference("name", head.lemma, source)
    name = _trimmed(named) if named is not None else None
    table = roles()
    noun = head.lemma
    if name is not None and name.label_ == "NORP" and head.tag_ in ("NN", "NNP", "JJ") and head in name:
        name = None  # the Republican: one person, by party
        party = True
    else:
        party = False
    if name is not None:
        at = (sentence.start + name.start_char, sentence.start + name.end_char)
        appended = head not in name
        return Reference(
            "name", noun, at, KIND_OF_LABEL.get(name.label_, "person"), role_of(name) or _role_around(head, name),
            appended, gender=_gender_beside(name),
        )  # fmt: skip
    if not party and head.pos_ == "PROPN" and not is_role(head) and not _is_body(head):
        at = _proper(head, sentence.start)
        return Reference("name", noun, at, None, None, gender=_gender_beside(Phrase(head.doc, head.i, head.i + 1)))
    plural = head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
    first = head.left_edge
    definite = first.lower_ in ("the", "this", "that", "its", "his", "her", "their") and noun not in ("one",)
    phrase = spans_of(sentence.words, phrase_of(head), sentence.start)
    place = next((span for span in phrase if span[0] <= sentence.start + head.idx < span[1]), source)
    return Reference(
        "nominal",
        noun,
        place,
        "unnamed" if party else "group" if head.pos_ == "NUM" else _nominal_kind(noun, plural, table),
        None,
        False,
        plural,
        definite,
        table.gender.get(noun),
    )


def _is_body(head: Word) -> bool:
    """Whether a proper noun is a plural, or its last word says that it is an institution: House Committees."""
    return head.tag_ == "NNPS" or head.lemma in roles().organisation


def _name_of(head: Word, sentence: Sentence) -> Phrase | None:
    """The named entity that the head belongs to, or that a role noun is bound to by apposition or as its title."""
    for entity in sentence.entities:
        if entity.start <= head.i < entity.end and entity.label_ in KIND_OF_LABEL:
            return entity
    if not is_role(head):
        return None
    for entity in sentence.entities:
        root = entity.root
        if entity.label_ == "PERSON" and (
            (root.head == head and root.dep_ in ("appos", "flat")) or _ends_phrase(entity, head)
        ):
            return entity
    return None


def _ends_phrase(entity: Phrase, head: Word) -> bool:
    """Whether a person's name closes a role's phrase, as agencies write: head of the agency Ivan Petrov."""
    start = entity.start
    while start > 0 and entity.doc[start - 1].lower_ in _TITLES:
        start -= 1
    if start == 0 or head.i >= start or head.tag_ in ("NNS", "NNPS") or head not in entity.root.ancestors:
        return False
    before = entity.doc[start - 1]
    if before.text == ",":
        return (
            entity.end < len(entity.doc) and entity.doc[entity.end].text in (",", ".") and entity.root.dep_ == "appos"
        )
    return before.pos_ in ("NOUN", "PROPN") and before.dep_ not in ("prep",) and entity.root.dep_ != "poss"


def _role_around(head: Word, name: Phrase) -> str | None:
    """The role's phrase where the name closes it."""
    if head in name or not is_role(head):
        return None
    ids = {i for i in subtree(head) if i < name.start}
    return _written(head.doc, _before_comma(head.doc, ids | {head.i}, name.start))


def _before_comma(doc: Sequence[Word], ids: set[int], end: int) -> set[int]:
    return {i for i in ids if i < end}


def _proper(head: Word, base: int) -> Offsets:
    """A proper noun the tagger did not name, with the compounds before it."""
    first = head
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).dep_ in ("compound", "flat"):
        first = first.nbor(-1)
    return base + first.idx, base + head.end


def _nominal_kind(noun: str, plural: bool, table: Roles) -> Kind | None:
    if noun.endswith("-old") or noun == "old":
        return "group" if plural else "unnamed"  # the 46-year-old
    if noun in table.person:
        return "group" if plural else "unnamed"
    if noun in table.group:
        return "group"
    if noun in table.organisation:
        return "organisation"
    if noun in table.document:
        return "document"
    return "group" if plural else None
