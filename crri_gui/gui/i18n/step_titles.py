"""The steps of the way through, by which pages and remedies are named."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

# The names are translated where they are shown; build_scripts/translations.py finds them here.
STEPS: dict[str, str] = {
    "source": "Data",
    "checks": "Checks",
    "definitions": "Definitions",
    "tables": "Tables",
    "dashboard": "Dashboard",
    "publish": "Publish",
}


def title(step: str) -> str:
    """The step's name in the window's language."""
    return QCoreApplication.translate("steps", STEPS[step])
