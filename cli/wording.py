"""What a rule saw around a cue, in plain words: the names of evidence.py and trust.py as a reader says them."""

from __future__ import annotations

from collections.abc import Callable

_NATURES = {
    "none": "no source is named", "person": "a word for a person (official, mother)",
    "group": "a word for a group (voters, police)", "organisation": "a word for an organisation (party, firm)",
    "document": "a document or a poll", "thing": "a thing", "name": "a name", "pronoun": "a pronoun",
    "other": "neither name nor noun", "PERSON": "a person's name", "ORG": "an organisation's name",
    "GPE": "a country, a state or a city", "NORP": "a nationality, party or faith",
}  # fmt: skip

_ENTITIES = {
    "PERSON": "a person's name", "ORG": "an organisation's name", "GPE": "a place", "NORP": "a nationality or party",
    "DATE": "a date", "TIME": "a time", "MONEY": "a sum of money", "PERCENT": "a percentage", "CARDINAL": "a number",
    "ORDINAL": "a number", "QUANTITY": "a quantity", "LOC": "a place", "FAC": "a building", "EVENT": "an event",
    "LAW": "a law", "PRODUCT": "a product", "LANGUAGE": "a language", "WORK_OF_ART": "a title",
}  # fmt: skip

_TAGS = {
    "VBD": "a past tense (said)", "VBZ": "a present tense (says)", "VBP": "a present tense (say)",
    "VBG": "an “-ing” form (saying)", "VBN": "a participle (was said)", "VB": "a basic form (to say)",
    "NN": "a noun", "NNS": "a noun in the plural", "NNP": "a name", "NNPS": "a name in the plural",
    "JJ": "an adjective", "JJR": "an adjective", "JJS": "an adjective", "RB": "an adverb", "IN": "a preposition",
    "CD": "a number", "MD": "a verb like “will”", "PRP": "a pronoun", "DT": "a word like “this”",
    "WP": "“who” or “what”",
    "WDT": "“which” or “that”", "TO": "“to”", ":": "a colon or dash",
}  # fmt: skip

_PARTS_OF_SPEECH = {
    "NOUN": "a noun", "VERB": "a verb", "PROPN": "a name", "ADJ": "an adjective", "NUM": "a number",
    "INTJ": "an exclamation", "SYM": "a sign", "X": "a foreign word", "ADP": "a preposition", "PART": "“to” or “not”",
    "SCONJ": "a word like “if”", "CCONJ": "“and”, “or” or “but”", "PRON": "a pronoun", "DET": "a word like “the”",
    "ADV": "an adverb", "AUX": "a verb like “is” or “will”", "SPACE": "a blank",
}  # fmt: skip

_CUE_PLACES = {
    "ROOT": "is the sentence's main verb", "conj": "is joined to another verb or noun by “and”, “or” or a comma",
    "ccomp": "stands in a clause that another verb governs", "advcl": "stands in a side clause (while …, as …)",
    "xcomp": "depends on another verb (wanted to say)", "relcl": "stands in a relative clause (who said)",
    "acl": "describes a noun (a letter saying)", "parataxis": "is slipped in", "pcomp": "follows a preposition",
    "pobj": "follows a preposition", "dobj": "is a verb's object (made the claim)", "nsubj": "is a verb's subject",
    "nsubjpass": "is the subject of a passive", "attr": "follows “is”", "acomp": "follows “is”",
    "appos": "explains another noun", "amod": "describes a noun", "prep": "opens a phrase", "advmod": "is an adverb",
    "dep": "is tied loosely to its sentence", "punct": "is a punctuation mark", "oprd": "completes a verb",
    "csubj": "is a clause that is a subject", "npadvmod": "is a measure or a time",
}  # fmt: skip

_JOINED = {
    "ccomp": "a clause that a verb governs", "dobj": "a verb's object", "pobj": "what a preposition governs",
    "pcomp": "a clause behind a preposition", "xcomp": "a clause without a subject of its own",
    "advcl": "a side clause", "acl": "a clause that describes a noun", "relcl": "a relative clause",
    "conj": "joined to other words by “and”, “or” or a comma", "ROOT": "the sentence's main clause",
    "nsubj": "a subject", "nsubjpass": "the subject of a passive", "oprd": "the completion of a verb",
    "parataxis": "slipped in", "npadvmod": "a measure or a time", "attr": "what follows “is”",
    "acomp": "what follows “is”", "punct": "tied to its sentence by a mark alone",
    "dep": "tied loosely to its sentence",
    "appos": "an explanation of a noun", "amod": "the description of a noun", "compound": "the first part of a noun",
    "csubj": "a clause that is a subject", "prep": "a phrase with a preposition", "advmod": "an adverb",
    "poss": "an owner",
}  # fmt: skip

_KINDS = {
    "paragraph": "it stands in the body of the text", "headline": "it stands in a headline",
    "deck": "it stands below the headline", "list": "it stands in a list",
}  # fmt: skip

