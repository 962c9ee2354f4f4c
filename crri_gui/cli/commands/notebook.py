"""`crri notebook`: its options, and a Jupyter notebook for a raw folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from crri_gui.cli import interrupts
from crri_gui.cli.request import chosen_definitions
from crri_gui.cli.terminal import streams
from crri_gui.definitions import OPTIONS
from crri_gui.errors import ExitCode, OutputError, UsageError

FILE = "customer_analytics.ipynb"


def add_notebook(command: argparse.ArgumentParser) -> None:
    """The options that only this command has."""
    command.add_argument(
        "--input-dir", type=Path, required=True, metavar="DIR", help="folder of raw exports"
    )
    command.add_argument(
        "--write",
        type=Path,
        default=Path(FILE),
        metavar="FILE",
        help="the notebook to write; it must not exist (default: %(default)s)",
    )


def notebook(options: argparse.Namespace) -> ExitCode:
    """Write the notebook. Raises `UsageError`, `InputError` and `OutputError`."""
    definitions = chosen_definitions(options).as_dict()
    usual = {name: option.to_plain(option.default) for name, option in OPTIONS.items()}
    chosen = {name: value for name, value in definitions.items() if value != usual[name]}
    from crri_gui.engine.discover.folder import refuse_no_folder
    from crri_gui.library.notebook import cells_of
    from crri_gui.library.notebook import notebook as written

    refuse_no_folder(options.input_dir)
    text = written(cells_of(str(options.input_dir.resolve()), chosen))
    try:
        with options.write.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError("notebook_exists", file=options.write) from error
    except OSError as error:
        raise OutputError(
            "notebook_not_written", reason=error.strerror, file=options.write
        ) from error
    # What the user wanted is on the disk: whatever comes now, the exit code says so.
    options.done = f"The notebook is in {options.write}."
    interrupts.end_with(ExitCode.DONE)
    if options.json:
        from crri_gui.cli.terminal import console

        console.print_json({"exit_code": 0, "notebook": str(options.write.resolve())})
    elif not options.quiet:
        streams.say(options.done)
    return ExitCode.DONE
