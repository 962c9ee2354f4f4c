"""Help."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def show_help(parent: QWidget, topic: str) -> None:
    """Later today."""


def show_about(parent: QWidget) -> None:
    """Later today."""