_WAYS = {
    "own": "the source belongs directly to the cue", "agent": "the source follows “by”",
    "no agent": "a passive without “by” and a source", "expletive": "the subject is an empty “it” or “there”",
    "other own": "the cue has two subjects, the source is the second",
    "noun": "the source is the noun that the cue describes", "object above": "the source is another verb's object",
    "of the first cue": "the source is the first cue's (said …, and added that …)",
    "attribute": "the source stands right before the cue (many argue)",
    "nobody": "nobody was found who could be the source", "taken for active": "the source stands right before the cue",
    "poss": "the source owns the cue (his claim)", "modifier": "the source stands before the cue (a Navy claim)",
    "behind": "the source stands right behind the cue", "before": "the source stands right before the cue",
    "closing name": "the source is a name between statement and cue",
    "clause above": "the source is the subject of the clause around the cue",
    "clause above further": "the source is the subject two clauses up",
    "clause of noun": "the source is the subject of the clause around the noun",
    "clause of noun further": "the source is the subject two clauses up from the noun",
}  # fmt: skip

_WORDS = {
    "0": "no words", "1": "1 word", "2": "2 words", "3": "3 words", "4": "4 words", "5": "5 or 6 words",
    "7": "7 to 9 words", "10": "10 to 19 words", "20": "20 to 39 words", "40": "40 words or more",
}  # fmt: skip

_UNDER = {"ccomp": "a clause", "relcl": "a relative clause", "advcl": "a side clause"}

_MARKS = {
    ",": "a comma", ".": "a full stop", ":": "a colon", ";": "a semicolon", "?": "a question mark",
    "!": "an exclamation mark", "(": "a bracket", ")": "a bracket", "end": "nothing more",
    **dict.fromkeys(("–", "—", "-", "--"), "a dash"),
    **dict.fromkeys(("“", "”", '"', "''", "``", "'", "‘", "’"), "a quotation mark"),
}  # fmt: skip

_PLAIN = {
    "subject quantified": "the source has “no”, “many”, “some” or the like",
    "subject definite": "the source has “the”, “his” or the like",
    "subject indefinite": "the source is a noun without “the”",
    "source quoted": "quotation marks stand between source and cue",
    "negated": "the cue is negated (did not say)",
    "in quotation": "the cue itself stands in quotation marks",
    "in speech": "the cue stands in a long quotation",
    "in fragment": "the cue stands in a short quotation",
    "before": "the statement stands before the cue",
    "behind": "the statement stands behind the cue",
    "around": "the statement stands on both sides of the cue",
    "speaks of me": "the statement has “I”, “we”, “my” or “our” in it",
    "modal inside": "the statement has “will”, “would”, “should” or the like in it",
    "verb inside": "the statement has a verb",
    "source inside": "the source stands inside the statement",
    "(constant)": "any reading, before anything is known of it",
    "chance": "how often the cue was an attribution where it was counted",
}


def evidence_words(name: str) -> str | None:
    """A name of evidence (without its group of frames) as a reader says it; None for a name unknown here."""
    if name in _PLAIN:
        return _PLAIN[name]
    about, _, value = name.partition("=")
    told = _TOLD.get(about)
    return None if told is None else told(value)


def _forms(value: str) -> str:
    """The forms of a cue, of the verb it hangs on, of the cue around both: "VBD conj of VB told by VBD"."""
    cue, _, told = value.partition(" told by ")
    form, _, above = cue.partition(" ")
    words = f"the cue is {_TAGS.get(form, 'another form')}"
    if not told:
        return f"{words}, in nobody else's words"
    if above:
        words += f" beside {_TAGS.get(above.rpartition(' ')[2], 'another form')}"
    return f"{words}, in the words behind {_TAGS.get(told, 'another form')}"


def _class(value: str) -> str:
    cls, _, listed = value.partition(" ")
    return f"it is a known cue of the class “{cls}”" if listed == "True" else "the cue is in no list of cues"


def _way(value: str) -> str:
    value, comma, forms = value.partition(", ")
    if comma:
        return f"{_way(value)}; {_forms(forms)}"
    if value.startswith("subject of "):
        return f"the source is the subject of “{value.removeprefix('subject of ')}”"
    if value.startswith("shared "):
        return "the source is the subject of another verb that the cue is tied to"
    return _WAYS.get(value, f"the source follows “{value}”")


def _subject(value: str) -> str:
    if value == "none":
        return "no source is named"
    return f"the source is {_NATURES.get(value) or f'“{value}”'}"


def _owner(value: str) -> str:
    if value in ("none", "poss"):
        return "the cue has no owner" if value == "none" else "the cue has an owner (his claim)"
    return f"the relative pronoun stands for {_NATURES.get(value) or f'“{value}”'}"


def _beside(value: str) -> str:
    word, _, thing = value.partition(" ")
    named = _ENTITIES.get(thing or word)
    if not thing:
        return f"{named or f'“{word}”'} stands beside the cue"
    return f"beside the cue stands “{word}” and {named}" if named else f"beside the cue stands “{word} … {thing}”"


