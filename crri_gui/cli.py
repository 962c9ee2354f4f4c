"""The command line: `crri run | check | compare | restore | powerbi | demo | ...`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crri_gui import __version__
from crri_gui.asked import chosen_definitions, request_of
from crri_gui.errors import EXIT_MEANING, CrriError, ExitCode, UsageError
from crri_gui.options import parsed

if TYPE_CHECKING:
    from crri_gui.engine.examine import Request
    from crri_gui.engine.progress import Run
    from crri_gui.engine.publish import Backup
    from crri_gui.engine.run import Outcome
    from crri_gui.powerbi.publish import Project

# The engine is imported by the command that needs it: help and usage errors are instant.


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code (`crri_gui.errors.ExitCode`)."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        # A city's name must not end the program on a console that cannot show it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        options = parsed(arguments)
    except SystemExit as error:
        code = ExitCode(int(error.code or 0))
        if code and "--json" in arguments:
            print(json.dumps({"exit_code": int(code), "outcome": EXIT_MEANING[code]}))
        return int(code)
    if options.self_test:
        from crri_gui import self_test

        return int(self_test.run())
    try:
        code = _COMMANDS[options.command](options)
    except CrriError as error:
        _report_error(options, error)
        code = error.exit_code
    except BrokenPipeError:
        # The reader of our output is gone (`crri definitions | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = ExitCode.DONE
    # Whatever has no message of its own must not reach the user as a traceback.
    except Exception as error:  # noqa: BLE001
        code = ExitCode.INTERNAL
        _report_error(options, _unexpected(error))
    return int(code)


def _unexpected(error: Exception) -> CrriError:
    """The failure as a message, with its details in a file to send us."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="crri-failure-", suffix=".txt", delete=False, encoding="utf-8"
    ) as details:
        details.write(f"crri {__version__}, Python {sys.version}\n")
        traceback.print_exception(error, file=details)
    return CrriError(
        "CRRI failed unexpectedly; nothing was published.",
        remedy=f"Please report it with the file {details.name}.",
    )


def _report_error(options: argparse.Namespace, error: CrriError) -> None:
    from crri_gui import console

    findings = getattr(error, "findings", [])
    if getattr(options, "json", False):
        console.print_json(
            {
                "exit_code": int(error.exit_code),
                "outcome": EXIT_MEANING[error.exit_code],
                "error": {
                    "what": error.what,
                    "file": error.file,
                    "line": error.line,
                    "column": error.column,
                    "remedy": error.remedy,
                },
                "findings": [finding.as_dict() for finding in findings],
            }
        )
        return
    if findings:
        print(console.findings_text(findings), file=sys.stderr)
    print(console.error_text(error), file=sys.stderr)


def _run(options: argparse.Namespace) -> ExitCode:
    return _publish(options, request_of(options))


def _publish(options: argparse.Namespace, request: Request) -> ExitCode:
    from crri_gui import console
    from crri_gui.engine.run import Target, run_and_publish

    if getattr(options, "backups", 3) < 0:
        raise UsageError("--backups is below 0.", remedy="Give how many former sets to keep.")
    target = Target(
        options.output_dir,
        form=getattr(options, "format", "csv"),
        excel=options.excel,
        keep_backups=getattr(options, "backups", 3),
        if_changed=getattr(options, "if_changed", False),
        # What a demo publishes lies in the demo's own folder.
        replace_other_shop=getattr(options, "replace_other_shop", True),
    )

    def job(run: Run) -> Outcome:
        from crri_gui.powerbi.renewing import renew

        outcome = run_and_publish(run, request, target, console.ask_again(options))
        said = renew(run, target.output_dir, command="crri run")
        return replace(outcome, messages=(*outcome.messages, *said))

    outcome = console.work(options, job)
    code = ExitCode.UNCHANGED if outcome.unchanged else ExitCode.DONE
    if options.json:
        console.print_json(
            {
                "exit_code": int(code),
                "outcome": EXIT_MEANING[code],
                "output_dir": str(options.output_dir.resolve()),
                "messages": list(outcome.messages),
                "manifest": outcome.manifest,
            }
        )
    elif not options.quiet:
        print(console.outcome_text(outcome, options.output_dir))
    return code


def _check(options: argparse.Namespace) -> ExitCode:
    request = request_of(options)
    from crri_gui import console
    from crri_gui.engine.run import examine_only

    report = console.work(options, lambda run: examine_only(run, request, options.rejects))
    code = ExitCode.INPUT if report.errors else ExitCode.DONE
    if not report.errors and report.broken:
        code = ExitCode.RECONCILIATION
    if options.json:
        console.print_json(
            {"exit_code": int(code), "outcome": EXIT_MEANING[code], **report.as_dict()}
        )
    else:
        print(console.report_text(report))
    return code


def _compare(options: argparse.Namespace) -> ExitCode:
    request = request_of(options)
    from crri_gui import console
    from crri_gui.comparison_text import describe
    from crri_gui.engine.run import compare_with_published

    messages, comparison = console.work(
        options, lambda run: compare_with_published(run, request, options.output_dir)
    )
    changes = options.exit_code and not comparison.unchanged
    code = ExitCode.WOULD_CHANGE if changes else ExitCode.DONE
    if options.json:
        console.print_json(
            {
                "exit_code": int(code),
                "outcome": EXIT_MEANING[code],
                "messages": messages,
                **comparison.as_dict(),
            }
        )
    else:
        print("\n".join([*messages, describe(comparison)]))
    return code


