"""CRRI, Customer Revenue & Retention Intelligence.

In Python and notebooks, `import crri_gui as crri` is the library (`crri_gui.library`): `crri.open`
and what comes of it. It is imported when it is first used. `__init__.pyi` says the same to tools.
"""

from __future__ import annotations

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Nothing of the library, and no `typing`: a program answers Ctrl-C from its first imports on.
    from importlib import import_module
    from importlib.util import find_spec

    if name == "models":
        return import_module("crri_gui.models")
    # Python asks here first for every module of the package that is imported from it.
    if not name.startswith("_") and find_spec(f"crri_gui.{name}") is None:
        library = import_module("crri_gui.library")
        if name in library.__all__:
            return getattr(library, name)
    raise AttributeError(f"module 'crri_gui' has no attribute {name!r}")


def __dir__() -> list[str]:
    from importlib import import_module

    library = import_module("crri_gui.library")
    return sorted([*library.__all__, "models", "__version__"])
