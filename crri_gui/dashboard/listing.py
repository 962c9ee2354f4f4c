"""What the modules of a folder define, found by listing the folder."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def defined_in(package: ModuleType, name: str) -> dict[str, Any]:
    """`name` of every module of the package that defines it, by the module's own name."""
    modules = (
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    )
    return {
        module.__name__.rpartition(".")[2]: getattr(module, name)
        for module in modules
        if hasattr(module, name)
    }
