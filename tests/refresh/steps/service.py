"""A service of Power BI that answers as it is made to, and the secret that it is asked with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.refresh.steps import powerbi_service
from crri_gui.refresh.steps.config import PowerBi
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.refresh import servers
from tests.refresh.servers import Request, answer

SECRET = "s3cret/+value&more"
WORKSPACE = "11111111-2222-3333-4444-555555555555"
MODEL = "66666666-7777-8888-9999-000000000000"

KINDS = pytest.mark.parametrize("kind", ["standard", "enhanced"])
OURS = "abc-123"


class Service:
    """Sign-in and interface in one server; `shows` is the revenue of its report.

    Before ours it refreshed the model twice: at last well, and `others` may come after ours.
    """

    def __init__(self, shows: object = "70.50", states: tuple[str, ...] = ("Completed",)) -> None:
        self.shows = shows
        self.states = [*states]
        self.token = "t0ken"
        self.before: list[bytes | None] = []
        """What the next requests get first."""
        self.history = [
            {"requestId": "old-2", "refreshType": "Scheduled", "status": "Completed"},
            {"requestId": "old-1", "refreshType": "ViaApi", "status": "Failed"},
        ]
        self.others: list[dict[str, str]] = []
        self.started: list[dict[str, object]] = []

    def __call__(self, request: Request) -> bytes | None:
        if request.path.endswith("/oauth2/v2.0/token"):
            return answer(200, json.dumps({"access_token": self.token}).encode())
        assert request.headers["authorization"] == f"Bearer {self.token}"
        if self.before:
            return self.before.pop(0)
        if request.path.endswith("/refreshes"):
            self.started.append(json.loads(request.body))
            at = f"https://api.powerbi.com{request.path}/{OURS}"
            return answer(202, Location=at, x_ms_request_id=OURS.upper())
        if request.path.endswith(f"/refreshes/{OURS}"):
            codes = [{"code": "0xC11C001F", "message": SECRET, "type": "Error"}]
            return answer(200, json.dumps({"status": self.state(), "messages": codes}).encode())
        if request.path.endswith("/refreshes?$top=20"):
            return answer(200, json.dumps({"value": self.refreshes()}).encode())
        row = f'{{"[Total Revenue]": {self.shows}}}'
        return answer(200, f'{{"results": [{{"tables": [{{"rows": [{row}]}}]}}]}}'.encode())

    def state(self) -> str:
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]

    def refreshes(self) -> list[dict[str, str]]:
        """The history: ours is in it once it is started, unless its state is "" for now."""
        status = self.state() if self.started else ""
        why = json.dumps({"errorCode": "0xC11C001F", "errorDescription": SECRET})
        ours = {"requestId": OURS, "status": status, "serviceExceptionJson": why}
        return [*self.others, *([ours] if status else []), *self.history]


@contextmanager
def service(made: Service, kind: str = "enhanced") -> Iterator[tuple[servers.Server, PowerBi]]:
    with servers.http(made) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PBI", SECRET)
        source = Source("env", "PBI")
        at = server.address
        wanted = PowerBi("shop.example", MODEL, source, WORKSPACE, MODEL, 60, at, at, kind)
        yield server, wanted


def ask(
    made: Service, patience: Patience, revenue: str = "70.50", kind: str = "enhanced"
) -> servers.Server:
    with service(made, kind) as (server, wanted):
        powerbi_service.refresh(RunContext(), wanted, Decimal(revenue), patience)
    return server
