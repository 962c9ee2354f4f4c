"""A project is written; everything in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crri_gui.engine.core.run_context import RunContext
from crri_gui.powerbi.project.placement import Project, write_project
from crri_gui.powerbi.project.project import MODEL

ORDERS_TABLE = f"{MODEL}/definition/tables/master_orders.tmdl"


def made(out: Path, **options: Any) -> Project:
    return write_project(RunContext(), out, command="test", **options)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file but those of the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".crri" not in path.relative_to(folder).parts
    }
