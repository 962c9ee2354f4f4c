"""A message to an address that takes one: Power Automate, Teams, Slack, or a program of one's own.

Power Automate and own programs take plain JSON; a Teams workflow takes an Adaptive Card
(learn.microsoft.com: "Create incoming webhooks with Workflows"), Slack `{"text": ...}` with three
signs escaped (api.slack.com: "Sending messages using incoming webhooks").
"""

from __future__ import annotations

import json
from typing import Any

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import NotSent
from crri_gui.refresh.notification import Notification
from crri_gui.refresh.steps.call import call
from crri_gui.refresh.steps.config import Webhook
from crri_gui.refresh.steps.patience import Patience, Refused, patiently

_CARD = "http://adaptivecards.io/schemas/adaptive-card.json"


def send(run: RunContext, webhook: Webhook, told: Notification, patience: Patience) -> None:
    """Post the notification. Raises `NotSent`, and `UsageError` where there is no address."""
    address = webhook.address.take()
    body = json.dumps(body_of(told, webhook.form, webhook.language)).encode()
    # Who gets it twice, because an answer was lost, can tell by this.
    headers = {"Content-Type": "application/json", "Idempotency-Key": told.id}

    def attempt() -> None:
        call(run, address, patience.seconds, body=body, headers=headers)

    try:
        patiently(attempt, patience)
    except Refused as refused:
        raise NotSent("webhook_not_sent", why=refused.why) from None


def body_of(told: Notification, form: str, language: str) -> dict[str, Any]:
    """The JSON that a receiver of this form understands."""
    if form == "slack":
        return {"text": _escaped(told.text(language))}
    if form == "teams":
        return {
            "type": "message",
            "attachments": [
                {
                    "contentType": "application/vnd.microsoft.card.adaptive",
                    "contentUrl": None,
                    "content": {
                        "$schema": _CARD,
                        "type": "AdaptiveCard",
                        "version": "1.4",
                        "body": _card(told, language),
                    },
                }
            ],
        }
    return told.as_dict(language)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _card(told: Notification, language: str) -> list[dict[str, Any]]:
    title = {"size": "Large", "weight": "Bolder"}
    parts = [_block(told.subject(language), **title)]
    for heading, lines in told.blocks(language):
        if heading:
            parts.append(_block(heading, weight="Bolder", spacing="Medium"))
        parts += [_block(line, spacing="Small") for line in lines]
    return parts


def _block(text: str, **look: str) -> dict[str, Any]:
    return {"type": "TextBlock", "text": _without_markdown(text), "wrap": True, **look}


def _without_markdown(text: str) -> str:
    """A card reads Markdown; a name of a file or shop is none."""
    return "".join(f"\\{c}" if c in "\\`*_[]#" else c for c in text)
