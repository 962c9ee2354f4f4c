"""Arguments that are refused: told to whoever typed them, and to machines that read JSON."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
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

    _typed: Sequence[str] = ()

    # The signature is argparse's own.
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse what the command does not know itself: the program would name its own usage."""
        self._typed = list(args or ())
        for option in self._empty_paths():
            self.error(f"{option} is empty: name a folder or a file (a variable may be unset)")
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return found, rest

    def error(self, message: str) -> NoReturn:
        """The cause first, with a short usage; what was typed may hold a key."""
        slips = [*self._slips()]
        what = without_secrets("; ".join([*slips, message] if slips else [message]))
        self._print_message(f"usage: {self._in_short()}\n", sys.stderr)
        self._print_message(f"{self.prog}: error: {what}\n", sys.stderr)
        self._print_message(f"See `{self.prog} --help`.\n", sys.stderr)
        raise Refused(self.prog, what)

    def _options(self) -> dict[str, argparse.Action]:
        return {name: action for action in self._actions for name in action.option_strings}

    def _slips(self) -> Iterator[str]:
        """What was typed as an option and is none, each with the one that is like it."""
        known = self._options()
        if self._subparsers is not None:
            return  # what follows a command is its own
        for typed in self._typed:
            name = typed.partition("=")[0]
            if (
                name.startswith("--")
                and len(name) > 2
                and not any(o.startswith(name) for o in known)
            ):
                like = difflib.get_close_matches(name, known, 1, 0.6)
                yield f"there is no option {name}" + (f", is {like[0]} meant?" if like else "")

    def _empty_paths(self) -> Iterator[str]:
        """The options of folders and files whose value is empty, which would be the current one."""
        known = self._options()
        for typed, value in zip_longest(self._typed, self._typed[1:]):
            name, equals, told = typed.partition("=")
            if (told if equals else value) != "" or not name.startswith("--"):
                continue
            for option, action in known.items():
                is_path = action.type is Path or action.metavar in ("DIR", "FILE")
                if is_path and option.startswith(name):
                    yield option

    def _in_short(self) -> str:
        """The command with what it cannot be without."""
        parts = [self.prog]
        for action in self._actions:
            shown = action.metavar or action.dest.upper()
            if not action.option_strings:
                parts.append(str(shown))
            elif action.required:
                parts.append(f"{action.option_strings[-1]} {shown}")
        return " ".join([*parts, "[options]"])


def add_command(commands: Any, name: str, *, help: str) -> argparse.ArgumentParser:
    """A command of the program, which arguments that ask for it say as `command`."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=help)
    made.set_defaults(command=name)
    return made
