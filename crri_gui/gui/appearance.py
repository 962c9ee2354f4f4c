"""Light and dark: every colour of the window, and the style made from them.

Text holds WCAG AA (4.5:1) on the grounds it stands on, marks and series 3:1; the tests compute
it. The series follow Okabe and Ito's colours, which stay apart for colour-blind eyes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from crri_gui.gui.style import style_sheet

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes on offer, in percent of the system's."""


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


class Appearance(QObject):
    """The theme and text size in use; `changed` tells those who paint for themselves."""

    changed = Signal()

    def __init__(self, choice: str = "system", text_size: int = 100) -> None:
        super().__init__()
        self.choice: Choice = _choice(choice)
        self.text_size = text_size if text_size in TEXT_SIZES else 100
        self.theme = LIGHT
        self._base_size = QApplication.font().pointSizeF()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    def choose(self, choice: Choice) -> None:
        """Light, dark, or what the system says."""
        self.choice = choice
        self._apply()

    def set_text_size(self, percent: int) -> None:
        """One of `TEXT_SIZES`."""
        self.text_size = percent
        self._apply()

    def _system_changed(self) -> None:
        if self.choice == "system":
            self._apply()

    def _apply(self) -> None:
        dark = self.choice == "dark"
        if self.choice == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            dark = scheme == Qt.ColorScheme.Dark
        self.theme = DARK if dark else LIGHT
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        font = QFont(application.font())
        font.setPointSizeF(self._base_size * self.text_size / 100)
        application.setFont(font)
        application.setPalette(palette(self.theme))
        application.setStyleSheet(style_sheet(self.theme, font.pointSizeF()))
        self.changed.emit()


def palette(theme: Theme) -> QPalette:
    """The theme for what the style sheet does not reach."""
    made = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.raised,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.on_selection,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
    }.items():
        made.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.outline))
    return made


def _choice(text: str) -> Choice:
    return next((choice for choice in CHOICES if choice == text), "system")
