"""The command line: `crri run | check | compare | explain | bridge | map | restore | ...`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crri_gui.cli import interrupts
from crri_gui.cli.commands.notebook import notebook
from crri_gui.cli.commands.powerbi import powerbi
from crri_gui.cli.options import parsed
from crri_gui.cli.parser import Refused
from crri_gui.cli.refresh import commands as around
from crri_gui.cli.refresh import history
from crri_gui.cli.refresh.schedule import schedule
from crri_gui.cli.request import (
    backups_to_keep,
    chosen_definitions,
    chosen_shop,
    refuse_impossible_paths,
    request_of,
    target_of,
)
from crri_gui.cli.terminal import streams
from crri_gui.cli.terminal.failures import refusal_of, report_error
from crri_gui.definitions import NO_SHOP, Shop
from crri_gui.errors import EXIT_MEANING, CrriError, ExitCode, UsageError
from crri_gui.messages import sentence

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.publish.release import Backup
    from crri_gui.engine.run import Outcome

# The engine is imported by the command that needs it: help and usage errors are instant.


# What was asked for is done, whatever became of what there was to tell.
_DONE = (ExitCode.DONE, ExitCode.UNCHANGED, ExitCode.WOULD_CHANGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code (`crri_gui.errors.ExitCode`)."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments[:1] == ["--read-workbook"]:
        # Not for people: the packaged application has no other Python to start.
        from crri_gui.engine.discover import sheet_reader

        return sheet_reader.main(arguments[1:])
    if arguments[:1] == ["--draw-report"]:
        from crri_gui.cli.refresh import report_pdf

        return report_pdf.main(arguments[1:])
    streams.prepare()
    options = argparse.Namespace(json="--json" in arguments, done="", arguments=arguments)
    try:
        code = _code_of(arguments, options)
    except KeyboardInterrupt:
        code = ExitCode.CANCELLED
    streams.flush()
    reason = streams.lost()
    if reason is not None and code in _DONE:
        if options.done:
            streams.tell(f"{options.done}\nStandard output cannot be written to: {reason}.")
        elif reason != streams.NO_READER:
            streams.tell(f"Error: Standard output cannot be written to: {reason}.")
        # What was asked for is done; but not where it was asked for an answer.
        if options.json or not options.done:
            code = ExitCode.UNTOLD
    return int(code)


def _code_of(arguments: Sequence[str], options: argparse.Namespace) -> ExitCode:
    """Do what is asked for; `options` becomes what was read of it, and what is done of it."""
    try:
        vars(options).update(vars(parsed(arguments)))
    except Refused as refused:
        if options.json:
            report_error(options, refused.error())
        return ExitCode.USAGE
    except SystemExit as stopped:
        return ExitCode(int(stopped.code or 0))
    try:
        refuse_impossible_paths(options)
        if options.self_test:
            from crri_gui.cli import self_test

            # Its exit code alone is an answer; a window without a console has no more.
            code = self_test.run(streams.say)
            options.done = "The self-test was done."
            return code
        return _COMMANDS[options.command](options)
    except CrriError as error:
        report_error(options, error)
        return error.exit_code
    # Whatever has no message of its own must not reach the user as a traceback.
    except Exception as error:  # noqa: BLE001
        refusal = refusal_of(error, options)
        report_error(options, refusal)
        return refusal.exit_code


def _done(options: argparse.Namespace, told: str) -> None:
    """What the user wanted is on the disk: whatever comes now, the exit code says so."""
    options.done = told
    interrupts.end_with(ExitCode.DONE)


def _run(options: argparse.Namespace) -> ExitCode:
    retired = [sentence("incremental_retired")] if options.incremental else []
    return _publish(options, request_of(options), chosen_shop(options), retired)


def _publish(
    options: argparse.Namespace, request: Request, shop: Shop, told: Sequence[str] = ()
) -> ExitCode:
    from crri_gui.cli.terminal import console
    from crri_gui.engine.run import run_and_publish

    target = replace(target_of(options), shop=shop)

    def job(run: RunContext) -> Outcome:
        from crri_gui.powerbi.project.refresh import renew

        outcome = run_and_publish(run, request, target, console.ask_again(options))
        if not outcome.unchanged:
            _done(options, f"Published to {options.output_dir}")
        said = renew(run, target.output_dir, command="crri run")
        return replace(outcome, messages=(*outcome.messages, *told, *said))

    outcome = console.work(options, job)
    code = ExitCode.UNCHANGED if outcome.unchanged else ExitCode.DONE
    if outcome.unchanged:
        options.done = f"Unchanged: {options.output_dir} holds the outputs of these inputs already."
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
        streams.say(console.outcome_text(outcome, options.output_dir))
    return code


def _check(options: argparse.Namespace) -> ExitCode:
    request = request_of(options)
    from crri_gui.cli.terminal import console
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
        streams.say(console.report_text(report))
    return code


def _who(options: argparse.Namespace) -> ExitCode:
    request = request_of(options)
    from crri_gui.cli.terminal import console
    from crri_gui.engine.persons import write_persons

    count = console.work(options, lambda run: write_persons(run, request, options.output))
    _done(options, f"{count:,} customers are listed in {options.output}: for this machine only.")
    if options.json:
        done = {"exit_code": 0, "customers": count, "file": str(options.output.resolve())}
        console.print_json(done)
    elif not options.quiet:
        streams.say(options.done)
    return ExitCode.DONE


def _compare(options: argparse.Namespace) -> ExitCode:
    request = request_of(options)
    from crri_gui.cli.comparison_text import describe
    from crri_gui.cli.terminal import console
    from crri_gui.engine.compare_run import compare_with_published

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
        streams.say("\n".join([*messages, describe(comparison)]))
    return code


def _bridge(options: argparse.Namespace) -> ExitCode:
    from crri_gui.cli.commands import bridge_text

    bridge = bridge_text.made(options)
    return _answered(options, bridge.as_dict, lambda: bridge_text.describe(bridge))


def _explain(options: argparse.Namespace) -> ExitCode:
    from crri_gui.cli.commands import explain

    answer = explain.answered(options)
    if answer.written:
        _done(options, f"Written: {', '.join(answer.written)}")
    return _answered(options, answer.as_dict, lambda: f"{answer.text}\n\n{options.done}".rstrip())


def _experiment(options: argparse.Namespace) -> ExitCode:
    from crri_gui.cli.commands import experiment

    answer = experiment.answered(options)
    if answer.written is not None:
        _done(options, answer.text)
    return _answered(options, answer.as_dict, lambda: answer.text)


def _map(options: argparse.Namespace) -> ExitCode:
    from crri_gui.cli.commands import mapping

    shown = mapping.shown(options)
    if shown.written is not None:
        _done(options, f"The mapping is in {shown.written}.")
    return _answered(options, shown.as_dict, shown.text)


def _answered(
    options: argparse.Namespace, as_dict: Callable[[], dict[str, Any]], text: Callable[[], str]
) -> ExitCode:
    """Tell what was asked for, in the form that was asked for."""
    from crri_gui.cli.terminal import console

    code = ExitCode.DONE
    if options.json:
        console.print_json({"exit_code": int(code), "outcome": EXIT_MEANING[code], **as_dict()})
    else:
        streams.say(text())
    return code


def _restore(options: argparse.Namespace) -> ExitCode:
    from crri_gui.cli.terminal import console
    from crri_gui.engine.publish import release
    from crri_gui.powerbi.project.refresh import renew

    if options.list:
        found = release.backups(options.output_dir)
        if options.json:
            console.print_json(
                [{"id": b.id, "created": b.created, "files": b.files} for b in found]
            )
        else:
            lines = [f"{b.id}  replaced {b.created}  {len(b.files)} files" for b in found]
            streams.say("\n".join(lines) or "There are no backups.")
        return ExitCode.DONE
    keep = backups_to_keep(options)
    if not options.output_dir.is_dir():
        raise UsageError("no_published_folder_to_restore", file=options.output_dir)

    def job(run: RunContext) -> tuple[Backup, list[str]]:
        command = "crri restore"
        with release.hold(options.output_dir, command) as messages:
            run.commit_point()
            backup = release.restore(options.output_dir, options.backup, keep=keep)
        _done(options, f"Restored the set that was replaced {backup.created} ({backup.id}).")
        return backup, [*messages, *renew(run, options.output_dir, command=command)]

    backup, messages = console.work(options, job)
    if options.json:
        console.print_json({"exit_code": 0, "restored": backup.id, "messages": messages})
    elif not options.quiet:
        streams.say("\n".join([*messages, options.done]))
    return ExitCode.DONE


def _demo(options: argparse.Namespace) -> ExitCode:
    if not 1 <= options.orders <= 100_000_000:
        raise UsageError("orders_out_of_range")
    from crri_gui.cli.terminal import console
    from crri_gui.engine.pipeline import Request
    from crri_gui.sample.export import make_export
    from crri_gui.sample.shop import make_shop

    layout: str | None = options.layout
    # Exports in several layouts are never mixed in one folder.
    raw: Path = options.output_dir / (f"raw-{layout}" if layout else "raw")
    make = partial(make_export, raw, layout) if layout else partial(make_shop, raw)
    console.work(
        options,
        lambda run: make(options.orders, options.seed, cancelled=lambda: run.cancelled),
        f"Making a sample shop of {options.orders:,} orders in {raw}",
    )
    options.output_dir = options.output_dir / "published"
    code = _publish(options, Request(input_dir=raw), NO_SHOP)
    if not options.json and not options.quiet:
        streams.say(f"\nRaw files of the sample shop:  {raw.resolve()}")
        streams.say(f"The CSVs:                      {options.output_dir.resolve()}")
    return code


def _definitions(options: argparse.Namespace) -> ExitCode:
    from crri_gui.cli import describe

    text = describe.definitions_as(options.format, chosen_definitions(options))
    if options.output is None:
        streams.say(text)
        return ExitCode.DONE
    try:
        with options.output.open("x", encoding="utf-8") as file:
            file.write(text + "\n")
    except FileExistsError as error:
        raise UsageError("definitions_file_exists", file=options.output) from error
    except OSError as error:
        from crri_gui.errors import OutputError

        raise OutputError(
            "definitions_not_written", reason=error.strerror, file=options.output
        ) from error
    _done(options, f"The definitions are in {options.output}.")
    return ExitCode.DONE


_COMMANDS = {
    "run": _run,
    "check": _check,
    "who": _who,
    "compare": _compare,
    "bridge": _bridge,
    "explain": _explain,
    "experiment": _experiment,
    "map": _map,
    "restore": _restore,
    "powerbi": powerbi,
    "notebook": notebook,
    "demo": _demo,
    "definitions": _definitions,
    "refresh": around.refresh,
    "digest": around.digest,
    "history": history.history,
    "schedule": schedule,
    "watch": around.watch,
}


if __name__ == "__main__":
    interrupts.answer()
    sys.exit(main())
