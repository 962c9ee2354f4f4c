"""`crri powerbi`: where the project is written, and which folder it reads."""

from __future__ import annotations

import argparse
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext
from crri_gui.powerbi.project import placement
from crri_gui.powerbi.project.placement import Project
from crri_gui.powerbi.project.project import SHORTCUT


def write_project(options: argparse.Namespace, run: RunContext) -> Project:
    """Write the project beside the CSVs, or repoint it. Raises as `placement` does."""
    out, command = options.output_dir, "crri powerbi"
    folder = None if options.repoint is None else placement.data_folder_of(options.repoint)
    if out is None:
        return placement.repoint(run, Path(options.repoint), command=command)
    anew = options.force or options.template
    if folder is not None and not anew and (out / SHORTCUT).exists():
        return placement.repoint(run, out, command=command, data_folder=folder)
    return placement.write_project(
        run,
        out,
        command=command,
        data_folder=folder,
        force=options.force,
        with_template=options.template,
    )
