"""Failures that nobody has foreseen where they happened, in the user's words."""

from __future__ import annotations

import argparse
import errno
import re
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from crri_gui import __version__, url
from crri_gui.cli.terminal import streams
from crri_gui.errors import EXIT_MEANING, CrriError, ExitCode, OutputError, UsageError, each_of
from crri_gui.messages import sentence

_ADDRESS = re.compile(r"[^\s\"'<>(),;]+@[^\s\"'<>(),;]+")
_QUOTED = re.compile(r"([\"'])(?:(?!\1).)*\1")


def report_error(options: argparse.Namespace, error: CrriError) -> None:
    """Say what went wrong, in the form that was asked for."""
    from crri_gui.cli.terminal import console

    findings = getattr(error, "findings", [])
    each = each_of(error)
    if options.json:
        console.print_json(
            {
                "exit_code": int(error.exit_code),
                "outcome": EXIT_MEANING[error.exit_code],
                "error": _facts_of(error),
                **({"errors": [_facts_of(one) for one in each]} if len(each) > 1 else {}),
                "findings": [finding.as_dict() for finding in findings],
            }
        )
        return
    if findings:
        streams.tell(console.findings_text(findings))
    streams.tell("\n".join(map(console.error_text, each)))


def _facts_of(error: CrriError) -> dict[str, object]:
    return {
        "code": error.code,
        "what": url.without_secrets(error.what),
        "file": error.file and url.without_secrets(error.file),
        "line": error.line,
        "column": error.column,
        "remedy": url.without_secrets(error.remedy),
    }


def refusal_of(error: Exception, options: argparse.Namespace) -> CrriError:
    """The failure of a command; `options.done` says what was done before it, if anything."""
    if not options.done and (known := _full_drive(options, error) or _impossible_path(error)):
        return known
    return _unexpected(error, options.done)


def _full_drive(options: argparse.Namespace, error: Exception) -> CrriError | None:
    """A full drive that a library came upon, with the folder whose drive it is."""
    from crri_gui.engine.core import durable

    if not durable.is_full(error):
        return None
    folders = {name: getattr(options, name, None) for name in ("output_dir", "stage_dir")}
    with suppress(OSError):  # where there is no place for temporary files
        folders["temp_dir"] = getattr(options, "temp_dir", None) or Path(tempfile.gettempdir())
    named = {name: Path(folder) for name, folder in folders.items() if folder}
    if not named:
        return None
    name = min(named, key=lambda name: durable.free_bytes(named[name]))
    return OutputError("drive_full", option=name.replace("_", "-"), file=named[name])


def _impossible_path(error: Exception) -> CrriError | None:
    """A path that is too long, or a circle of links, wherever it was met."""
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):
        return UsageError("links_in_a_circle", reason=str(error))
    if isinstance(error, OSError) and error.errno in (errno.ELOOP, errno.ENAMETOOLONG):
        return UsageError("path_impossible", reason=error.strerror, file=str(error.filename)[:200])
    return None


def _without_values(details: str) -> str:
    """The details without values of the data, which may be of persons: a database quotes them.

    Lines of code and files, which are indented, are left as they are.
    """
    lines = [
        line
        if line.startswith(" ")
        else _QUOTED.sub(lambda found: f"{found[1]}***{found[1]}", line)
        for line in _ADDRESS.sub("***", details).splitlines()
    ]
    return "\n".join(lines) + "\n"


def _unexpected(error: Exception, done: str) -> CrriError:
    """The failure as a message, with its details in a file to send us."""
    details = f"crri {__version__}, Python {sys.version}\n"
    details += _without_values(url.without_secrets("".join(traceback.format_exception(error))))
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="crri-failure-",
            suffix=".txt",
            delete=False,
            encoding="utf-8",
            errors="replace",
        ) as file:
            file.write(details)
    except OSError:
        report = sentence("failure_report.without_file", details=details.splitlines()[-1])
    else:
        report = sentence("failure_report", path=file.name)
    if not done:
        return CrriError("unexpected_failure", report=report)
    failure = CrriError("unexpected_failure.after_work", done=done, report=report)
    failure.exit_code = ExitCode.UNTOLD
    return failure
