"""How much of the raw data may be unreadable: options of a run that change no number's meaning."""

from __future__ import annotations

from crri_gui.definitions.option_types import Percent

_GROUP = "Limits"

LIMITS: dict[str, Percent] = {
    "max_rejected_rows": Percent(
        name="--max-rejected-rows",
        title="Rejected rows of a table",
        group=_GROUP,
        meaning="Rejected rows of a table beyond this are an error.",
        default=1.0,
    ),
    "max_rejected_money": Percent(
        name="--max-rejected-money",
        title="Rejected money",
        group=_GROUP,
        meaning="Rejected money beyond this is an error.",
        default=1.0,
    ),
}
"""Each limit by its name in the engine's request, where it is a share (0 to 1)."""
