"""Where secrets are found, and that they are never shown."""

from __future__ import annotations

import sys
import types

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import UsageError
from crri_gui.refresh.notification import Notification
from crri_gui.refresh.steps import webhook
from crri_gui.refresh.steps.config import Webhook
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source, without
from tests.refresh.steps.service import SECRET


def test_a_secret_that_is_not_there_is_named_by_its_variable(
    told: Notification, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOOK", raising=False)
    with pytest.raises(UsageError, match="The environment variable HOOK"):
        webhook.send(RunContext(), Webhook(Source("env", "HOOK")), told, patience)


def test_the_keyring_is_asked_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("keyring", "crri/webhook/me")
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(UsageError, match="the Python package keyring is not installed"):
        source.take()
    keyring = types.ModuleType("keyring")
    kept = {("crri/webhook", "me"): SECRET}
    keyring.get_password = lambda service, user: kept.get((service, user))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert source.take() == SECRET
    with pytest.raises(UsageError, match="no secret crri/other"):
        Source("keyring", "crri/other").take()


def test_a_secret_is_hidden_in_every_form_in_which_it_travels() -> None:
    import base64
    from urllib.parse import quote, quote_plus

    forms = (SECRET, quote(SECRET), quote(SECRET, safe=""), quote_plus(SECRET))
    text = " ".join((*forms, base64.b64encode(SECRET.encode()).decode()))
    assert without(text, [SECRET]) == "*** *** *** *** ***"
