"""Which extension tables are asked for, and the options that they alone use."""

from __future__ import annotations

import argparse
from typing import Any

from crri_gui.definitions import OPTIONS


class _Groups(argparse.Action):
    """The groups of extension tables; their descriptions are read when the help is asked for."""

    def __init__(self, option_strings: list[str], dest: str, **others: Any) -> None:
        super().__init__(option_strings, dest, **{**others, "help": ""})

    @property
    def help(self) -> str:
        """What there is to be asked for."""
        from crri_gui.contract import EXTENSIONS

        groups = (
            f"{group} ({', '.join(table.file_name for table in tables)})"
            for group, tables in sorted(EXTENSIONS.items())
        )
        return (
            "further tables beside the five, several with commas: "
            + ", ".join(groups)
            + "; none for none. Without it they are those that the output folder has already"
        )

    @help.setter
    def help(self, _: object) -> None:
        """It is made anew each time."""

    def __call__(
        self, parser: object, namespace: argparse.Namespace, values: object, option: object = None
    ) -> None:
        """Several are added up."""
        before = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, values if before is None else f"{before},{values}")


def add_extensions(command: argparse.ArgumentParser) -> None:
    """The groups, and an option of its own for each definition that extension tables alone use."""
    group = command.add_argument_group("further tables")
    group.add_argument("--with", dest="extensions", action=_Groups, metavar="TABLES")
    for name, option in OPTIONS.items():
        if option.extension:
            group.add_argument(
                f"--{name.replace('_', '-')}",
                metavar="VALUE",
                help=f"with {option.extension}: {option.meaning[0].lower()}"
                f"{option.meaning[1:].rstrip('.')}; {option.own}",
            )
