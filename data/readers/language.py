"""Is this English? Only a text that clearly is not gets its language named."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .. import limits
from .common import parsing

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The commonest words of English that are not also common words of another large language in Latin script.
_ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "that", "with", "said", "by", "from", "his", "he", "they", "has", "which", "who",
        "were", "their", "would", "it", "this", "but",
    }
)  # fmt: skip
_ENGLISH_SHARE = 0.12  # of the words; nearly all English news has more, relatives such as Dutch up to 0.06
_SURE = 0.9  # py3langid's probability for the best other language …
_SURELY_NOT = 0.01  # … and for English
_LIKE_ENGLISH = frozenset({"en", "pcm", "zxx"})  # itself, Nigerian Pidgin, no language at all

LANGUAGES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "ary": "Arabic", "arz": "Arabic", "az": "Azerbaijani",
    "ba": "Bashkir", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "eo": "Esperanto", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "fy": "Frisian", "ga": "Irish",
    "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean",
    "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay",
    "mt": "Maltese", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "oc": "Occitan", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "tg": "Tajik", "th": "Thai", "tk": "Turkmen", "tl": "Filipino", "tr": "Turkish", "tt": "Tatar",
    "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "wuu": "Chinese",
    "xh": "Xhosa", "yo": "Yoruba", "yue": "Cantonese", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def other_language(text: str) -> str | None:
    """The language of a text that is clearly not English, as "Russian, ru"; None for short and unclear texts, too."""
    sample = _sample(text)
    if sum(1 for char in sample if char.isalpha()) < limits.LANGUAGE_LETTERS:
        return None
    # Most texts are English, and loading the detector takes longer than reading a hundred of them.
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if sum(1 for word in words if word in _ENGLISH) > _ENGLISH_SHARE * len(words):
        return None
    with parsing("", "no language"):
        ranked: list[tuple[str, float]] = _detector().rank(sample)
    probability = dict(ranked)
    code = ranked[0][0]
    # Close relatives share a probability (Chinese and Wu, Serbian and Croatian): what counts is that English has none.
    sure = 1 - sum(probability.get(like, 0.0) for like in _LIKE_ENGLISH) > _SURE and ranked[0][1] > 0.5
    if code in _LIKE_ENGLISH or not sure or probability.get("en", 0.0) > _SURELY_NOT:
        return None
    return f"{LANGUAGES[code]}, {code}" if code in LANGUAGES else code


def _sample(text: str) -> str:
    """Three stretches of a text, so that neither a foreign motto nor an English footer decides."""
    size = limits.LANGUAGE_SAMPLE
    if len(text) <= 3 * size:
        return text
    middle = len(text) // 2
    return "\n".join((text[:size], text[middle : middle + size], text[-size:]))


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
