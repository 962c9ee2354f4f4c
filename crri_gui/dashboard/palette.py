"""The colours, light and dark: of the window, its charts and the Power BI theme.

Nothing of Qt, so that what has no window can use them. Text holds WCAG AA (4.5:1) on the grounds
it stands on, marks and series 3:1; with high contrast, text 7:1 and outlines 4.5:1. Any two series
differ by 10 or more in CIEDE2000, for usual eyes and for each kind of colour blindness. The tests
compute it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

SEGMENT_SERIES = (6, 0, 1)
"""The places in a theme's series of the value segments Low, Mid and High Value."""


@dataclass(frozen=True)
class Theme:
    """The colours of the window as "#rrggbb".

    `*_soft` are grounds for text of the same name; `primary` is the ground of the button that is
    meant to be pressed; `ramp` goes from little to much; `first` is the cohort's first month,
    `unseen` a month that is not observed yet. `icons` names the pictures that go with it.
    """

    name: str
    icons: str
    window: str
    surface: str
    raised: str
    border: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    primary: str
    on_primary: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    selection: str
    on_selection: str
    focus: str
    series: tuple[str, ...]
    ramp: tuple[str, ...]
    first: str
    unseen: str


LIGHT = Theme(
    name="light",
    icons="light",
    window="#f3f5f8",
    surface="#ffffff",
    raised="#f8f9fb",
    border="#dbe0e8",
    outline="#7d8796",
    text="#18212f",
    muted="#566173",
    accent="#1d5fbf",
    accent_soft="#e6effc",
    primary="#2b6cd0",
    on_primary="#ffffff",
    ok="#17713f",
    ok_soft="#e3f4ea",
    warning="#855500",
    warning_soft="#fcf1da",
    error="#b3261e",
    error_soft="#fce9e7",
    selection="#cfe1fb",
    on_selection="#10213a",
    focus="#1d5fbf",
    series=(
        "#094f82",
        "#da6302",
        "#00845e",
        "#b35890",
        "#755900",
        "#5e50c4",
        "#4d5766",
        "#2b8bc6",
    ),
    ramp=(
        "#eef4fb",
        "#d9e7f6",
        "#bcd6ee",
        "#97c0e3",
        "#6ba5d4",
        "#4489c2",
        "#266dab",
        "#11528d",
        "#07386a",
    ),
    first="#f7e3bd",
    unseen="#eceff3",
)

DARK = Theme(
    name="dark",
    icons="dark",
    window="#12161d",
    surface="#1a2029",
    raised="#212936",
    border="#323c4a",
    outline="#78869a",
    text="#e7ebf1",
    muted="#a5b0bf",
    accent="#7fb2ff",
    accent_soft="#20334f",
    primary="#2b6cd0",
    on_primary="#ffffff",
    ok="#64d39c",
    ok_soft="#173427",
    warning="#f1bf60",
    warning_soft="#392d15",
    error="#ff968e",
    error_soft="#452321",
    selection="#2c4a75",
    on_selection="#f2f6fc",
    focus="#7fb2ff",
    series=(
        "#008fc4",
        "#ef8e48",
        "#2cc59b",
        "#e59bca",
        "#ebd453",
        "#b09ffa",
        "#d6d4d7",
        "#95d9ff",
    ),
    ramp=(
        "#1f2a38",
        "#203850",
        "#214768",
        "#245a83",
        "#2d719f",
        "#408abb",
        "#5fa4d2",
        "#8bc1e5",
        "#c0e0f5",
    ),
    first="#4d3b1a",
    unseen="#232a35",
)

CONTRAST_LIGHT = replace(
    LIGHT,
    name="contrast light",
    window="#ffffff",
    raised="#ffffff",
    border="#5c6470",
    outline="#3d4550",
    text="#000000",
    muted="#2e3642",
    accent="#00409f",
    accent_soft="#deebff",
    primary="#0b5bbf",
    ok="#004d22",
    warning="#5c3a00",
    error="#8c0f08",
    selection="#00409f",
    on_selection="#ffffff",
    focus="#b3006b",
)

CONTRAST_DARK = replace(
    DARK,
    name="contrast dark",
    window="#000000",
    surface="#000000",
    raised="#000000",
    border="#8b95a3",
    outline="#b4bdc9",
    text="#ffffff",
    muted="#d9dfe7",
    accent="#9cc8ff",
    accent_soft="#0d2a4d",
    primary="#0b5bbf",
    ok="#7df0b4",
    warning="#ffd27a",
    error="#ffb4ad",
    selection="#9cc8ff",
    on_selection="#000000",
    focus="#ffe14d",
)

THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def shade(theme: Theme, value: float, strong: float, weak: float = 0.0) -> str:
    """The colour of the ramp for a value: the palest up to `weak`, the strongest from `strong`."""
    if value <= weak:
        return theme.ramp[0]
    steps = len(theme.ramp) - 1
    share = (value - weak) / (strong - weak or 1.0)
    return theme.ramp[min(steps, 1 + int(share * (steps - 1) + 1e-9))]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(ground: str) -> str:
    """Black or white on "#rrggbb", whichever contrasts more."""
    bright = luminance(ground)
    on_white, on_black = 1.05 / (bright + 0.05), (bright + 0.05) / 0.05
    return "#ffffff" if on_white >= on_black else "#0b1017"
