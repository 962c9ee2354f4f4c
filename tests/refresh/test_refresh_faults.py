"""Whatever goes wrong in a refresh, nothing is half done and no secret is seen."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from crri_gui.cli.terminal import console
from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import ExitCode
from crri_gui.refresh import record
from tests.effort import tries
from tests.refresh import servers
from tests.refresh.servers import answer
from tests.refresh.test_refresh_command import Captured
from tests.refresh.world import SECRETS, TOKEN, Fault, a_world, go, refuse_secrets, tree

STATUSES = (301, 302, 400, 401, 403, 404, 408, 409, 429, 500, 502, 503)

pytestmark = pytest.mark.usefixtures("home")


def a_fault(chance: random.Random, run: RunContext) -> Fault:
    """Something that goes wrong at one of the next requests, and not before."""
    left = chance.randrange(4)
    kind = chance.choice(["status", "cut", "half", "lie", "echo", "stop", "well"])
    status = chance.choice(STATUSES)

    def fault(request: servers.Request) -> bytes | None:
        nonlocal left
        left -= 1
        if left >= 0 or kind == "well":
            return b"go on"
        if kind == "cut":
            return None
        if kind == "half":
            return b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
        if kind == "lie":
            return answer(200, chance.choice([b"<html>", b"[]", b"{}", b"null", b'{"status":1}']))
        if kind == "stop":
            run.cancel()
            return b"go on"
        # The server gives back all that it was sent.
        sent = {"error": {"code": request.headers.get("authorization", "")[7:] or TOKEN}}
        body = json.dumps(sent).encode() + (request.body if kind == "status" else b"")
        return answer(status, body, Location=f"https://elsewhere.example{request.path}")

    return fault


MAIL_FAULTS: list[servers.Says] = [
    {},
    {},
    {"CONNECT": None},
    {"CONNECT": "421 no"},
    {"AUTH": f"535 {SECRETS['MAIL']}"},
    {"MAIL": "451 no"},
    {"RCPT": "550 no"},
    {"DATA": None},
    {"END": "552 full"},
]


@pytest.mark.long
def test_whatever_goes_wrong_nothing_is_half_done_and_no_secret_is_seen(
    published: Path, home: Path, capsys: Captured, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(18)
    before = tree(published / "out")
    said: list[str] = []
    codes: set[ExitCode] = set()
    with a_world(published / "out") as world:
        for _ in range(tries(50, 1_000)):
            shutil.rmtree(home, ignore_errors=True)
            run = RunContext()
            world.mail_says.clear()
            world.mail_says.update(chance.choice(MAIL_FAULTS))
            hook = a_fault(chance, run)
            world.fault = {
                "powerbi": a_fault(chance, run),
                "webhook": lambda r, hook=hook: answer(202) if (b := hook(r)) == b"go on" else b,  # type: ignore[misc]
            }
            made = go(published, world.steps, run=run)
            said += [console.error_text(error) for error in made.failed.values()]
            assert set(made.done) | set(made.failed) == {"powerbi", "webhook", "mail"}
            assert not set(made.done) & set(made.failed)
            failing = {error.exit_code for error in made.failed.values()}
            assert made.exit_code in (failing or {ExitCode.DONE})
            [kept] = record.of_folder(published / "out")
            assert kept.ended and kept.exit_code == made.exit_code
            states = {name: one.state for name, one in kept.steps.items()}
            assert states == dict.fromkeys(made.done, "done") | dict.fromkeys(made.failed, "failed")
            codes.add(made.exit_code)
            refuse_secrets(home)
            # Well again: what is left is done, and then nothing is.
            world.fault, done = {}, made.done
            world.mail_says.clear()
            again = go(published, world.steps)
            assert set(again.done) == {"powerbi", "webhook", "mail"} - set(done)
            asked = len(world.web.requests), len(world.service.requests), len(world.post.mails)
            assert go(published, world.steps).exit_code == ExitCode.UNCHANGED
            assert asked == (
                *(len(one.requests) for one in (world.web, world.service)),
                len(world.post.mails),
            )
    assert tree(published / "out") == before
    assert codes == {ExitCode.DONE, ExitCode.NOT_SENT, ExitCode.NOT_REFRESHED}
    shown = capsys.readouterr()
    for secret in (*SECRETS.values(), TOKEN):
        assert secret not in "\n".join([*said, shown.out, shown.err, caplog.text])
