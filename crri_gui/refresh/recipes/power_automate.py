"""A cloud flow of Power Automate that takes what the webhook posts after a publication."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from crri_gui.refresh.digest import FIGURES

VARIABLE = "CRRI_WEBHOOK"
STEPS = f'[webhook]\naddress_env = "{VARIABLE}"\nform = "json"'
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_FIGURE = {
    "type": "object",
    "properties": {"before": {"type": ["string", "null"]}, "after": _TEXT},
}
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("id", "outcome", "title", "text"), _TEXT),
        "lines": _TEXTS,
        **dict.fromkeys(("shop", "currency"), _TEXT),
        "figures": {"type": "object", "properties": dict.fromkeys(FIGURES.values(), _FIGURE)},
        **dict.fromkeys(("alarms", "changes", "sentences"), _TEXTS),
    },
    # A refusal has no figures.
    "required": ["id", "outcome", "title", "text", "lines"],
}
"""What the flow takes for a message (JSON Schema): the plain form of the webhook's body."""


def flow(name: str, refresh: str, install: str, steps_file: str, body: Mapping[str, Any]) -> str:
    """The recipe, step by step.

    `name` is that of the flow, `refresh` and `install` are commands with the user's folders,
    `body` is what the webhook posts for the set that is published now.
    """
    return f"""\
A flow of Power Automate that tells what was published

CRRI runs on your machine; after each publication it posts a message, and the flow takes it.

1. At make.powerautomate.com: Create, Instant cloud flow. Name: {name}.
   Trigger: "When an HTTP request is received" (a premium connector).
2. "Who can trigger the flow": Anyone. The address holds a signature, and is the secret.
3. "Request Body JSON Schema":
{_indented(json.dumps(SCHEMA, indent=2))}
4. New step: Condition. On the left this expression, "is equal to", on the right: published
       triggerBody()?['outcome']
5. Under True: "Send an email (V2)" to those who read the report. Under False the same to yourself:
   nothing was published, and the text says why and what to do.
   Subject, an expression:
       triggerBody()?['title']
   Body, an expression:
       replace(triggerBody()?['text'], decodeUriComponent('%0A'), '<br>')
6. Save. Copy the "HTTP URL" of the trigger into the environment variable {VARIABLE} of the user who
   runs CRRI. It is a secret: into no file that others read, and no argument.
7. Write {steps_file}:
{_indented(STEPS)}
8. Try it. It posts the message below, once for each published set:
       {refresh}
9. Let the system do it:
       {install}

What is posted for the set that is published now; its header Idempotency-Key is the "id", and the
same where a message comes twice because an answer was lost:
{_indented(json.dumps(body, indent=2, ensure_ascii=False))}
"""


def _indented(text: str) -> str:
    return "\n".join(f"       {line}" for line in text.splitlines())
