"""A shop that is refreshed, and the receivers of what a refresh tells, well at first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target
from crri_gui.refresh.refresh import MakePdf, Refreshed, refresh
from crri_gui.refresh.steps.config import Mail, PowerBi, Steps, Webhook
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.refresh import servers
from tests.refresh.servers import answer
from tests.shops import Shop

ID = "11111111-2222-3333-4444-555555555555"
SECRETS = {"HOOK_PATH": "h00k-s3cret", "MAIL": "ma1l-s3cret", "PBI": "pb1-s3cret"}
TOKEN = "t0ken-s3cret"
HASTY = Patience(attempts=2, seconds=5.0, sleep=lambda _: None)


def shop() -> Shop:
    made = Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u1", "2020-02-05", 20, score=5)
    return made.add("o3", "u2", "2020-02-28", 40)


def go(
    folder: Path,
    steps: Steps,
    patience: Patience = HASTY,
    make_pdf: MakePdf | None = None,
    run: RunContext | None = None,
) -> Refreshed:
    request, target = Request(folder / "raw"), Target(folder / "out")
    return refresh(run or RunContext(), request, target, steps, patience, make_pdf=make_pdf)


Fault = Callable[[servers.Request], bytes | None]


class World:
    """The three receivers, all well until `fault` is set for one by its name."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.fault: dict[str, Fault] = {}
        self.mail_says: servers.Says = {}
        self.shown: str | None = None
        self.refreshes: list[str] = []
        self.web: servers.Server
        self.service: servers.Server
        self.post: servers.Server

    def hook(self, request: servers.Request) -> bytes | None:
        fault = self.fault.get("webhook")
        return answer(202) if fault is None else fault(request)

    def power_bi(self, request: servers.Request) -> bytes | None:
        """As the service: what it read when it was last refreshed is what it shows."""
        if "powerbi" in self.fault and (back := self.fault["powerbi"](request)) != b"go on":
            return back
        if request.path.endswith("/token"):
            return answer(200, json.dumps({"access_token": TOKEN}).encode())
        if request.method == "GET":
            listed = [{"requestId": one, "status": "Completed"} for one in self.refreshes]
            return answer(200, json.dumps({"value": listed[::-1]}).encode())
        if request.path.endswith("/refreshes"):
            rows = (self.out / "monthly_revenue.csv").read_text().splitlines()
            place = rows[0].split(",").index("revenue")
            self.shown = str(sum(Decimal(row.split(",")[place]) for row in rows[1:]))
            self.refreshes.append(f"r{len(self.refreshes)}")
            return answer(202, x_ms_request_id=self.refreshes[-1])
        row = f'{{"[Total Revenue]": {self.shown}}}'
        return answer(200, f'{{"results":[{{"tables":[{{"rows":[{row}]}}]}}]}}'.encode())

    @property
    def steps(self) -> Steps:
        at = self.service.address
        return Steps(
            PowerBi("t", ID, Source("env", "PBI"), ID, ID, 60, at, at),
            Webhook(Source("env", "HOOK")),
            Mail(
                "127.0.0.1",
                "crri@shop.example",
                ("ana@shop.example",),
                self.post.port,
                "none",
                "crri",
                Source("env", "MAIL"),
                "html",
            ),
        )

    def told(self) -> list[dict[str, Any]]:
        """What the webhook was told."""
        return [json.loads(request.body) for request in self.web.requests]


@contextmanager
def a_world(out: Path) -> Iterator[World]:
    made = World(out)
    with (
        servers.http(made.hook) as made.web,
        servers.http(made.power_bi) as made.service,
        servers.smtp(made.mail_says) as made.post,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("HOOK", f"{made.web.address}/{SECRETS['HOOK_PATH']}")
        yield made


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def read_mail(data: bytes) -> EmailMessage:
    made = message_from_bytes(data, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def refuse_secrets(*folders: Path) -> None:
    for folder in folders:
        for name, content in tree(folder).items():
            for secret in (*SECRETS.values(), TOKEN):
                assert secret.encode() not in content, (name, secret)