def _restore(options: argparse.Namespace) -> ExitCode:
    from crri_gui import console
    from crri_gui.engine import publish
    from crri_gui.powerbi.renewing import renew

    if options.list:
        found = publish.backups(options.output_dir)
        if options.json:
            console.print_json(
                [{"id": b.id, "created": b.created, "files": b.files} for b in found]
            )
        else:
            lines = [f"{b.id}  replaced {b.created}  {len(b.files)} files" for b in found]
            print("\n".join(lines) or "There are no backups.")
        return ExitCode.DONE
    if not options.output_dir.is_dir():
        raise UsageError(
            "There is no such folder of published files.",
            file=options.output_dir,
            remedy="Give the folder that holds the five CSVs.",
        )

    def job(run: Run) -> tuple[Backup, list[str]]:
        command = "crri restore"
        with publish.hold(options.output_dir, command) as messages:
            run.decide()
            backup = publish.restore(options.output_dir, options.backup, keep=options.backups)
        return backup, [*messages, *renew(run, options.output_dir, command=command)]

    backup, messages = console.work(options, job)
    if options.json:
        console.print_json({"exit_code": 0, "restored": backup.id, "messages": messages})
    elif not options.quiet:
        for message in messages:
            print(message)
        print(f"Restored the set that was replaced {backup.created} ({backup.id}).")
    return ExitCode.DONE


def _powerbi(options: argparse.Namespace) -> ExitCode:
    if options.output_dir is None and options.repoint is None:
        raise UsageError(
            "Neither --output-dir nor --repoint is given.",
            remedy="Give the folder of the published CSVs: crri powerbi --output-dir DIR.",
        )
    for option in ("force", "template"):
        if getattr(options, option) and options.output_dir is None:
            raise UsageError(
                f"--{option} writes a project, --repoint alone changes one line of it.",
                remedy=f"Leave out --{option}, or give --output-dir.",
            )
    from crri_gui import console

    project = console.work(options, lambda run: _write_project(options, run))
    if options.json:
        code = ExitCode.DONE
        described = {"exit_code": int(code), "outcome": EXIT_MEANING[code], **project.as_dict()}
        console.print_json(described)
    elif not options.quiet:
        print(console.project_text(project))
    return ExitCode.DONE


def _write_project(options: argparse.Namespace, run: Run) -> Project:
    from crri_gui.powerbi import publish
    from crri_gui.powerbi.project import SHORTCUT

    out, command = options.output_dir, "crri powerbi"
    folder = None if options.repoint is None else publish.data_folder_of(options.repoint)
    if out is None:
        return publish.repoint(run, Path(options.repoint), command=command)
    anew = options.force or options.template
    if folder is not None and not anew and (out / SHORTCUT).exists():
        return publish.repoint(run, out, command=command, data_folder=folder)
    return publish.write_project(
        run,
        out,
        command=command,
        data_folder=folder,
        force=options.force,
        with_template=options.template,
    )


def _demo(options: argparse.Namespace) -> ExitCode:
    if not 1 <= options.orders <= 100_000_000:
        raise UsageError("--orders is not between 1 and 100,000,000.", remedy="Try 10000.")
    from crri_gui import console
    from crri_gui.engine.examine import Request
    from crri_gui.sample import make_shop

    raw: Path = options.output_dir / "raw"
    console.work(
        options,
        lambda run: make_shop(raw, options.orders, options.seed, cancelled=lambda: run.cancelled),
        f"Making a sample shop of {options.orders:,} orders in {raw}",
    )
    options.output_dir = options.output_dir / "published"
    code = _publish(options, Request(input_dir=raw))
    if not options.json and not options.quiet:
        print(f"\nRaw files of the sample shop:  {raw.resolve()}")
        print(f"The five CSVs:                 {options.output_dir.resolve()}")
    return code


def _definitions(options: argparse.Namespace) -> ExitCode:
    from crri_gui import describe

    text = describe.definitions_as(options.format, chosen_definitions(options))
    if options.output is None:
        print(text)
        return ExitCode.DONE
    try:
        with options.output.open("x", encoding="utf-8") as file:
            file.write(text + "\n")
    except FileExistsError as error:
        raise UsageError(
            "The file exists; it may hold your own definitions.",
            file=options.output,
            remedy="Choose another name, or remove it first.",
        ) from error
    except OSError as error:
        from crri_gui.errors import OutputError

        raise OutputError(
            f"The definitions cannot be written: {error.strerror}.",
            file=options.output,
            remedy="Choose a folder you may write to.",
        ) from error
    return ExitCode.DONE


_COMMANDS = {
    "run": _run,
    "check": _check,
    "compare": _compare,
    "restore": _restore,
    "powerbi": _powerbi,
    "demo": _demo,
    "definitions": _definitions,
}


if __name__ == "__main__":
    sys.exit(main())
