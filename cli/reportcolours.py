"""The colours of a report, and how speakers get theirs; the tests hold every pair to WCAG's contrast of 4.5."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Theme = Mapping[str, str]

LIGHT: Theme = {
    "paper": "#f6f4ef", "panel": "#fffefb", "ink": "#1f2327", "soft": "#565c63", "line": "#dcd7cc", "accent": "#0a5a86",
    "accent-tint": "#e2eef5", "on-accent": "#ffffff", "found": "#ffe48a", "none-tint": "#eceae5",
    "none-line": "#77726a", "edge": "#8a857b", "none-ink": "#4c4842",
}  # fmt: skip
DARK: Theme = {
    "paper": "#14171a", "panel": "#1b1f23", "ink": "#e7e4de", "soft": "#a7adb4", "line": "#343a40", "accent": "#82c4ee",
    "accent-tint": "#1d3442", "on-accent": "#0c1f2b", "found": "#6a5200", "none-tint": "#2c2f33",
    "none-line": "#9a9fa5", "edge": "#727981", "none-ink": "#cfd2d6",
}  # fmt: skip

SPEAKERS: tuple[tuple[tuple[str, str, str], tuple[str, str, str]], ...] = (
    (("#dfedfe", "#3475c4", "#154d8c"), ("#1c314c", "#69a1e8", "#b3d4fe")),
    (("#fde6d7", "#b45c03", "#773a00"), ("#452813", "#d78951", "#fbc49f")),
    (("#d7f4e0", "#05844b", "#005d33"), ("#163824", "#59b47d", "#a7e1ba")),
    (("#fde3ee", "#b45184", "#7a2b56"), ("#452434", "#d67ea9", "#fabcd8")),
    (("#eee7fe", "#8561bd", "#583a84"), ("#352a48", "#aa8dde", "#d9c6fe")),
    (("#f3ecce", "#89730b", "#5c4c05"), ("#39300a", "#b69d3a", "#e1d195")),
    (("#cdf4f6", "#088187", "#0b585c"), ("#03383a", "#16b4bb", "#90e1e6")),
    (("#fee4e2", "#bd524d", "#822b2a"), ("#482422", "#df7f78", "#fdbfb9")),
    (("#e5f0d4", "#607e06", "#405603"), ("#2a3514", "#8dab54", "#c5dba1")),
    (("#e5eaff", "#5f6cc7", "#3c448d"), ("#282e4c", "#8998e9", "#c3cefe")),
)
"""Ten hues, in light and in dark, of one lightness each (OKLCH): the tint behind words, the line below, the ink."""


def stylesheet() -> str:
    """The colours as custom properties: light, dark where the system or the reader wants it, and light on paper."""
    return (
        f":root{{color-scheme:light;{_properties(LIGHT, 0)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{"
        f":root:not([data-theme=light]){{color-scheme:dark;{_properties(DARK, 1)}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{_properties(DARK, 1)}}}}}\n"
        + "".join(
            f".c{number}{{--tint:var(--t{number});--rule:var(--l{number});--name:var(--i{number})}}\n"
            for number in range(len(SPEAKERS))
        )
        + ".cn{--tint:var(--none-tint);--rule:var(--none-line);--name:var(--none-ink)}\n"
    )


def _properties(theme: Theme, which: int) -> str:
    own = (f"--{name}:{value}" for name, value in theme.items())
    hues = (
        f"--{letter}{number}:{value}"
        for number, hue in enumerate(SPEAKERS)
        for letter, value in zip("tli", hue[which], strict=True)
    )
    return ";".join([*own, *hues])


def contrast(one: str, other: str) -> float:
    """The contrast of two colours ``#rrggbb``, from 1 to 21, by WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hues(together: Iterable[Sequence[int]], speakers: int) -> list[int]:
    """A hue for each of so many speakers, who are numbered by how much they say.

    ``together`` are the speakers of each article: two of one article get different hues as far as there are any.
    """
    beside: list[set[int]] = [set() for _ in range(speakers)]
    for group in together:
        for one in group:
            beside[one].update(group)
    chosen: list[int] = []
    used: Counter[int] = Counter()
    for speaker in range(speakers):
        near = Counter(chosen[other] for other in beside[speaker] if other < speaker)
        hue = min(range(len(SPEAKERS)), key=lambda one: (near[one], used[one], one))
        chosen.append(hue)
        used[hue] += 1
    return chosen
