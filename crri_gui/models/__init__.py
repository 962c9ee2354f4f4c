"""The statistics of what customers may do: fits, intervals, verdicts. Arrays in, plain results out.

Nothing here knows of a database, a window or a language; numpy is all that is needed, and imported
by who asks. A model that cannot be trusted says so as data (a reason and its figures), which the
catalogue of messages puts into words.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

_MODULES = frozenset(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))


def __getattr__(name: str) -> ModuleType:
    """The modules, as who has imported the library alone reaches them: `crri.models.intervals`."""
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
