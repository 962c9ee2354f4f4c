"""From a raw folder to a refreshed report: publish what is new, then take the steps behind it.

Publishing comes first and is final. A step is done for a published set once: what failed, or was
cut off, is done at the next refresh, also when that finds nothing new to publish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Examined, Request
from crri_gui.engine.publish.published import whole_manifest
from crri_gui.engine.publish.release import MANIFEST
from crri_gui.engine.run import Outcome, Target, run_and_publish
from crri_gui.errors import Cancelled, CrriError, ExitCode, NotSent, OutputError
from crri_gui.messages import sentence
from crri_gui.powerbi.project.refresh import renew
from crri_gui.refresh import digest, notification, record
from crri_gui.refresh.digest import Digest
from crri_gui.refresh.notification import Notification
from crri_gui.refresh.record import StepRecord
from crri_gui.refresh.said import in_every_language
from crri_gui.refresh.steps import mail, powerbi_service, webhook
from crri_gui.refresh.steps.config import Steps
from crri_gui.refresh.steps.patience import Patience

_SILENT = (ExitCode.USAGE, ExitCode.CANCELLED)
"""Who has mistyped or stopped a command knows of it."""

MakePdf = Callable[[RunContext, Path], None]
"""Draws the report of what is published into a file. Raises `CrriError` where it cannot."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the publication, its digest, and the steps, each with its failure."""

    outcome: Outcome
    digest: Digest | None
    done: tuple[str, ...]
    failed: dict[str, CrriError]
    messages: tuple[str, ...]

    @property
    def exit_code(self) -> ExitCode:
        """That of the worst failure: other numbers, then no refresh, then no message."""
        codes = [error.exit_code for error in self.failed.values()]
        for code in (ExitCode.OTHER_NUMBERS, ExitCode.NOT_REFRESHED, ExitCode.NOT_SENT):
            if code in codes:
                return code
        unchanged = self.outcome.unchanged and not self.done
        return ExitCode.UNCHANGED if unchanged else ExitCode.DONE


def refresh(
    run: RunContext,
    request: Request,
    target: Target,
    steps: Steps,
    patience: Patience,
    *,
    make_pdf: MakePdf | None = None,
    published: Callable[[], None] = lambda: None,
) -> Refreshed:
    """Publish if something is new, then do the steps that are not done for what is published.

    `published` is called as soon as a new set is in place. Raises as `run_and_publish` does, after
    those who are to be told have been told; a step never raises.
    """
    with record.held(target.output_dir) as folder:
        book = _Book(folder, request.input_dir, target.output_dir)
        seen: list[Digest] = []

        def look(settled: Request, data: Examined, staged: Path) -> Sequence[str]:
            told, reasons = digest.of_staged(run, settled, target, data, staged)
            seen.append(told)
            return reasons

        try:
            target = replace(target, if_changed=True)
            outcome = run_and_publish(run, request, target, look=look)
        except CrriError as error:
            _refused(run, error, target, steps, patience, book)
            raise
        if not outcome.unchanged:
            published()
        said = renew(run, target.output_dir, command="crri refresh")
        told = seen[0] if seen and not outcome.unchanged else None
        return _after(run, outcome, told, steps, patience, book, make_pdf, said)


class _Book:
    """The record of this refresh; that it cannot be written is told, and stops nothing."""

    def __init__(self, folder: Path, input_dir: Path, output_dir: Path) -> None:
        self.folder = folder
        self.former = record.newest(folder)
        self.record = record.begun(self.former, str(input_dir), output_dir)
        self.problem = ""
        self.note()

    def note(self, **changes: Any) -> None:
        """Keep these changes."""
        self.record = replace(self.record, **changes)
        try:
            record.write(self.folder, self.record)
        except OutputError as error:
            self.problem = error.what

    def step(self, name: str, state: StepRecord) -> None:
        """What became of a step."""
        done = self.record.done
        if state.state == "done":
            done = {**done, name: self.record.set}
        self.note(steps={**self.record.steps, name: state}, done=done)

    def told_today(self, name: str) -> bool:
        """Whether the step has told the same refusal on this day already."""
        former = self.former
        return (
            former is not None
            and former.ending == self.record.ending
            and former.said == self.record.said
            and former.started[:10] == self.record.started[:10]
            and former.steps.get(name) == StepRecord("done")
        )

    @property
    def said(self) -> tuple[str, ...]:
        """That it could not be written, where that is so."""
        return (sentence("refresh_not_recorded", reason=self.problem),) if self.problem else ()


def set_of(manifest: Mapping[str, Any]) -> str:
    """What tells this publication from every other one."""
    return f"{manifest.get('created', '')}-{str(manifest.get('fingerprint', ''))[:16]}"


def told_of(records: Path, manifest: Mapping[str, Any]) -> Digest:
    """What there is to tell of a published set: the digest of its refresh, or its figures alone."""
    former = record.with_digest(records, set_of(manifest))
    told = None if former is None else digest.from_dict(former.digest)
    return digest.of_manifest(manifest) if told is None else told


