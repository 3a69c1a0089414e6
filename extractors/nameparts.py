"""A person's name as written → its parts: ``parse_name``. Whether two of them are one person's is asked in ``similar``.

Titles, roles, honorifics and a possessive go; particles, suffix, initials and the family name are told apart by lexicon
(``data/lexicons/titles.toml``) and by form: a comma, capitals, a patronymic at the end, Chinese and Korean syllables.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from .lexicon import Gender, read_lexicon
from .namecompounds import Word, compounded
from .nametokens import Token, read_token
from .transliterate import HANGUL, UNSPACED, to_latin


@dataclass(frozen=True, slots=True)
class Name:
    """A name without titles, roles and possessive: ``text`` as it would be printed, ``tokens`` without particles.

    ``families`` are the places in ``tokens`` of the family name's words (two in a double-barrelled one), ``certain``
    says that the writing itself shows them, ``far`` that all words may be syllables of a Chinese or Korean name.
    ``titles`` are in lower case; ``gender`` is what a title tells (Ms), else None.
    """

    text: str
    tokens: tuple[Token, ...] = ()
    given: str = ""
    family: str = ""
    particles: tuple[str, ...] = ()
    suffix: str = ""
    titles: tuple[str, ...] = ()
    gender: Gender | None = None
    families: tuple[int, ...] = ()
    certain: bool = False
    far: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The first key of each token."""
        return tuple(token.keys[0] for token in self.tokens)

    @property
    def full(self) -> bool:
        """Whether it has two words or more that are no initials."""
        return sum(not token.initial for token in self.tokens) > 1

    def given_of(self, full: Name) -> bool:
        """Whether this is what a full name has before its family name, in any spelling."""
        if not full.full or not 0 < len(self.tokens) <= min(full.families):
            return False
        both = zip(self.tokens, full.tokens, strict=False)
        return all(not set(a.keys).isdisjoint(b.keys) for a, b in both)


_ASIDE = re.compile(r"\([^()]*\)|[“\"«„][^“”\"«»„]*[”\"»“]|(?<!\w)[‘'][^’']+[’'](?!\w)")
_POSSESSIVE = re.compile(r"['’][sS]$|(?<=[sS])['’]$")
_GLUED = re.compile(r"(?<=[^\W\d_A-ZА-Я])(?=[A-ZА-Я])")
_WORD = re.compile(r"[^\s,;:/·・=‧•]+")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}|[^\W\d_]{1,2}\.[^\W\d_]\.?")
_SHORT = re.compile(r"[^\W\d_aeiouyAEIOUYА-я]{2,3}")  # JC Juncker
_EDGES = "'’‘“”\"«»„.!?…–—_*[]{}<>|()"
_PATRONYMIC = re.compile(r"(?:[oeai]v|[nlkrmt]|)(?:iC|ic)$|[oei]vna$|(?:ic|niC|iniC)na$|(?:oglu|ogli|kizi)$")
_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsywv])?(?:[iuy]?[aeiou]{1,2}|yeo|[yw]?[aeo]{1,2})(?:ng|n|m|k|l|p)?){1,2}"
)
_GIVEN_TOO = frozenset({"al", "ben", "van", "mac", "des", "ali", "san", "an", "st", "abu", "abou"})


@cache
def _titles() -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = read_lexicon("titles")
    sets = {name: frozenset(words) for name, words in table.items()}
    sets["title"] = sets["honorific"] | sets["office"] | sets["rank"] | sets["female"] | sets["male"]
    return sets


def _bare(word: str) -> str:
    return word.strip(_EDGES + ",").casefold().replace(".", "")


def _title_end(words: list[str]) -> int:
    """How many words from the start are titles; never all of them."""
    sets, low, at, end = _titles(), [_bare(word) for word in words], 0, 0
    while at < len(words) - 1:
        for size in (3, 2, 1):
            phrase = " ".join(low[at : at + size])
            left = len(words) - at - size
            if left > 0 and phrase in sets["title"] and (phrase not in sets["careful"] or left > 1):
                at = end = at + size
                if low[at] == "of" and len(words) - at > 2:  # President of Russia
                    at = end = at + 2
                break
        else:
            if low[at] not in sets["modifier"] and not _POSSESSIVE.search(words[at]):
                break
            at += 1
    roles = [i + 1 for i, word in enumerate(words[:-1]) if word.islower() and _bare(word) in sets["office"]]
    return max([end, *roles])  # Gazprom chief Alexei Miller


def _suffix_start(words: list[str]) -> int:
    """Where trailing suffixes begin; at least one word is left before."""
    sets, at = _titles(), len(words)
    while at > 1:
        bare = _bare(words[at - 1])
        if bare not in sets["suffix"] or not (words[at - 1].isupper() or bare in sets["generational"] | {"phd"}):
            break
        at -= 1
    return at


