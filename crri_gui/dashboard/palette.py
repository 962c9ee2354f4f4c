"""The colours, light and dark: of the window, its charts and the Power BI theme.

Nothing of Qt, so that what has no window can use them. Text holds WCAG AA (4.5:1) on the grounds
it stands on, marks and series 3:1; the tests compute it. The series follow Okabe and Ito's
colours, which stay apart for colour-blind eyes.
"""

from __future__ import annotations

from dataclasses import dataclass

SEGMENT_SERIES = (6, 0, 1)
"""The places in a theme's series of the value segments Low, Mid and High Value."""


@dataclass(frozen=True)
class Theme:
    """The colours of the window as "#rrggbb".

    `*_soft` are grounds for text of the same name; `ramp` goes from little to much; `first` is
    the cohort's first month, `unseen` a month that is not observed yet.
    """

    name: str
    window: str
    surface: str
    raised: str
    border: str
    outline: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
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
    window="#f3f5f8",
    surface="#ffffff",
    raised="#f8f9fb",
    border="#dbe0e8",
    outline="#7d8796",
    text="#18212f",
    muted="#566173",
    accent="#1d5fbf",
    on_accent="#ffffff",
    accent_soft="#e6effc",
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
        "#0072b2",
        "#d55e00",
        "#008a63",
        "#b0568f",
        "#8a6d00",
        "#5b4fc4",
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
    first="#d9d4ee",
    unseen="#eceff3",
)

DARK = Theme(
    name="dark",
    window="#12161d",
    surface="#1a2029",
    raised="#212936",
    border="#323c4a",
    outline="#78869a",
    text="#e7ebf1",
    muted="#a5b0bf",
    accent="#7fb2ff",
    on_accent="#0a1a30",
    accent_soft="#20334f",
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
        "#5bb4ec",
        "#ff9b54",
        "#3fcba2",
        "#e59bca",
        "#e6d04f",
        "#a79cf5",
        "#b9c3d0",
        "#8fd3f7",
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
    first="#463f6b",
    unseen="#232a35",
)
