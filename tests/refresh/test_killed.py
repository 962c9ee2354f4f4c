"""A real `crri refresh` that is killed after publishing: what is published stays, and is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target
from crri_gui.errors import ExitCode
from crri_gui.library import read
from crri_gui.refresh.refresh import Refreshed, refresh
from crri_gui.refresh.steps.config import Steps, Webhook
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.effort import one_in
from tests.refresh import servers
from tests.shops import Shop

# The process ends itself, as by `kill -9`, when Python is about to do a thing: its own audit events
# tell of opened files and connections. Nothing of CRRI is replaced.
KILLS = """
import os, signal, sys
from pathlib import Path

out, moment = Path(sys.argv.pop(1)), sys.argv.pop(1)
connected = False

def heard(event, args):
    global connected
    writes = event == "open" and str(args[0]).endswith(".new") and "refreshes" in str(args[0])
    published = (out / "manifest.json").exists() if writes else False
    if event == "socket.connect":
        connected = True
    if (
        (moment == "published" and published)
        or (moment == "connecting" and event == "socket.connect")
        or (moment == "answered" and writes and connected)
    ):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(heard)
from crri_gui.cli.command import main
sys.exit(main())
"""
STEPS = Steps(webhook=Webhook(Source("env", "HOOK")))

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix"),
]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def again(here: Path) -> Refreshed:
    patience = Patience(attempts=1, seconds=10.0, sleep=lambda _: None)
    return refresh(RunContext(), Request(here / "raw"), Target(here / "out"), STEPS, patience)


# For each moment of the kill: how often the message has arrived by then.
MOMENTS = {
    "published": 0,  # the set is in place, the record does not know of it yet
    "connecting": 0,  # the record knows; not a byte is sent
    "waiting": 1,  # the message is there, its answer is not
    "answered": 1,  # it is answered, the record does not know of it yet
}


@pytest.mark.parametrize(("moment", "arrived"), one_in(2, MOMENTS.items()))
def test_what_is_published_stays_and_is_told_by_the_next_refresh(
    moment: str, arrived: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 10 + 20 + 40 = 70
    shop = Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u1", "2020-02-05", 20)
    shop.add("o3", "u2", "2020-02-28", 40).write(tmp_path / "raw")
    out = tmp_path / "out"
    (tmp_path / "refresh.toml").write_text('[webhook]\naddress_env = "HOOK"\n')
    monkeypatch.setenv("CRRI_HOME", str(tmp_path / "home"))
    heard, killed = threading.Event(), threading.Event()

    def reply(_: servers.Request) -> bytes | None:
        heard.set()
        if moment == "waiting":
            killed.wait(60)
        return servers.answer(202)

    with servers.http(reply) as server:
        monkeypatch.setenv("HOOK", f"{server.address}/hook")
        options = ["--input-dir", str(tmp_path / "raw"), "--output-dir", str(out), "--quiet"]
        options += ["--steps", str(tmp_path / "refresh.toml")]
        process = subprocess.Popen(
            [sys.executable, "-c", KILLS, str(out), moment, "refresh", *options],
            env={**os.environ},
        )
        try:
            if moment == "waiting":
                assert heard.wait(60)
                process.kill()
            assert process.wait(60) == -signal.SIGKILL
        finally:
            process.kill()
            process.wait()
            killed.set()
        assert len(server.requests) == arrived
        before = tree(out)
        assert str(read(out).measure("Total Revenue")) == "70.00"

        made = again(tmp_path)
        assert (made.outcome.unchanged, made.done) == (True, ("webhook",))
        assert made.exit_code == ExitCode.DONE
        # Once more for the same set; who has it already can tell by its key.
        assert len(server.requests) == arrived + 1
        assert len({request.headers["idempotency-key"] for request in server.requests}) == 1
        assert b'"revenue": {"before": null, "after": "70.00"}' in server.requests[-1].body

        assert again(tmp_path).exit_code == ExitCode.UNCHANGED
        assert len(server.requests) == arrived + 1
    assert tree(out) == before
