"""Light and dark in use: the application's palette and style made from the colours."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from crri_gui.dashboard.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme
from crri_gui.gui.theme.style import style_sheet

Choice = Literal["system", "light", "dark", "contrast"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark", "contrast")
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes on offer, in percent of the system's."""


class Appearance(QObject):
    """The theme and text size in use; `changed` tells those who paint for themselves."""

    changed = Signal()
    styled = Signal()
    """Another style sheet: comes before `changed`."""

    def __init__(self, choice: str = "system", text_size: int = 100) -> None:
        super().__init__()
        self.choice: Choice = _choice(choice)
        self.text_size = text_size if text_size in TEXT_SIZES else 100
        self.theme = LIGHT
        self._sheet = ""
        self._base_size = QApplication.font().pointSizeF()
        self._hints = QGuiApplication.styleHints()
        self._needs = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._needs.contrastPreferenceChanged.connect(self._apply)
        self._apply()

    def dress(self, widget: QWidget) -> None:
        """Give the style of now to a widget and to all that is in it or belongs to it."""
        # Qt lays out every widget anew, even for the style that is in use.
        if widget.styleSheet() != self._sheet:
            widget.setStyleSheet(self._sheet)

    def choose(self, choice: Choice) -> None:
        """Light, dark, of high contrast, or what the system says."""
        self.choice = choice
        self._apply()

    def set_text_size(self, percent: int) -> None:
        """One of `TEXT_SIZES`."""
        self.text_size = percent
        self._apply()

    def _system_changed(self) -> None:
        if self.choice in ("system", "contrast"):
            self._apply()

    def _wanted(self) -> Theme:
        """Who has asked the system for high contrast gets it in either choice of colours."""
        dark = self.choice == "dark"
        if self.choice in ("system", "contrast"):
            dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        asked = self._needs.contrastPreference() == Qt.ContrastPreference.HighContrast
        if asked or self.choice == "contrast":
            return CONTRAST_DARK if dark else CONTRAST_LIGHT
        return DARK if dark else LIGHT

    def _apply(self) -> None:
        self.theme = self._wanted()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        font = QFont(application.font())
        font.setPointSizeF(self._base_size * self.text_size / 100)
        sheet = style_sheet(self.theme, font.pointSizeF(), self.text_size / 100)
        if sheet != self._sheet:
            self._sheet = sheet
            application.setFont(font)
            application.setPalette(palette(self.theme))
            self.styled.emit()
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
        QPalette.ColorRole.Mid: theme.border,
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
