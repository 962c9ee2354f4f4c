"""What the command line shows: progress, findings, statements, summaries."""

from __future__ import annotations

import argparse
import json
import math
import queue
import shutil
import signal
import sys
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from crri_gui.cli.terminal import streams
from crri_gui.engine.core.findings import SEVERITIES, Finding
from crri_gui.engine.core.run_context import STAGE_SHARES, Progress, RunContext
from crri_gui.engine.core.statement import Statement
from crri_gui.engine.publish.published import rows_of
from crri_gui.engine.report import Report
from crri_gui.engine.run import Outcome
from crri_gui.errors import Cancelled, CrriError, OutputError
from crri_gui.messages import Month, Sentence, message
from crri_gui.messages.formatting import month_in_words

if TYPE_CHECKING:
    from crri_gui.powerbi.project.placement import Project

Result = TypeVar("Result")
_TICK_SECONDS = 0.2
# A statement may notice an interrupt late, and what the answer says holds before it has.
_ANSWER_SECONDS = 0.7


class _Stop:
    """Ctrl-C, or a request to terminate, among the events of a run."""


def work(
    options: argparse.Namespace,
    job: Callable[[RunContext], Result],
    doing: str | None = None,
    stages: Collection[str] = tuple(STAGE_SHARES),
) -> Result:
    """Run `job` in a worker thread, showing its progress through `stages`; Ctrl-C cancels it.

    Raises what the job raises, `Cancelled` after Ctrl-C or a request to terminate: also of a job
    that takes its time to end, if it cannot publish any more. The process does not end before.
    """
    events: queue.SimpleQueue[Progress | _Stop | None] = queue.SimpleQueue()
    run = RunContext(events.put, stages)
    show = _silent if options.quiet or options.json else _shown()
    if doing:
        show(Progress("find", doing, None, 0.0, 0.0, None))

    def stop(*_: object) -> None:
        # A second signal may come while the first is answered, so nothing that takes a lock.
        events.put(_Stop())

    handlers = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    pool = ThreadPoolExecutor(1, thread_name_prefix="crri-run")
    answer_by = math.inf
    try:
        done = pool.submit(job, run)
        done.add_done_callback(lambda _: events.put(None))
        while (event := _next(events, run, answer_by)) is not None:
            if isinstance(event, _Stop):
                run.cancel()
                if run.given_up:
                    answer_by = min(answer_by, time.monotonic() + _ANSWER_SECONDS)
            else:
                show(event)
        if not done.done():
            raise Cancelled
        return done.result()
    finally:
        pool.shutdown(wait=False)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        show(None)


def _next(
    events: queue.SimpleQueue[Progress | _Stop | None], run: RunContext, answer_by: float
) -> Progress | _Stop | None:
    """The next event, none from `answer_by` on; while none comes, the run tells how far it is."""
    while (left := answer_by - time.monotonic()) > 0:
        try:
            return events.get(timeout=min(_TICK_SECONDS, left))
        except queue.Empty:
            if not run.given_up:
                run.tick()
    return None


def ask_again(options: argparse.Namespace) -> Callable[[OutputError], bool]:
    """Asks the person at the terminal whether to try a publication again; else never does."""
    asked = streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stderr)
    alone = options.quiet or options.json or not asked

    def ask(error: OutputError) -> bool:
        if alone:
            return False
        streams.tell(f"\n{error_text(error)}")
        streams.tell("Press Enter to try again, or n and Enter to give up: ", end="")
        return sys.stdin.readline().strip().casefold() in ("", "y", "yes")

    return ask


def _silent(_: Progress | None) -> None:
    return


def _shown() -> Callable[[Progress | None], None]:
    """One line that is written over on a terminal; a plain line a step elsewhere."""
    last = ""
    width = 0

    def on_terminal(event: Progress | None) -> None:
        nonlocal width
        text = "" if event is None else _line(event)[: shutil.get_terminal_size().columns - 1]
        streams.tell("\r" + text.ljust(width) + ("" if event else "\r"), end="")
        width = len(text)

    def in_lines(event: Progress | None) -> None:
        nonlocal last
        if event is not None and event.doing != last:
            last = event.doing
            streams.tell(_line(event))

    return on_terminal if streams.is_terminal(sys.stderr) else in_lines


