"""`crri refresh`, `crri watch` and `crri digest`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crri_gui import url
from crri_gui.cli import interrupts
from crri_gui.cli.refresh.history import CALLED
from crri_gui.cli.request import chosen_shop, request_of, target_of
from crri_gui.cli.terminal import streams
from crri_gui.errors import (
    EXIT_MEANING,
    Cancelled,
    CrriError,
    ExitCode,
    OutputError,
    UsageError,
)

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.refresh.digest import Digest
    from crri_gui.refresh.refresh import Refreshed

# The engine is imported by the command that needs it: help and usage errors are instant.


def refresh(options: argparse.Namespace) -> ExitCode:
    """Publish what is new, then do the steps of the file of steps."""
    from crri_gui.cli.terminal import console

    made = console.work(options, _job(options))
    return _told(options, made)


def _job(options: argparse.Namespace) -> Callable[[RunContext], Refreshed]:
    """A refresh as the options ask for it. Raises `UsageError` before anything is read."""
    request, target = request_of(options), replace(target_of(options), shop=chosen_shop(options))
    from crri_gui.cli.refresh.report_pdf import maker
    from crri_gui.refresh.refresh import refresh as refreshed
    from crri_gui.refresh.steps.config import NO_STEPS, read_steps
    from crri_gui.refresh.steps.patience import Patience, cancellable_sleep

    steps = NO_STEPS if options.steps is None else read_steps(options.steps)
    language = "en" if steps.mail is None else steps.mail.language
    make_pdf = maker(options.arguments, language)

    def published() -> None:
        # What the user wanted first is on the disk, whatever comes now.
        options.done = f"Published to {options.output_dir}"
        interrupts.end_with(ExitCode.DONE)

    def job(run: RunContext) -> Refreshed:
        patience = Patience(sleep=cancellable_sleep(run))
        return refreshed(
            run, request, target, steps, patience, make_pdf=make_pdf, published=published
        )

    return job


def _told(options: argparse.Namespace, made: Refreshed) -> ExitCode:
    from crri_gui.cli.terminal import console

    code = made.exit_code
    if options.json:
        console.print_json(
            {
                "exit_code": int(code),
                "outcome": EXIT_MEANING[code],
                "output_dir": str(options.output_dir.resolve()),
                "messages": list(made.messages),
                "manifest": made.outcome.manifest,
                "digest": None if made.digest is None else made.digest.as_dict(),
                "steps": {
                    "done": list(made.done),
                    "failed": {
                        name: {"code": error.code, "what": error.what, "remedy": error.remedy}
                        for name, error in made.failed.items()
                    },
                },
            }
        )
        return code
    if not options.quiet:
        streams.say(_text(options, made))
    for name, error in made.failed.items():
        streams.tell(f"{CALLED[name]}: {console.error_text(error)}")
    return code


def _text(options: argparse.Namespace, made: Refreshed) -> str:
    from crri_gui.cli.terminal import console

    outcome = replace(made.outcome, messages=made.messages)
    parts = [console.outcome_text(outcome, options.output_dir)]
    if made.digest is not None and not made.outcome.unchanged:
        parts.append(_digest_text(made.digest, "en"))
    parts += [f"{CALLED[name]}: done." for name in made.done]
    return "\n".join(parts)


_FOR_NOW = (ExitCode.OUTPUT, ExitCode.CLUSTER, ExitCode.NOT_SENT, ExitCode.NOT_REFRESHED)
"""What may be otherwise in some minutes, though the raw files are as they are."""
_RETRY_SECONDS = 300.0


def watch(options: argparse.Namespace) -> ExitCode:
    """Refresh whenever the raw folder has changed and settled; ends when it is stopped."""
    if not all(1 <= seconds <= 86_400 for seconds in (options.every, options.settle)):
        raise UsageError("watch_seconds_wrong")
    if url.is_url(options.input_dir):
        raise UsageError("input_is_url", url=url.without_secrets(options.input_dir))
    _job(options)  # what is mistyped is told before anything is waited for
    from crri_gui.cli.terminal import console
    from crri_gui.cli.terminal.failures import report_error
    from crri_gui.refresh.watch import Watched, state_of
    from crri_gui.refresh.watch import watch as watch_folder

    def once() -> bool:
        try:
            code = _told(options, console.work(options, _job(options)))
        except Cancelled:
            raise
        except CrriError as error:
            report_error(options, error)
            code = error.exit_code
        finally:
            interrupts.end_with(ExitCode.CANCELLED)
        return code not in _FOR_NOW

    raw = Path(options.input_dir)
    if not options.quiet:
        streams.tell(f"Watching {raw}. Ctrl-C ends it.")
    watched = Watched(options.every, options.settle, _RETRY_SECONDS, time.sleep, time.monotonic)
    watch_folder(lambda: state_of(raw), once, watched)
    return ExitCode.DONE


def _digest_text(digest: Digest, language: str) -> str:
    from crri_gui.refresh.wording import blocks_of, text, title_of

    return text(title_of(digest, language), [*blocks_of(digest, language)])


def digest(options: argparse.Namespace) -> ExitCode:
    """What the last refresh changed, or what publishing a raw folder would change."""
    from crri_gui.cli.terminal import console

    if options.html is not None:
        from crri_gui.engine.publish.places import refuse_no_file, refuse_place

        refuse_no_file(options.html)
        refuse_place((), options.html)
    said, found = _computed(options) if options.input_dir else ([], _of_published(options))
    if options.html is not None:
        _write_page(options, found)
    if options.json:
        described = {"exit_code": 0, "outcome": EXIT_MEANING[ExitCode.DONE], "messages": said}
        console.print_json({**described, **found.as_dict()})
    else:
        streams.say("\n".join([*said, _digest_text(found, options.language)]))
    return ExitCode.DONE


def _of_published(options: argparse.Namespace) -> Digest:
    """What a refresh told when it published that set; of any other, what its backup tells."""
    from crri_gui.cli.terminal import console
    from crri_gui.engine.publish.published import whole_manifest
    from crri_gui.refresh import digest, record
    from crri_gui.refresh.refresh import set_of

    out = options.output_dir
    this = set_of(whole_manifest(out) or {})
    for one in record.of_folder(out):
        if one.set == this and (found := digest.from_dict(one.digest)) is not None:
            return found
    return console.work(options, lambda run: digest.of_published(run, out), stages=("verify",))


def _computed(options: argparse.Namespace) -> tuple[list[str], Digest]:
    """What publishing would change: computed, and compared with what is published."""
    request = request_of(options)
    from crri_gui.cli.terminal import console
    from crri_gui.definitions import shop_kept
    from crri_gui.engine.manifest import settled
    from crri_gui.engine.publish.published import whole_manifest
    from crri_gui.engine.results import open_results
    from crri_gui.refresh.digest import of_results

    def job(run: RunContext) -> tuple[list[str], Digest]:
        if not options.output_dir.is_dir():
            raise OutputError("no_published_folder", file=options.output_dir)
        manifest = whole_manifest(options.output_dir)
        results = open_results(run, settled(request, manifest)[0])
        try:
            shop = shop_kept((manifest or {}).get("shop"))
            return of_results(run, results, options.output_dir, shop)
        finally:
            results.close()

    return console.work(options, job)


def _write_page(options: argparse.Namespace, found: Digest) -> None:
    from crri_gui.engine.core import durable
    from crri_gui.refresh.wording import blocks_of, html, title_of

    language = options.language
    page = html(title_of(found, language), [*blocks_of(found, language)], language)
    file = options.html
    with durable.translate_os_errors(file):
        durable.write(file, page.encode(), via=file.with_name(f".{file.name}.new"))
    options.done = f"The digest is in {file}."
