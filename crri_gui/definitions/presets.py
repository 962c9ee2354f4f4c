"""Definitions that have a name, each with what it is for."""

from __future__ import annotations

from crri_gui.definitions.definitions import Definitions
from crri_gui.errors import UsageError

PRESETS: dict[str, Definitions] = {
    "recommended": Definitions(),
    "delivered-sales": Definitions(statuses="delivered", order_value="items_freight"),
    "money-received": Definitions(order_value="payments", refunds="net", window="complete"),
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
    "delivered-sales": "Sales that were delivered, as invoiced",
    "money-received": "Money received, by whole months",
    "seed-notebook": "Comparison with the seed notebook",
}
"""What each preset is for, as the window calls it."""
PRESET_MEANING: dict[str, str] = {
    "recommended": "what is advised: all orders but canceled and unavailable ones, at the prices "
    "of their items, and equal scores for equal customers",
    "delivered-sales": "for comparison with invoices and shipments: only delivered orders count, "
    "each at the prices of its items and their freight",
    "money-received": "for comparison with a bank or payment provider: what customers paid, less "
    "what was given back, in months that the data covers from the first to the last day",
    "seed-notebook": "the method of the notebook that the project started from, less its join "
    "mistake: it shows what that method does, and is not advised for decisions",
}


def preset_named(name: object) -> Definitions:
    """The preset of that name; an unknown name raises `UsageError`."""
    if not isinstance(name, str) or name not in PRESETS:
        raise UsageError("preset_unknown", preset=name, presets=", ".join(PRESETS))
    return PRESETS[name]