def _line(event: Progress) -> str:
    rows = f", {event.rows:,} rows" if event.rows is not None else ""
    left = f", about {_clock(event.remaining)} left" if event.remaining is not None else ""
    return (
        f"{event.fraction:4.0%}  [{event.stage}] {event.doing}{rows}  "
        f"({_clock(event.elapsed)}{left})"
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    streams.say(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def error_text(error: CrriError) -> str:
    """What happened, where, and what to do, on a line each."""
    lines = [error.what if isinstance(error, Cancelled) else f"Error: {error.what}"]
    if error.where:
        lines.append(f"  Where:      {error.where}")
    lines.append(
        f"  What to do: {error.remedy}" if not isinstance(error, Cancelled) else error.remedy
    )
    return "\n".join(lines)


def share_of(finding: Finding) -> str:
    """What the share of a finding is of, in words."""
    said = finding.message
    things = message(said.name).share if isinstance(said, Sentence) else ""
    return f"the {things}" if things else finding.table or "all"


def findings_text(findings: list[Finding]) -> str:
    """The findings by severity, worst first."""
    lines = []
    for severity in SEVERITIES:
        group = [finding for finding in findings if finding.severity == severity]
        if group:
            lines.append(f"{severity.capitalize()}s ({len(group):,})")
        for finding in group:
            facts = []
            if finding.share is not None:
                facts.append(f"{finding.share:.2%} of {share_of(finding)}")
            if finding.money is not None:
                facts.append(f"{finding.money:,.2f} in money")
            suffix = f" [{', '.join(facts)}]" if facts else ""
            lines.append(f"  - {finding.message}{suffix}")
            if finding.examples:
                shown = (month_in_words(x) if isinstance(x, Month) else x for x in finding.examples)
                some = "for example " if finding.count != len(finding.examples) else ""
                lines.append(f"      {some}{'; '.join(shown)}")
            if finding.remedy and severity != "note":
                lines.append(f"      {finding.remedy}")
    return "\n".join(lines) if lines else "No findings."


def statement_text(statement: Statement) -> str:
    """A reconciliation statement that adds up line by line."""
    money = any(
        line.amount or line.at_least is not None for line in (statement.total, *statement.lines)
    )
    counts = any(line.count for line in (statement.total, *statement.lines))

    def row(label: str, amount: Decimal, count: int, at_least: Decimal | None = None) -> str:
        text = f"  {label:<58}"
        if money and at_least is not None:
            worth = f"at least {at_least:,.2f}" if at_least else "unknown"
            text += f"{worth:>20}"
        elif money:
            text += f"{amount:>20,.2f}"
        if counts:
            text += f"{count:>14,}"
        return text

    lines = [statement.title]
    lines += [row(line.label, line.amount, line.count, line.at_least) for line in statement.lines]
    lines.append("  " + "-" * (58 + 20 * money + 14 * counts))
    lines.append(row(statement.total.label, statement.total.amount, statement.total.count))
    if not statement.holds:
        lines.append(row("DIFFERENCE", statement.difference, statement.count_difference))
    return "\n".join(lines)


def _files_line(table: str, files: list[dict[str, Any]]) -> str:
    """A table's file; of many parts the first and the last, for they can be hundreds."""
    rows, rejected = (sum(file[count] for file in files) for count in ("rows", "rejected"))
    names = files[0]["file"]
    if len(files) > 1:
        names = f"{len(files):,} files, {names} to {files[-1]['file']}"
    refused = f", {rejected:,} rejected" if rejected else ""
    how = "; ".join(dict.fromkeys(map(_read_as, files)))
    read = f"\n  {'':<16}read as {how}" if how else ""
    return f"  {table:<16}{names}  {rows:,} rows{refused}{read}"


def _read_as(file: dict[str, Any]) -> str:
    """By which encoding, delimiter, decimal sign and order of dates a file was read."""
    encoding = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}.get(file["encoding"], file["encoding"])
    sign = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
    said = [encoding, sign.get(file["delimiter"], file["delimiter"])]
    if file["format"] in ("parquet", "xlsx"):
        said = [{"parquet": "Parquet", "xlsx": "Excel"}[file["format"]]]
    words = {
        "point": "decimal point",
        "comma": "decimal comma",
        "dmy": "dates day first",
        "mdy": "dates month first",
        "ymd": "dates year first",
    }
    columns: dict[str, list[str]] = {}
    for column, convention in file["read_as"].items():
        columns.setdefault(words[convention], []).append(column)
    for word, names in columns.items():
        alone = sum(other[:4] == word[:4] for other in columns) == 1
        # Where columns of a file differ, each is named.
        said.append(word if alone else f"{word} ({', '.join(names)})")
    return ", ".join(said)


def report_text(report: Report) -> str:
    """Everything `crri check` has to say."""
    parts = ["Files"]
    for table, files in groupby(report.inputs, lambda file: file["table"]):
        parts.append(_files_line(table, list(files)))
    parts += ["", findings_text(report.findings), ""]
    for statement in report.statements:
        # The short ones of the outputs only speak when they fail.
        if len(statement.lines) > 1 or not statement.holds:
            parts += [statement_text(statement), ""]
    if report.broken:
        verdict = "The sums do not agree."
    elif report.errors:
        verdict = "Not usable: there are errors."
    elif not report.to_the_cent:
        verdict = "The sums agree as far as amounts could be read; some could not."
    else:
        verdict = f"The sums agree to the cent{_but_for(report.rejected_rows)}."
    return "\n".join([*parts, verdict])


def outcome_text(outcome: Outcome, output_dir: Path) -> str:
    """The summary after a run."""
    lines = list(outcome.messages)
    manifest = outcome.manifest
    if outcome.unchanged:
        return "\n".join(
            [*lines, f"Unchanged: {output_dir} holds the outputs of these inputs already."]
        )
    totals = manifest["totals"]
    warnings = [f["message"] for f in manifest["findings"] if f["severity"] == "warning"]
    # Some exports do not say who bought.
    customers = ""
    if totals["customers"]:
        repeat = totals["repeat_customers"] / totals["customers"]
        customers = f" of {totals['customers']:,} customers ({repeat:.2%} came back)"
    lines += [
        f"Published to {output_dir}",
        *(f"  {name:<24}{rows:>12,} rows" for name, rows in rows_of(manifest).items()),
        f"Revenue {Decimal(totals['revenue']):,.2f} from {totals['orders']:,} orders{customers}, "
        f"{month_in_words(totals['first_month'])} to {month_in_words(totals['last_month'])}.",
        *_foreseen(manifest.get("figures", {})),
        (
            f"Reconciled to the cent{_but_for(_rejected(manifest), _lost(manifest))}."
            if all(
                line["amount"] is not None
                for s in manifest["reconciliation"]
                for line in s["lines"]
            )
            else "Reconciled as far as amounts could be read; some could not."
        )
        + (" Warnings (details: `crri check`):" if warnings else " No warnings."),
        *(f"  - {message}" for message in warnings),
    ]
    return "\n".join(lines)


def _rejected(manifest: dict[str, Any]) -> int:
    return sum(one["rejected"] for one in manifest["inputs"])


def _lost(manifest: dict[str, Any]) -> Decimal:
    """What the rejected rows leave out of revenue."""
    goods = (
        "order_payments" if manifest["definitions"]["order_value"] == "payments" else "order_items"
    )
    return sum(
        (
            Decimal(one["money"])
            for one in manifest["findings"]
            if one["code"] == "rejected_rows" and one["money"] and one["table"] in ("orders", goods)
        ),
        Decimal(0),
    )


def _but_for(rejected: int, money: Decimal = Decimal(0)) -> str:
    """What sums that agree leave out."""
    if not rejected:
        return ""
    rows = f"{rejected:,} rejected {'row' if rejected == 1 else 'rows'}"
    return f", {rows} left out with {money:,.2f}" if money else f", {rows} left out"


def _foreseen(figures: dict[str, Any]) -> list[str]:
    """What the models say, since a table without a row says nothing."""
    from crri_gui.engine.query.dashboard.extensions import predicted_value, repeat_propensity

    lines: list[str] = []
    if figures.keys() >= {*repeat_propensity.TABLES}:
        lines += repeat_propensity.from_figures(figures).sentences[:1]
    if figures.keys() >= {*predicted_value.TABLES}:
        lines += predicted_value.from_figures(figures).sentences[:1]
    return lines


def project_text(project: Project) -> str:
    """What was done to a Power BI project, and what to do next."""
    done = project.written
    lines = list(project.messages)
    if done.unchanged:
        lines.append(f"Unchanged: {project.shortcut} is as it should be already.")
    else:
        lines.append(f"Written: {project.shortcut} ({len(done.written):,} files)")
    lines.append(f"It reads the tables in {project.data_folder}")
    if done.kept:
        lines.append("Kept, because you have changed or deleted them since CRRI made them:")
        lines += [f"  - {path}" for path in done.kept]
        lines.append("To have CRRI's again: --force, which keeps yours as a backup.")
    if done.backup:
        lines.append(f"The former project is in {done.backup}")
    if project.template is not None:
        lines.append(
            f"The template {project.template.name} asks for that folder when opened. It is an "
            "experiment: nobody has opened it in Power BI Desktop yet."
        )
    if not done.unchanged:
        lines.append("Open it in Power BI Desktop and choose Home, Refresh.")
    return "\n".join(lines)