def _around_comma(text: str) -> tuple[str, str, str]:
    """(family when a comma shows it, the rest of the name, what follows that is no name)."""
    head, comma, tail = text.partition(",")
    words = tail.split()
    if not comma or not words or not head.strip():
        return "", (head if head.strip() else tail), ""
    low = [_bare(word) for word in words]
    sets = _titles()
    plain = words[0][:1].islower() and low[0] not in sets["particle"]
    if plain or any(word in sets["suffix"] or word in sets["title"] for word in (low[0], " ".join(low[:2]))):
        return "", head, tail
    return head, tail.partition(",")[0], ""


def _cut(text: str, family: bool = False) -> list[Word]:
    """Words of a text: hyphens split, initials one by one (J.-C., V.V.), Chinese and Korean names cut in two."""
    words: list[Word] = []
    if " " not in text and all(len(part) > 2 for part in _GLUED.split(text)):
        text = _GLUED.sub(" ", text)  # VladimirPutin, not DeWine
    for match in _WORD.finditer(text):
        for i, part in enumerate(re.split(r"[-‐‑–—]+", match[0])):
            if HANGUL.fullmatch(part):
                words += [Word(part[0], False, True), *(Word(c, at > 0) for at, c in enumerate(part[1:]))]
            elif UNSPACED.fullmatch(part):
                words += [Word(part[0], False, True), Word(part[1:])]
            elif _INITIALS.fullmatch(part):
                words += [Word(f"{letter}.", i > 0, family) for letter in part.split(".") if letter]
            elif part.strip(_EDGES):
                words.append(Word(part, i > 0, family))
    return words


def _is_initial(word: str) -> bool:
    letters = word.strip(_EDGES)
    return (len(letters) == 1 and not UNSPACED.fullmatch(letters * 2)) or (word.endswith(".") and len(letters) == 2)


def _capitals(words: list[Word]) -> list[Word]:
    """Marks a family name that stands in capitals beside a given name that does not (PUTIN Vladimir)."""
    loud = [len(w.text.strip(_EDGES)) > 1 and w.text.isupper() for w in words]
    long = [not _is_initial(w.text) for w in words]
    if any(w.family for w in words) or not any(loud) or all(loud[i] for i in range(len(words)) if long[i]):
        return words
    if _SHORT.fullmatch(words[0].text) and loud[0] and not any(loud[1:]):
        letters = [Word(f"{letter}.") for letter in words[0].text]
        return letters + words[1:]
    return [replace(word, family=is_loud) for word, is_loud in zip(words, loud, strict=True)]


def _families(tokens: list[Token], words: list[Word]) -> tuple[tuple[int, ...], bool]:
    """The places of the family name among the tokens, and whether the writing shows it."""
    last = len(tokens) - 1
    marked = tuple(i for i, word in enumerate(words) if word.family)
    if marked:
        return marked, True
    initial_last = tokens[last].initial > tokens[0].initial  # Sabev S.
    hyphened = len(words) == 3 and not words[1].joined and words[2].joined and _syllables(words)  # Ban Ki-moon
    family_first = _hungarian(tokens) or (hyphened and to_latin(tokens[0].text) in eastern_families())
    if last > 0 and (initial_last or family_first or _ends_in_patronymic(tokens) or _far_eastern(tokens)):
        return (0,), True
    start = last
    while start > 1 and words[start].joined and not tokens[start].initial:
        start -= 1
    return tuple(range(start, last + 1)), False


def _ends_in_patronymic(tokens: list[Token]) -> bool:
    if len(tokens) != 3 or tokens[1].initial or (tokens[0].forms and not tokens[1].forms):  # Viktor F. Yanukovych
        return False
    found = [bool(_PATRONYMIC.search(token.keys[0])) and len(token.keys[0]) > 5 for token in tokens]
    return len(tokens) == 3 and found == [False, False, True]


def _hungarian(tokens: list[Token]) -> bool:
    """Orbán Viktor: a known family name before a known given name."""
    sets = _titles()
    return to_latin(tokens[0].text) in sets["hungarian_family"] and to_latin(tokens[-1].text) in sets["hungarian_given"]


def _far_eastern(tokens: list[Token]) -> bool:
    """Kim Jong-un, Xi Jinping: a known family name, then syllables of the language."""
    latin = [to_latin(token.text) for token in tokens]
    families = _titles()["family_first"]
    if latin[0] not in families or latin[-1] in families or len(tokens) > 3:
        return False
    rest = latin[1:]
    return all(_SYLLABLES.fullmatch(word) and len(word) < 8 for word in rest) and (len(rest) == 2 or latin[0] != "kim")


