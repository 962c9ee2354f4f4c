"""Arguments that are refused: told to whoever typed them, and to machines that read JSON."""

from __future__ import annotations

import argparse
import sys
from typing import Any, NoReturn

from crri_gui.cli.terminal import streams
from crri_gui.errors import ExitCode, UsageError
from crri_gui.url import without_secrets


class Refused(SystemExit):
    """The arguments of a command are wrong; usage and message are on standard error already."""

    def __init__(self, command: str, message: str) -> None:
        super().__init__(int(ExitCode.USAGE))
        self.command = command
        self.message = message

    def error(self) -> UsageError:
        """It as an error, for who reads JSON."""
        return UsageError("arguments_refused", command=self.command, message=self.message)


class Parser(argparse.ArgumentParser):
    """A parser whose words go through `streams`, and whose refusals are `Refused`."""

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and usage go where everything goes, which may be full or closed."""
        if message and file is sys.stdout:
            streams.say(message.removesuffix("\n"))
        elif message:
            streams.tell(message, end="")

    def error(self, message: str) -> NoReturn:
        """As it is, but that what the user has typed may hold a key, and machines read it too."""
        what = without_secrets(message)
        try:
            super().error(what)
        except SystemExit as stopped:
            raise Refused(self.prog, what) from stopped


def add_command(commands: Any, name: str, *, help: str) -> argparse.ArgumentParser:
    """A command of the program, which arguments that ask for it say as `command`."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=help)
    made.set_defaults(command=name)
    return made
