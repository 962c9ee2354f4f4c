"""The two kinds of refresh of a semantic model: how each is started, and how its end is seen.

A standard refresh works in every workspace; what became of it stands in the model's history, among
those of others. An enhanced one needs a workspace with capacity, and has an address of its own.

Sources: learn.microsoft.com, "Datasets - Refresh Dataset In Group" (limits without capacity, the
header x-ms-request-id, mail that an application cannot ask for), "Datasets - Get Refresh History In
Group", and "Enhanced refresh with the Power BI REST API".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from crri_gui.messages import sentence
from crri_gui.refresh.steps.call import Answer
from crri_gui.refresh.steps.patience import Refused

CODE = re.compile(r"[A-Za-z0-9_.-]{1,80}")
"""What a code of the service looks like; nothing else of what it says is repeated."""
_ID = re.compile(r"[A-Za-z0-9-]{1,80}")
_HISTORY = "refreshes?$top=20"
_RUNNING = ("Unknown", "NotStarted", "InProgress")


class Ask(Protocol):
    """A request to the model: GET, or POST where it has a body."""

    def __call__(self, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """The answer. Raises `Refused`."""
        ...


@dataclass(frozen=True)
class State:
    """How far a refresh is, in the service's own word, and the codes of what went wrong."""

    status: str
    code: str = "?"

    @property
    def running(self) -> bool:
        """Whether there is an end to wait for."""
        return self.status in _RUNNING


Look = Callable[[], State]
"""Asks how far the refresh is that was started. Raises `Refused`."""


def standard(asked: Ask) -> Look:
    """Start the refresh that every workspace has."""
    former = {_id_of(one) for one in _history(asked)}
    try:
        # Mail is for people: it is refused to an application.
        started = asked("refreshes", {"notifyOption": "NoNotification"})
    except Refused as refused:
        raise _told(refused, (400, 429), "service_daily_limit") from None
    ours = {started.headers.get(name, "").lower() for name in ("x-ms-request-id", "requestid")}
    # That the last one ended well says nothing of ours.
    ours = {one for one in ours if _ID.fullmatch(one)} - former
    if not ours:
        raise Refused(sentence("answer_unreadable"))

    def look() -> State:
        for one in _history(asked):
            if _id_of(one) in ours:
                return State(_status_of(one), _code_of(one.get("serviceExceptionJson")))
        return State("NotStarted")  # it takes a moment until the history has it

    return look


def enhanced(asked: Ask) -> Look:
    """Start the refresh that a workspace with capacity has."""
    try:
        # Without tries of its own: whether it is done again is decided here.
        body = {"type": "Full", "commitMode": "transactional", "retryCount": 0}
        started = asked("refreshes", body)
    except Refused as refused:
        raise _told(refused, (400, 403), "service_may_lack_capacity") from None
    location = urlsplit(started.headers.get("location", "")).path.rpartition("/")[2]
    ids = (location, started.headers.get("x-ms-request-id", ""))
    ours = next((one for one in ids if _ID.fullmatch(one)), None)
    if ours is None:
        raise Refused(sentence("answer_unreadable"))

    def look() -> State:
        found = asked(f"refreshes/{ours}").json()
        return State(_status_of(found), _codes_of(found))

    return look


KINDS: dict[str, Callable[[Ask], Look]] = {"standard": standard, "enhanced": enhanced}
"""By their names in the file of steps."""


def _told(refused: Refused, statuses: tuple[int, ...], hint: str) -> Refused:
    """The same, with what is the likeliest cause of such a status."""
    return Refused(sentence(hint, why=refused.why)) if refused.status in statuses else refused


def _history(asked: Ask) -> list[Mapping[str, Any]]:
    """The last refreshes of the model, ours and others', the newest first."""
    found = asked(_HISTORY).json()
    every = found.get("value") if isinstance(found, dict) else None
    if not isinstance(every, list) or not all(isinstance(one, dict) for one in every):
        raise Refused(sentence("answer_unreadable"))
    return every


def _id_of(one: Mapping[str, Any]) -> str:
    return str(one.get("requestId", "")).lower()


def _status_of(found: Any) -> str:
    status = found.get("status") if isinstance(found, dict) else None
    return status if isinstance(status, str) and CODE.fullmatch(status) else "?"


def _code_of(text: Any) -> str:
    """The code in what the history tells of a failure: JSON within JSON."""
    try:
        code = json.loads(text)["errorCode"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "?"
    return code if isinstance(code, str) and CODE.fullmatch(code) else "?"


def _codes_of(found: Any) -> str:
    """The codes of what went wrong; the texts beside them may quote data."""
    messages = found.get("messages") if isinstance(found, dict) else None
    codes = [
        one["code"]
        for one in (messages if isinstance(messages, list) else [])
        if isinstance(one, dict) and isinstance(one.get("code"), str)
    ]
    return ", ".join(dict.fromkeys(code for code in codes if CODE.fullmatch(code))) or "?"