@cache
def eastern_families() -> frozenset[str]:
    """Chinese and Korean family names in lower-case ASCII, in all their romanisations."""
    return _titles()["family_first"] | _titles()["family_far"]


def _syllables(words: list[Word]) -> bool:
    """Whether all words may be syllables of a Chinese or Korean name, the first or the last its family name."""
    if not 1 < len(words) < 5:
        return False
    if HANGUL.fullmatch(words[0].text * 2):
        return True
    families, latin = eastern_families(), [to_latin(word.text) for word in words]
    return (latin[0] in families or latin[-1] in families) and all(_SYLLABLES.fullmatch(word) for word in latin)


def _clean(text: str) -> str:
    """Text without asides and a possessive; the text itself when that leaves nothing."""
    text = unicodedata.normalize("NFC", text).strip()
    bare = _ASIDE.sub(" ", text)
    bare = bare if bare.strip(_EDGES + " ,") else text
    return _POSSESSIVE.sub("", bare.strip().rstrip(",;:"))


def _gender(titles: list[str]) -> Gender | None:
    sets = _titles()
    female, male = (any(title in sets[side] for title in titles) for side in ("female", "male"))
    if female == male:
        return None
    return "f" if female else "m"


@lru_cache(maxsize=1 << 14)  # news names the same few people again and again; some 40 MB when full
def parse_name(text: str) -> Name:
    """The parts of a person's name in any script; a text without letters gives a Name without tokens. Never raises."""
    family, rest, aside = _around_comma(_clean(text))
    raw = rest.split()
    end = _title_end(raw) if raw else 0
    raw_end = _suffix_start(raw[end:]) + end
    titles = [_bare(word) for word in raw[:end]] + [_bare(word) for word in aside.split()]
    suffixes = [_bare(word) for word in raw[raw_end:]]
    suffixes += [title for title in titles[end:] if title in _titles()["generational"]]
    words = _cut(" ".join(raw[end:raw_end])) + _cut(family, True)
    tokens, kept, particles, spelled = _tokens(compounded(_capitals(words)) if words else [])
    if not tokens:
        return Name(_clean(text), titles=tuple(titles))
    families, certain = _families(tokens, kept)
    family_text = _join([spelled[i] for i in families], [kept[i] for i in families])
    others = [i for i in range(len(tokens)) if i not in families]
    given_text = _join([spelled[i] for i in others], [kept[i] for i in others]) if others else ""
    printed = f"{given_text} {family_text}" if family else " ".join(raw[end:raw_end])
    gender = _gender(titles)
    return Name(
        printed.strip(_EDGES.replace(".", "") + " ,"), tuple(tokens), given_text, family_text, tuple(particles),
        " ".join(suffixes), tuple(titles), gender, families, certain, _syllables(kept),
    )  # fmt: skip


def _join(spelled: list[str], words: list[Word]) -> str:
    text = ""
    for i, (part, word) in enumerate(zip(spelled, words, strict=True)):
        text += ("" if i == 0 else "-" if word.joined else " ") + part
    return text


def _tokens(words: list[Word]) -> tuple[list[Token], list[Word], list[str], list[str]]:
    """Tokens with the words they come from, the particles left off, and each word spelled with its particles before."""
    sets = _titles()
    tokens: list[Token] = []
    kept: list[Word] = []
    particles: list[str] = []
    spelled: list[str] = []
    waiting: list[Word] = []
    far = _syllables(words)
    for i, word in enumerate(words):
        bare = _POSSESSIVE.sub("", word.text.strip(_EDGES))
        key = to_latin(bare)
        first = i == 0 and not (i + 1 < len(words) and words[1].joined) and not bare.islower()
        a_name = first and (key in _GIVEN_TOO or not bare.isascii())  # Al Gore, Ben Nelson
        if key in sets["particle"] and i + 1 < len(words) and not a_name and (len(key) > 1 or bare.islower()):
            waiting.append(word)
            continue
        glued = "".join(w.text.strip(_EDGES) for w in waiting)
        token = read_token(word.sound or bare, glued, _is_initial(word.text), far)
        if token is None:
            continue
        token = replace(token, text=bare) if word.sound else token
        after = [*waiting, word][1:]
        before = "".join(w.text + ("-" if nxt.joined else " ") for w, nxt in zip(waiting, after, strict=True))
        tokens.append(token)
        kept.append(replace(word, joined=waiting[0].joined) if waiting else word)
        spelled.append(before + (word.text if token.initial else bare))
        particles += [w.text for w in waiting]
        waiting = []
    return tokens, kept, particles, spelled
