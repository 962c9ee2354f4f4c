"""What the parts of the frame ask of the window, without knowing it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget


class Navigator(Protocol):
    """Shows steps, help and log."""

    @property
    def step(self) -> str:
        """The step that is shown."""

    def show_page(self, step: str, argument: object = None) -> None:
        """Show a step; `argument` is what the page is to show there."""

    def back(self) -> None:
        """The page that was shown before."""

    def page(self, step: str) -> QWidget:
        """The page of a step."""

    def show_help(self, topic: str) -> None:
        """The help on a step, a column, a measure or an option."""

    def toggle_log(self) -> None:
        """Show the log, or hide it."""

    def toggle_stages(self) -> None:
        """Unfold the stages of the run, or fold them."""

    def compute(self) -> None:
        """Compute what is chosen; what stands in the way is shown."""

    def speak(self, language: str) -> None:
        """Say everything in this language from now on: a key of `LANGUAGES`, or "system"."""
