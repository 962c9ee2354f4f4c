"""Sentences that are defined beside what they describe, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def of_contract(text: str) -> str:
    """A meaning, unit, grain or null rule of a column or measure."""
    return QCoreApplication.translate("contract", text) if text else ""


def of_definitions(text: str) -> str:
    """A meaning of an option, of a choice or of a preset."""
    return QCoreApplication.translate("definitions", text)