def _after(
    run: RunContext,
    outcome: Outcome,
    told: Digest | None,
    steps: Steps,
    patience: Patience,
    book: _Book,
    make_pdf: MakePdf | None,
    said: tuple[str, ...],
) -> Refreshed:
    """The steps that are due for what is published now."""
    manifest = outcome.manifest
    this = set_of(manifest)
    due = [name for name in steps.names if book.record.done.get(name) != this]
    book.note(
        ending="unchanged" if outcome.unchanged else "published",
        set=this,
        totals={name: str(value) for name, value in manifest.get("totals", {}).items()},
        steps={name: StepRecord("due") for name in due},
        digest=None if told is None else told.as_dict(),
    )
    if told is None and due:
        told = told_of(book.folder, manifest)
    failed: dict[str, CrriError] = {}
    lines: list[str] = []
    if book.record.done.get("powerbi") == this:
        lines.append(sentence("notification_service"))
    for name in due:
        assert told is not None
        message = notification.of_publication(this, told).with_lines(lines)
        try:
            if name == "powerbi":
                assert steps.powerbi is not None
                powerbi_service.refresh(run, steps.powerbi, _revenue(manifest), patience)
                lines.append(sentence("notification_service"))
            else:
                lines_of_mail = _send(run, name, steps, message, patience, make_pdf)
                said = (*said, *lines_of_mail)
        except CrriError as error:
            failed[name] = NotSent("step_stopped") if isinstance(error, Cancelled) else error
            if name == "powerbi":
                lines += [error.what, error.remedy]
        why = failed.get(name)
        book.step(
            name,
            StepRecord("done")
            if why is None
            else StepRecord("failed", in_every_language(why.what), why.code),
        )
    refreshed = Refreshed(
        outcome,
        told,
        tuple(name for name in due if name not in failed),
        failed,
        (*outcome.messages, *said),
    )
    book.note(ended=record.now(), exit_code=int(refreshed.exit_code))
    return replace(refreshed, messages=(*refreshed.messages, *book.said))


def _revenue(manifest: dict[str, Any]) -> Decimal:
    """What was published. Raises `OutputError` where the manifest was edited and does not say."""
    try:
        return Decimal(manifest["totals"]["revenue"])
    except (KeyError, TypeError, ArithmeticError) as error:
        raise OutputError("manifest_damaged", file=MANIFEST) from error


def _send(
    run: RunContext,
    name: str,
    steps: Steps,
    message: Notification,
    patience: Patience,
    make_pdf: MakePdf | None,
) -> tuple[str, ...]:
    """Send it by one of the two ways; what else there is to say."""
    if name == "webhook":
        assert steps.webhook is not None
        webhook.send(run, steps.webhook, message, patience)
        return ()
    assert steps.mail is not None
    with _pdf(run, make_pdf if steps.mail.attach == "pdf" else None) as (pdf, said):
        mail.send(run, steps.mail, message.with_lines(said), pdf, patience)
        return said


@contextmanager
def _pdf(run: RunContext, make: MakePdf | None) -> Iterator[tuple[Path | None, tuple[str, ...]]]:
    """The report as a file for as long as it is sent; None where it is not wanted or possible."""
    if make is None:
        yield None, ()
        return
    with TemporaryDirectory(prefix="crri-report-") as folder:
        file = Path(folder, "CRRI.pdf")
        said: tuple[str, ...] = ()
        try:
            make(run, file)
        except Cancelled:
            raise
        except CrriError:
            said = (sentence("mail_without_pdf"),)
        yield (file if file.is_file() and not said else None), said


def _refused(
    run: RunContext,
    error: CrriError,
    target: Target,
    steps: Steps,
    patience: Patience,
    book: _Book,
) -> None:
    """Record why nothing was published, and tell those who want to know."""
    manifest = whole_manifest(target.output_dir)
    book.note(
        ending="not_published",
        set="" if manifest is None else set_of(manifest),
        exit_code=int(error.exit_code),
        said=in_every_language(error.what),
    )
    wanted = {
        "webhook": steps.webhook is not None and steps.webhook.when_not_published,
        "mail": steps.mail is not None and steps.mail.when_not_published,
    }
    if error.exit_code not in _SILENT:
        stays = "" if manifest is None else str(manifest.get("created", ""))
        message = notification.of_refusal(book.record.id, target.shop.shop_name, error, stays)
        for name in (name for name, on in wanted.items() if on):
            state = StepRecord("done")
            if book.told_today(name):
                book.note(steps={**book.record.steps, name: state})
                continue
            try:
                _send(run, name, steps, message, patience, None)
            except CrriError as failure:
                state = StepRecord("failed", in_every_language(failure.what), failure.code)
            # Nothing is done for a set here, so that a later publication is told all the same.
            book.note(steps={**book.record.steps, name: state})
    book.note(ended=record.now())
