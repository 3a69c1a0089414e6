"""The constructions in which the rules find statements, in plain words, each with a made-up example.

Kept beside the commands and not beside the rules: wording must not change the rules' fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Construction:
    """What a rule looks for in a frame, and a sentence in which it does; ``{}`` stands for the frame's preposition."""

    words: str
    example: str

    def with_word(self, word: str) -> Construction:
        """The construction with its preposition named."""
        return Construction(self.words.format(word), self.example)


_EXACT = {
    "clause": ("A verb of saying with a clause of its own", "Brown said that the road would close."),
    "aside": ("A verb and its source stand between commas, the statement around them",
              "The road, Brown said, would close."),
    "loose_aside": ("A verb and its source stand inside the statement, without commas on both sides",
                    "The road is, Brown believes, a danger to children."),
    "as_told": ("“As”, a source and a verb, beside the statement", "The road was closed, as Brown reported."),
    "flat": ("Everything behind the verb is the statement, although the grammar is unclear there",
             "Half of those asked said they used the road every day."),
    "flat_before": ("Everything before the source and the verb is the statement, although the grammar is unclear there",
                    "If it rains the road floods, Brown said."),
    "closing": ("A statement, then a long office with its holder's name, and the verb at the end",
                "The town needs both roads, member of the board for roads, trams and bridges Ivan Petrov said."),
    "relative": ("“Which”, “that” or “what” stands for what was said", "They built a road, which Brown denied."),
    "antecedent": ("The words before the source and the verb name what was said",
                   "The concern Brown raised was ignored."),
    "relative_clause": ("“Which” or “who” belongs to the statement, the source and the verb stand between",
                        "The road, which Brown said was unsafe, is closed."),
    "object": ("A verb with what was said, or what it was about, as its object", "Brown criticised the plan."),
    "object_to": ("A verb with somebody, and what they are to do", "Brown urged the council to act."),
    "object_as": ("A verb with something, and “as” what it is called", "Brown described the plan as reckless."),
    "small_clause": ("A verb with something, and what it is called", "Brown called the plan reckless."),
    "infinitive": ("A verb with “to”, and what is to be done", "Brown promised to rebuild the road."),
    "gerund": ("A verb with an “-ing” form of what is to be done", "Brown suggested closing the road."),
    "for_to": ("A verb with “for” somebody, and what they are to do", "Brown called for the council to act."),
    "passive": ("A verb in the passive; its subject is what was said, or what it was about",
                "The closure was announced by Brown."),
    "passive_to": ("A verb in the passive with “to”", "The road is expected to close."),
    "passive_as": ("A verb in the passive, and what something is called", "The plan was described as reckless."),
    "passive_that": ("A verb in the passive with a clause", "It was announced that the road would close."),
    "noun_that": ("A noun of saying with “that” and a clause", "Brown's claim that the road was safe was false."),
    "noun_to": ("A noun of saying with “to”", "Brown's promise to rebuild the road was forgotten."),
    "noun_is": ("A noun of saying with “is” and a clause", "Brown's argument is that the road is safe."),
    "noun_compound": ("A noun of saying right behind what it is about", "Brown made his Brexit announcement early."),
    "adj_that": ("An adjective of belief or feeling with a clause", "Brown is sure that the road is safe."),
    "adj_to": ("An adjective of belief or feeling with “to”", "Brown is eager to rebuild the road."),
    "ahead": ("A source and a verb right before a quotation", "Brown put it this way: “The road is closed.”"),
    "behind": ("A quotation right before a source and a verb", "“The road is closed,” said Brown."),
    "loose": ("A quotation near a source and a verb, other words between",
              "Brown put it this way on Monday in the council: “The road is closed.”"),
    "colon": ("A name, a colon and the words", "Brown: “The road is closed for the whole summer.”"),
    "colon_headline": ("A headline of a name, a colon and the words", "Brown: The road is closed"),
    "colon_turn": ("A name in capitals, a colon and the words, as in a transcript",
                   "BROWN: We are closing the road today."),
    "colon_clause": ("A sentence that leads up to a quotation with a colon", "Brown has a remedy: “Close the road.”"),
    "according": ("“According to” somebody", "According to Brown, the road is closed."),
    "in_words": ("“In the words of” somebody, “in his view”", "In Brown's view, the road is unsafe."),
    "in_document": ("“In”, “under” or “to” a document or somebody",
                    "In a new poll, half of the voters want the road closed."),
    "adverb": ("An adverb that tells of somebody's words", "The road is reportedly closed."),
    "signature": ("A quotation, a dash and a name", "“The road is closed for the whole summer.” – John Brown"),
    "signature_headline": ("A headline of a statement, a dash and a name", "Road to Close for Summer – John Brown"),
    "continuation": ("A quotation without a source of its own, behind somebody's statement: it goes on with that",
                     "Brown said the road was closed. “We had no choice.”"),
    "repeat": ("A quotation whose words are quoted elsewhere with their source",
               "Brown said: “We had no choice at all.” Her “we had no choice at all” was remembered."),
    "unattributed": ("A quotation beside which no source was found", "“We had no choice at all.” Rain fell."),
}  # fmt: skip
"""By frame; by rule where several rules share the frame ``phrase``."""

_FAMILIES = {
    "object_prep": (
        "A verb with somebody, and “{}” with what it was about",
        "Brown accused the council of wasting money.",
    ),
    "passive_only": ("A verb in the passive with “{}”, and what it was about", "Brown was asked about the road."),
    "passive_prep": ("A verb in the passive, and “{}” with what it was about", "Brown was accused of neglect."),
    "prep": ("A verb with “{}”, and what it was about", "Brown called for calm."),
    "noun": ("A noun of saying with “{}”, and what it was about", "Brown's criticism of the plan was ignored."),
    "adj": ("An adjective of belief or feeling with “{}”", "Brown was critical of the plan."),
}
"""By the frame's name without its preposition; in this order, as one name may begin with another."""

_LEAD = "_lead"

EXAMPLES = tuple(example for table in (_EXACT, _FAMILIES) for _, example in table.values())


def construction(rule: str, frame: str) -> Construction:
    """What ``rule`` looks for in ``frame``; of a frame not described here its bare name, without example."""
    name = rule if frame == "phrase" else frame.removesuffix(_LEAD)
    if name in _EXACT:
        words, example = _EXACT[name]
        if frame.endswith(_LEAD):
            words += "; the words before it in its sentence belong to it"
        return Construction(words, example)
    for family, (words, example) in _FAMILIES.items():
        if name.startswith(family + "_"):
            return Construction(words, example).with_word(name.removeprefix(family + "_"))
    return Construction(f"A construction by the name of “{name}”", "")
