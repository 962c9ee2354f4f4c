"""The command line: `crri run | check | compare | restore | powerbi | demo | ...`."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crri_gui import __version__
from crri_gui.contract import RAW_TABLES
from crri_gui.definitions import (
    Definitions,
    parse_setting,
    preset_named,
    read_definitions,
    with_values,
)
from crri_gui.errors import EXIT_MEANING, CrriError, ExitCode, UsageError
from crri_gui.options import cache_place, parsed

if TYPE_CHECKING:
    from crri_gui.engine.examine import Request
    from crri_gui.engine.progress import Run
    from crri_gui.engine.run import Outcome
    from crri_gui.engine.spark.session import Cluster
    from crri_gui.powerbi.publish import Project

# Two letters at least: C:/ is a drive.
_OF_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]")

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


def _chosen_definitions(options: argparse.Namespace) -> Definitions:
    if options.preset and options.definitions:
        raise UsageError(
            "--preset and --definitions exclude each other.",
            remedy="Name the preset in the file (preset = ...), or change it with --set.",
        )
    definitions = (
        read_definitions(options.definitions)
        if options.definitions
        else preset_named(options.preset or "recommended")
    )
    return with_values(definitions, dict(parse_setting(text) for text in options.set), "--set")


def _pairs(option: str, texts: Sequence[str], values: tuple[str, ...], kind: str) -> dict[str, str]:
    """`[TABLE.COLUMN=]VALUE` options as a mapping; no column stands for all ("*")."""
    known = [f"{t.name}.{c.name}" for t in RAW_TABLES for c in t.columns if c.kind == kind]
    pairs = {}
    for text in texts:
        name, equals, value = text.rpartition("=")
        if value not in values:
            raise UsageError(
                f"{option} {text} is neither {' nor '.join(values)}.",
                remedy=f"Write {option} {values[0]}, or {option} TABLE.COLUMN={values[0]}.",
            )
        if equals and name not in known:
            raise UsageError(
                f"{option} {text} names no such column.",
                remedy=f"Choose one of: {', '.join(known)}.",
            )
        pairs[name if equals else "*"] = value
    return pairs


def _request(options: argparse.Namespace) -> Request:
    definitions = _chosen_definitions(options)
    chosen = {}
    for text in options.table:
        name, equals, file = text.partition("=")
        if not equals or not file:
            raise UsageError(
                f"--table {text} is not TABLE=FILE.", remedy="Write for example orders=o.csv."
            )
        chosen[name] = file
    _refuse_urls(options, chosen)
    date_order = _pairs("--date-order", options.date_order, ("dmy", "mdy"), "time")
    decimal = _pairs("--decimal", options.decimal, ("point", "comma"), "money")
    for name in ("max_rejected_rows", "max_rejected_money"):
        if not 0 <= getattr(options, name) <= 100:
            raise UsageError(
                f"--{name.replace('_', '-')} is not between 0 and 100.",
                remedy="Give a percentage, for example 1.",
            )

    from crri_gui.engine.examine import Request
    from crri_gui.engine.parse import Conventions

    return Request(
        input_dir=Path(options.input_dir),
        definitions=definitions,
        tables=chosen,
        conventions=Conventions(date_order, decimal),
        max_rejected_rows=options.max_rejected_rows / 100,
        max_rejected_money=options.max_rejected_money / 100,
        memory_limit=options.memory_limit,
        temp_dir=options.temp_dir,
        cache=cache_place(options),
        cluster=_cluster(options),
    )


def _refuse_urls(options: argparse.Namespace, tables: Mapping[str, str]) -> None:
    """As a path, a URL is a folder of that name on this machine; only --input-dir may be one."""
    from crri_gui.engine.spark import fetch

    places = {
        f"--{name.replace('_', '-')}": getattr(options, name, None)
        for name in ("output_dir", "temp_dir", "stage_dir", "cache_dir", "rejects")
    }
    for option, place in places.items():
        # A path has one slash left of the two.
        if place is not None and _OF_URL.match(str(place)):
            raise UsageError(
                f"{option} is a URL; it has to be on this machine.",
                remedy="Give a folder of this machine; only --input-dir may be a URL.",
            )
    for name, file in tables.items():
        if fetch.is_url(file):
            raise UsageError(
                f"--table {name}={fetch.without_secrets(file)} is a URL.",
                remedy="Name the file as it is called in the folder of --input-dir.",
            )


def _cluster(options: argparse.Namespace) -> Cluster | None:
    from crri_gui.engine.spark import fetch, session

    source = options.input_dir if fetch.is_url(options.input_dir) else None
    if options.engine == "duckdb":
        if source is not None:
            raise UsageError(
                f"--input-dir {fetch.without_secrets(source)} is no folder of this machine.",
                remedy="Add --engine spark and --master, whose file systems lead there; or copy "
                "the files to a folder.",
            )
        for option in ("master", "stage_dir"):
            if getattr(options, option) is not None:
                raise UsageError(
                    f"--{option.replace('_', '-')} is of no use without --engine spark.",
                    remedy="Add --engine spark, or leave it out.",
                )
        return None
    if options.master is None:
        raise UsageError(
            "--engine spark needs --master.", remedy="Write for example --master spark://host:7077."
        )
    session.require()
    session.hosts(options.master)
    return session.Cluster(options.master, options.stage_dir, source)


def _run(options: argparse.Namespace) -> ExitCode:
    return _publish(options, _request(options))


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
    request = _request(options)
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
    request = _request(options)
    from crri_gui import console
    from crri_gui.comparison_text import describe
    from crri_gui.engine.run import compare_with_published

    messages, comparison = console.work(
        options, lambda run: compare_with_published(run, request, options.output_dir)
    )
    if options.json:
        console.print_json(
            {
                "exit_code": 0,
                "messages": messages,
                "unchanged": comparison.unchanged,
                **comparison.as_dict(),
            }
        )
    else:
        print("\n".join([*messages, describe(comparison)]))
    return ExitCode.DONE


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
    with publish.hold(options.output_dir, "crri restore") as messages:
        backup = publish.restore(options.output_dir, options.backup, keep=options.backups)
    messages += console.work(
        options, lambda run: renew(run, options.output_dir, command="crri restore")
    )
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

    text = describe.definitions_as(options.format, _chosen_definitions(options))
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
