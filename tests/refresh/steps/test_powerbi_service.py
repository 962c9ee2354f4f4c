"""A refresh of a semantic model, asked of a service that answers well, badly, slowly or not."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import NotRefreshed, OtherNumbers
from crri_gui.refresh.steps import powerbi_service
from crri_gui.refresh.steps.config import PowerBi
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.refresh import servers
from tests.refresh.servers import Request, answer
from tests.refresh.steps.clock import Clock
from tests.refresh.steps.service import KINDS, MODEL, OURS, SECRET, WORKSPACE, Service, ask, service


@KINDS
def test_the_service_is_refreshed_waited_for_and_asked(
    kind: str, patience: Patience, clock: Clock
) -> None:
    made = Service(states=("NotStarted", "InProgress", "Unknown", "Completed"))
    server = ask(made, patience, kind=kind)
    model = f"/v1.0/myorg/groups/{WORKSPACE}/datasets/{MODEL}"
    asked = [(one.method, one.path) for one in server.requests if "oauth2" not in one.path]
    history = ("GET", f"{model}/refreshes?$top=20")
    started = ("POST", f"{model}/refreshes")
    query = ("POST", f"{model}/executeQueries")
    if kind == "standard":
        assert asked == [history, started, *[history] * 4, query]
        assert made.started == [{"notifyOption": "NoNotification"}]
    else:
        assert asked == [started, *[("GET", f"{model}/refreshes/{OURS}")] * 4, query]
        # Whoever names a way to notify gets a standard one.
        assert made.started[0]["type"] == "Full" and "notifyOption" not in made.started[0]
    assert clock.slept == [15.0, 15.0, 15.0]
    [first, *_] = server.requests
    assert first.path == "/shop.example/oauth2/v2.0/token"
    assert b"grant_type=client_credentials" in first.body
    # The client's secret goes to the sign-in alone.
    assert all(b"client_secret" not in r.body for r in server.requests if "oauth2" not in r.path)
    text = json.loads(server.requests[-1].body)["queries"][0]["query"]
    assert text == 'EVALUATE ROW("Total Revenue", [Total Revenue])'


def test_no_refresh_of_others_is_taken_for_ours(patience: Patience, clock: Clock) -> None:
    """Not the last one before it, while ours is not listed yet, and none that comes after it."""
    made = Service(states=("", "Unknown", "Unknown", "Completed"))
    made.others = [{"requestId": "new-1", "status": "Failed"}]
    ask(made, patience, kind="standard")
    assert clock.slept == [15.0, 15.0, 15.0]


@pytest.mark.parametrize("given", ["", "old-2", "OLD-2", "../admin"])
def test_a_refresh_without_an_id_of_its_own_is_not_waited_for(
    given: str, patience: Patience
) -> None:
    made = Service()
    history = answer(200, json.dumps({"value": made.refreshes()}).encode())
    made.before = [history, answer(202, b"", **({"x_ms_request_id": given} if given else {}))]
    with pytest.raises(NotRefreshed, match="not what the documentation says"):
        ask(made, patience, kind="standard")


@pytest.mark.parametrize(
    ("kind", "status", "hint"),
    [
        ("enhanced", 400, "needs a workspace with Premium"),
        ("enhanced", 403, "needs a workspace with Premium"),
        ("enhanced", 404, ""),
        ("standard", 400, "takes eight refreshes of a model a day"),
        ("standard", 429, "takes eight refreshes of a model a day"),
        ("standard", 403, ""),
    ],
)
def test_a_refusal_to_start_says_what_the_workspace_may_lack(
    kind: str, status: int, hint: str, patience: Patience
) -> None:
    refusal = answer(status, b'{"error": {"code": "InvalidRequest"}}')
    made = Service()

    def refuse(request: Request) -> bytes | None:
        return refusal if request.path.endswith("/refreshes") else made(request)

    with service(made, kind) as (_, wanted), servers.http(refuse) as server:
        wanted = replace(wanted, api=server.address)
        with pytest.raises(NotRefreshed, match=f"It answers {status} .*, InvalidRequest") as said:
            powerbi_service.refresh(RunContext(), wanted, Decimal(1), patience)
    told = said.value.what
    assert hint in told
    assert hint or not ("Premium" in told or "eight" in told)


@pytest.mark.parametrize(
    ("shows", "published"),
    [
        ("70.5", "70.50"),
        ("15843553.240000001", "15843553.24"),
        ("15843553.239999998", "15843553.24"),
        ("0", "0.00"),
        ("-3.1", "-3.10"),
    ],
)
def test_the_same_revenue_is_the_same_to_the_cent(
    shows: str, published: str, patience: Patience
) -> None:
    ask(Service(shows), patience, published)


@pytest.mark.parametrize(
    ("shows", "published"),
    [("70.51", "70.50"), ("70.49", "70.50"), ("0", "70.50"), ("null", "0.00"), ("7050", "70.50")],
)
def test_a_refresh_that_ended_well_and_shows_another_revenue_is_the_worst(
    shows: str, published: str, patience: Patience
) -> None:
    with pytest.raises(OtherNumbers, match=f"where {published} is published"):
        ask(Service(shows), patience, published)


@KINDS
@pytest.mark.parametrize("state", ["Failed", "TimedOut", "Disabled", "Cancelled", "completed", "?"])
def test_a_refresh_that_did_not_end_well_is_told_with_its_codes(
    state: str, kind: str, patience: Patience
) -> None:
    with pytest.raises(NotRefreshed, match="0xC11C001F") as said:
        ask(Service(states=(state,)), patience, kind=kind)
    assert SECRET not in str(said.value)


@pytest.mark.parametrize(
    ("state", "kind"), [("InProgress", "enhanced"), ("Unknown", "standard"), ("", "standard")]
)
def test_a_refresh_that_does_not_end_is_given_up(
    state: str, kind: str, patience: Patience, clock: Clock
) -> None:
    with pytest.raises(NotRefreshed, match="not ended in the time that is set"):
        ask(Service(states=(state,)), patience, kind=kind)
    assert 3600 <= clock.now <= 3600 + 2 * 15


@KINDS
def test_another_refresh_that_is_under_way_is_waited_for(
    kind: str, patience: Patience, clock: Clock
) -> None:
    busy = answer(400, b'{"error": {"code": "RefreshInProgressException"}}')
    history = answer(200, json.dumps({"value": Service().history}).encode())
    first = [history] if kind == "standard" else []
    made = Service()
    made.before = [*first, busy, answer(409, b'{"error":{"code":"x"}}')]
    ask(made, patience, kind=kind)
    assert clock.slept == [2.0, 4.0]
    # It has not to do with what the workspace lacks.
    made.before = [*first, *[busy] * 4]
    with pytest.raises(NotRefreshed, match="RefreshInProgressException") as said:
        ask(made, patience, kind=kind)
    assert "capacity" not in said.value.what


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404])
def test_what_the_service_refuses_is_told_by_its_code(status: int, patience: Patience) -> None:
    made = Service()
    made.before = [answer(status, b'{"error": {"code": "PowerBINotAuthorizedException"}}')]
    with pytest.raises(NotRefreshed, match=r"PowerBINotAuthorizedException|sends nothing on"):
        ask(made, patience)


@pytest.mark.parametrize(
    "lie",
    [
        b"<html>proxy</html>",
        b"[]",
        b'{"results": []}',
        b'{"status": {}}',
        b'{"value": {}}',
        b'{"value": [1]}',
        b'{"value": [{"requestId": "abc-123"}]}',
        b'{"value": [{"requestId": "abc-123", "status": ["Completed"]}]}',
        b"[" * 100_000,
        b'{"results": [{"tables": [{"rows": [{"[Total Revenue]": "70.50"}]}]}]}',
        b'{"results": [{"tables": [{"rows": [{"[Total Revenue]": true}]}]}]}',
        b'{"results": [{"tables": [{"rows": []}]}]}',
        b'{"results": [{"tables": [{"rows": [{"Revenue": 70.5}]}]}]}',
    ],
)
def test_answers_that_are_none_are_no_success(lie: bytes, patience: Patience) -> None:
    completed = json.dumps({"status": "Completed"}).encode()
    history = answer(200, b'{"value": []}')
    accepted = answer(202, Location="/x/abc-123", x_ms_request_id=OURS)
    told = answer(200, lie)
    for kind, before in (
        ("enhanced", [told]),
        ("enhanced", [accepted, told]),
        ("standard", [told]),
        ("standard", [history, told]),
        ("standard", [history, accepted, told]),
    ):
        made = Service()
        made.before = [*before]
        with pytest.raises(NotRefreshed):
            ask(made, patience, kind=kind)
    made = Service()
    made.before = [answer(202, Location="/x/abc-123"), answer(200, completed), answer(200, lie)]
    with pytest.raises(NotRefreshed):
        ask(made, patience)


def test_no_id_of_a_refresh_leads_to_another_address(patience: Patience) -> None:
    made = Service()
    made.before = [answer(202, Location="/x/..%2F..%2Fadmin")]
    with pytest.raises(NotRefreshed, match="not what the documentation says"):
        ask(made, patience)


def test_a_sign_in_that_fails_is_told_as_such_without_the_secret(patience: Patience) -> None:
    def refuse(_: Request) -> bytes:
        return answer(401, json.dumps({"error": SECRET, "error_description": SECRET}).encode())

    with servers.http(refuse) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PBI", SECRET)
        at = server.address
        wanted = PowerBi("t", MODEL, Source("env", "PBI"), WORKSPACE, MODEL, 60, at, at)
        with pytest.raises(NotRefreshed, match=r"Sign-in: It answers 401") as said:
            powerbi_service.refresh(RunContext(), wanted, Decimal(1), patience)
    assert SECRET not in str(said.value)


def test_a_service_that_gives_the_secret_back_as_a_code_is_not_quoted(patience: Patience) -> None:
    made = Service()
    made.token = "plain-token"
    made.before = [answer(403, b'{"error": {"code": "plain-token"}}')]
    with pytest.raises(NotRefreshed) as said:
        ask(made, patience)
    assert "plain-token" not in str(said.value)


def test_a_token_that_would_become_another_header_is_refused(patience: Patience) -> None:
    made = Service()
    made.token = "x\r\nX-Evil: 1"
    with pytest.raises(NotRefreshed, match="not what the documentation says"):
        ask(made, patience)
