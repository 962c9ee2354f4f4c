"""What can go wrong, as the user reads it: what happened, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from crri_gui import messages


class ExitCode(IntEnum):
    """The exit codes of the command line. Each value's meaning is in `EXIT_MEANING`."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    INPUT = 3
    RECONCILIATION = 4
    OUTPUT = 5
    SELF_TEST = 6
    CLUSTER = 7
    UNTOLD = 8
    OTHER_SHOP = 9
    UNCHANGED = 10
    WOULD_CHANGE = 11
    NOT_SENT = 12
    NOT_REFRESHED = 13
    OTHER_NUMBERS = 14
    CANCELLED = 130


EXIT_MEANING: dict[ExitCode, str] = {
    ExitCode.DONE: "done",
    ExitCode.INTERNAL: "unexpected failure inside CRRI (please report it); nothing was published",
    ExitCode.USAGE: "usage: an option or a definition is wrong; nothing was read",
    ExitCode.INPUT: "input not usable: a finding of severity error; nothing was published",
    ExitCode.RECONCILIATION: "reconciliation failed: the sums do not agree; nothing was published",
    ExitCode.OUTPUT: "output locked, in use, full or not writable; nothing was changed",
    ExitCode.SELF_TEST: "self-test failed: this installation does not work; install CRRI anew",
    ExitCode.CLUSTER: "cluster: Spark is missing, not reachable or was lost; nothing was published",
    ExitCode.UNTOLD: "done, but standard output could not take what there was to tell (closed, "
    "full, its reader gone); standard error says what is published",
    ExitCode.OTHER_SHOP: "another shop is published in that folder; nothing was changed",
    ExitCode.UNCHANGED: "done and unchanged: `--if-changed` found nothing new to do",
    ExitCode.WOULD_CHANGE: "`compare --exit-code` found that publishing would change something",
    ExitCode.NOT_SENT: "`refresh` has published, but could not send a message (webhook, mail)",
    ExitCode.NOT_REFRESHED: "`refresh` has published, but the Power BI service did not refresh, or "
    "could not be asked",
    ExitCode.OTHER_NUMBERS: "`refresh` has published, but the report in the Power BI service shows "
    "another Total Revenue",
    ExitCode.CANCELLED: "cancelled (Ctrl-C, or asked to end); the published files are as they were",
}


class CrriError(Exception):
    """A failure that the user can act on.

    `code` is that of its message in the catalogue, and `values` what the message names. `what`
    says what happened, `remedy` what to do; `file`, `line` (1-based, physical) and `column` (the
    header's name) say where, as far as it is known, and are values of the message too.
    """

    exit_code = ExitCode.INTERNAL

    def __init__(
        self,
        code: str,
        /,
        *,
        file: Path | str | None = None,
        line: int | None = None,
        column: str | None = None,
        **values: Any,
    ) -> None:
        values |= {"file": str(file or ""), "line": line, "column": column}
        self.what: str = messages.sentence(code, **values)
        self.remedy = messages.remedy(code, **values)
        self.code = messages.message(code).code
        super().__init__(self.what)
        self.file = None if file is None else str(file)
        self.line = line
        self.column = column

    @property
    def where(self) -> str:
        """File, line and column in one phrase; empty when none is known."""
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts.append(messages.sentence("place.line", line=self.line))
        if self.column:
            parts.append(messages.sentence("place.column", column=self.column))
        return messages.sentence("place", parts=parts) if parts else ""

    def __str__(self) -> str:
        where = f" [{self.where}]" if self.where else ""
        return f"{self.what}{where} {self.remedy}"


class UsageError(CrriError):
    """An option or a definition is wrong."""

    exit_code = ExitCode.USAGE


class InputError(CrriError):
    """The raw data cannot be used."""

    exit_code = ExitCode.INPUT


class InputErrors(InputError):
    """Several problems of the raw data at once; where there is room for one, it is the first."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        Exception.__init__(self, errors[0].what)
        vars(self).update(vars(errors[0]))
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def each_of(error: CrriError) -> tuple[CrriError, ...]:
    """The problems that an error tells of."""
    return error.errors if isinstance(error, InputErrors) else (error,)


class ReconciliationError(CrriError):
    """The sums of the outputs do not agree with the sums of the input."""

    exit_code = ExitCode.RECONCILIATION


class OutputError(CrriError):
    """The outputs cannot be written or replaced; what was published is untouched."""

    exit_code = ExitCode.OUTPUT


class OtherShop(OutputError):
    """What is published is of another shop, and nobody said that it is to be replaced."""

    exit_code = ExitCode.OTHER_SHOP


class ClusterError(CrriError):
    """Spark cannot be used, or was lost on the way; what was published is untouched."""

    exit_code = ExitCode.CLUSTER


class NotSent(CrriError):
    """A message about a refresh did not reach whom it was for; what was published stays."""

    exit_code = ExitCode.NOT_SENT


class NotRefreshed(CrriError):
    """The Power BI service did not refresh, or could not be asked; what was published stays."""

    exit_code = ExitCode.NOT_REFRESHED


class OtherNumbers(CrriError):
    """The report in the service shows another revenue than what is published, which stays."""

    exit_code = ExitCode.OTHER_NUMBERS


class Cancelled(CrriError):
    """The user asked to stop."""

    exit_code = ExitCode.CANCELLED

    def __init__(self) -> None:
        super().__init__("cancelled")
