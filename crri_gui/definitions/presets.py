"""Definitions that have a name, each with what it is for."""

from __future__ import annotations

from crri_gui.definitions.definitions import Definitions
from crri_gui.errors import UsageError

PRESETS: dict[str, Definitions] = {
    "recommended": Definitions(),
    "seed-notebook": Definitions(
        statuses="all",
        delivery_days="whole",
        late="after_days",
        late_over="all",
        review_blank="median",
        snapshot="last_order",
        value_score="quartiles",
        frequency_score="first_come",
    ),
}
PRESET_TITLE: dict[str, str] = {
    "recommended": "Dashboards and decisions",
    "seed-notebook": "Comparison with the seed notebook",
}
"""What each preset is for, as the window calls it."""
PRESET_MEANING: dict[str, str] = {
    "recommended": "what is advised: all orders but canceled and unavailable ones, at the prices "
    "of their items, and equal scores for equal customers",
    "seed-notebook": "the method of the notebook that the project started from, less its join "
    "mistake: it shows what that method does, and is not advised for decisions",
}


def preset_named(name: object) -> Definitions:
    """The preset of that name; an unknown name raises `UsageError`."""
    if not isinstance(name, str) or name not in PRESETS:
        raise UsageError("preset_unknown", preset=name, presets=", ".join(PRESETS))
    return PRESETS[name]
