"""The Power BI service: refresh the semantic model, wait for its end, then ask for its revenue.

Only the last of the three proves that the report shows what was published: a refresh that has
ended well may have read another folder, or the files of yesterday.

Sources: learn.microsoft.com, "Datasets - Execute Queries In Group", "OAuth 2.0 client credentials
flow on the Microsoft identity platform", and those of `powerbi_refreshes`. Written from them; never
run against the service itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import NotRefreshed, OtherNumbers
from crri_gui.messages import sentence
from crri_gui.refresh.steps.call import Answer, call
from crri_gui.refresh.steps.config import PowerBi
from crri_gui.refresh.steps.patience import Patience, Refused, patiently
from crri_gui.refresh.steps.powerbi_refreshes import CODE, KINDS, Look
from crri_gui.refresh.steps.secret import without

MEASURE = "Total Revenue"
_SCOPE = "https://analysis.windows.net/powerbi/api/.default"
_POLL_SECONDS = 15.0
_HALF_A_CENT = Decimal("0.005")


def refresh(run: RunContext, wanted: PowerBi, revenue: Decimal, patience: Patience) -> None:
    """Make the report show what is published, whose revenue is `revenue`, and see that it does.

    Raises `NotRefreshed` where it did not get that far, `OtherNumbers` where it shows another
    revenue, and `UsageError` where there is no client secret.
    """
    secrets = [wanted.client_secret.take()]
    try:
        _refresh(run, wanted, revenue, patience, secrets)
    except Refused as refused:
        why = refused.why
        if without(why, secrets) != why:
            # It gives back as a code what was sent to it.
            why = sentence("answer_unreadable")
        raise NotRefreshed("service_not_refreshed", why=why) from None


def _refresh(
    run: RunContext, wanted: PowerBi, revenue: Decimal, patience: Patience, secrets: list[str]
) -> None:
    def asked(path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """A request with a token of its own: a refresh may take longer than one is valid."""
        token = _token(run, wanted, secrets[0], patience)
        secrets.append(token)

        def attempt() -> Answer:
            return call(
                run,
                f"{wanted.api}/v1.0/myorg/groups/{wanted.workspace}"
                f"/datasets/{wanted.semantic_model}/{path}",
                patience.seconds,
                method="GET" if body is None else "POST",
                body=None if body is None else json.dumps(body).encode(),
                headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            )

        return patiently(lambda: _busy_may_pass(attempt), patience)

    began = patience.clock()
    _wait_for(KINDS[wanted.refresh](asked), began + 60 * wanted.minutes, patience)
    query = {
        "queries": [{"query": f'EVALUATE ROW("{MEASURE}", [{MEASURE}])'}],
        "serializerSettings": {"includeNulls": True},
    }
    shown = _revenue_in(asked("executeQueries", query).json())
    if shown is None or abs(shown - revenue) >= _HALF_A_CENT:
        raise OtherNumbers(
            "service_shows_other_revenue",
            published=revenue,
            shown=sentence("service_shows", amount=shown)
            if shown is not None
            else sentence("service_shows.nothing"),
        )


def _token(run: RunContext, wanted: PowerBi, secret: str, patience: Patience) -> str:
    body = urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": wanted.client_id,
            "client_secret": secret,
            "scope": _SCOPE,
        }
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    def attempt() -> Answer:
        address = f"{wanted.login}/{wanted.tenant}/oauth2/v2.0/token"
        return call(run, address, patience.seconds, body=body.encode(), headers=headers)

    try:
        found = patiently(attempt, patience).json()
    except Refused as refused:
        raise Refused(sentence("service_login_refused", why=refused.why)) from None
    token = found.get("access_token") if isinstance(found, dict) else None
    # It becomes a header: what is no token must not become another one.
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token:
        raise Refused(sentence("answer_unreadable"))
    return token


def _busy_may_pass(attempt: Callable[[], Answer]) -> Answer:
    """Another refresh that is under way is waited for; of a refusal, its code is told."""
    try:
        return attempt()
    except Refused as refused:
        code = _code_in(refused.body)
        if not code:
            raise
        busy = refused.status == 409 or "RefreshInProgress" in code
        said = sentence("service_refused", why=refused.why, code=code)
        may_pass = refused.may_pass or busy
        # That another one is under way has no other cause.
        status = 409 if busy else refused.status
        raise Refused(said, may_pass=may_pass, wait=refused.wait, status=status) from None


def _code_in(body: bytes) -> str:
    """The code of the service's error; nothing else of what it says is repeated."""
    try:
        code = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return code if isinstance(code, str) and CODE.fullmatch(code) else ""


def _wait_for(look: Look, until: float, patience: Patience) -> None:
    """Wait for the end of the refresh. Raises `Refused` where it is no good one."""
    while (state := look()).status != "Completed":
        if not state.running:
            raise Refused(sentence("service_refresh_failed", state=state.status, code=state.code))
        if patience.clock() > until:
            raise Refused(sentence("service_too_slow"))
        patience.sleep(_POLL_SECONDS)


def _revenue_in(found: Any) -> Decimal | None:
    """The one number of the answer, exact; None where it is blank."""
    try:
        [row] = found["results"][0]["tables"][0]["rows"]
        value = row[f"[{MEASURE}]"]
    except (KeyError, IndexError, TypeError, ValueError):
        raise Refused(sentence("answer_unreadable")) from None
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused(sentence("answer_unreadable"))
    return Decimal(value)