def _under(value: str) -> str:
    dependency, _, governor = value.partition(" ")
    clause = _UNDER.get(dependency, "a clause")
    return f"the cue stands inside {clause} of {'somebody’s statement' if governor == 'say' else 'another verb'}"


def _governor(value: str) -> str:
    return f"the cue depends on {_NATURES[value] if value.isupper() and value in _NATURES else f'“{value}”'}"


def _after(value: str) -> str:
    follows = _MARKS.get(value) or _PARTS_OF_SPEECH.get(value) or f"“{value}”"
    return f"{follows} follows the statement" if value != "end" else "the sentence ends with the statement"


def _first(value: str) -> str:
    return f"the statement begins with {_MARKS.get(value) or _PARTS_OF_SPEECH.get(value) or f'“{value}”'}"


def _gap(value: str) -> str:
    if value == "0":
        return "the statement follows the cue at once"
    return f"{value}{' or more' if value == '4' else ''} word{'s' if value != '1' else ''} between cue and statement"


def _pieces(value: str) -> str:
    return {"1": "the statement is in one piece", "2": "the statement is in two pieces"}.get(
        value, "the statement is in three pieces or more"
    )


def _size(value: str) -> str:
    return f"the statement has {_WORDS.get(value, f'{value} words or more')}"


def _quoted(value: str) -> str:
    return "the words stand in quotation marks" if value == "True" else "the words are not in quotation marks"


_TOLD: dict[str, Callable[[str], str]] = {
    "frame": lambda value: (
        "this construction, whatever the cue" + (", in quotation marks" if value.endswith("+quoted") else "")
    ),
    "class": _class,
    "source by": _way,
    "kind": lambda value: _KINDS.get(value, f"it stands in a part of the kind “{value}”"),
    "subject": _subject,
    "owner": _owner,
    "subject word": lambda value: f"the source is {'a name' if value == 'NAME' else f'“{value}”'}",
    "form": lambda value: f"the cue is {_TAGS.get(value, 'a word of another kind')}",
    "number": lambda value: f"the cue is {_TAGS.get(value, 'a word of another kind')}",
    "place": lambda value: f"the cue {_CUE_PLACES.get(value, 'has another place in its sentence')}",
    "governor": _governor,
    "aux": lambda value: f"“{value}” goes with the cue",
    "mark": lambda value: f"“{value}” opens the cue's clause",
    "adverb": lambda value: f"“{value}” goes with the cue",
    "with": lambda value: f"“{value}” goes with the cue",
    "beside": _beside,
    "under": _under,
    "words": _size,
    "pieces": _pieces,
    "first": _first,
    "head": lambda value: f"the statement's main word is {_TAGS.get(value, 'of another kind')}",
    "head word": lambda value: f"the statement's main word is {_ENTITIES.get(value) or f'“{value}”'}",
    "joined": lambda value: f"the statement is {_JOINED.get(value, 'tied to its sentence in another way')}",
    "after": _after,
    "gap": _gap,
}

_LENGTHS = {
    "4": "4 to 7 words", "8": "8 to 15 words", "16": "16 to 31 words", "32": "32 words or more",
}  # fmt: skip

_CALIBRATION: dict[str, Callable[[str], str]] = {
    "(constant)": lambda value: "any finding, before anything is known of it",
    "log odds": lambda value: "the confidence by its own evidence",
    "rule": lambda value: "how findings of this rule fared",
    "class": lambda value: f"how cues of the class “{value}” fared",
    "words": lambda value: f"the statement has {_LENGTHS.get(value) or _WORDS.get(value, f'{value} words')}",
    "pieces": _pieces,
    "kind": lambda value: _KINDS.get(value, f"it stands in a part of the kind “{value}”"),
    "quoted": _quoted,
    "source": lambda value: "no source is named" if value == "none" else "a source is named",
    "others": lambda value: f"{value}{' or more' if value == '4' else ''} other findings in its sentence",
    "best other": lambda value: "how likely the best other finding in its sentence is",
    "early": lambda value: (
        "it stands " + ("among the first sentences" if value == "True" else "behind the first sentences")
    ),
}


def calibration_words(name: str) -> str | None:
    """A name of the calibration as a reader says it; None for a name unknown here."""
    about, _, value = name.partition("=")
    told = _CALIBRATION.get(about)
    return None if told is None else told(value)


def cue_words(lemma: str, text: str | None) -> str:
    """A cue by its dictionary form, as the figures know it: “say”, a colon, “according to”."""
    if lemma == ":":
        return "a colon" if text == ":" else "a colon or dash"
    return {"accord": "“according to”", "in words": "“in … words” or “in … view”"}.get(lemma, f"“{lemma}”")


def share_words(share: float) -> str:
    """A share as people say it: 87 in 100 cases; 55 in 1,000 where it is small."""
    if share < 0.001:
        return "hardly any case"
    return f"{100 * share:.0f} in 100 cases" if share >= 0.1 else f"{1000 * share:.0f} in 1,000 cases"
