"""Remedies name places of the window, not options of the command line."""

from __future__ import annotations

import pytest

from crri_gui.gui.i18n.words import translate_message
from crri_gui.messages import catalogue, remedy


@pytest.mark.parametrize(
    ("name", "values", "command_line", "window"),
    [
        (
            "rejected_rows.over",
            {},
            "List them with `crri check --rejects FILE`, correct the export, or raise "
            "--max-rejected-rows.",
            "List them with the export of the rejects (Checks), correct the export, or raise the "
            "limit of rejected rows (Definitions).",
        ),
        (
            "future_purchase",
            {},
            "Correct the dates, or leave them out: --set window=YYYY-MM..YYYY-MM.",
            "Correct the dates, or leave them out: “Analysis period” (Definitions).",
        ),
        (
            "status_unknown.counted",
            {},
            "Check the spelling, or list the statuses that count: "
            "--set statuses=delivered,shipped.",
            "Check the spelling, or list the statuses that count: “Statuses that count” "
            "(Definitions).",
        ),
        (
            "snapshot_too_early",
            {},
            "Choose a later date, or leave the later orders out with --set window=....",
            "Choose a later date, or leave the later orders out with “Analysis period” "
            "(Definitions).",
        ),
        (
            "date_order_mixed",
            {"name": "orders.order_purchase_timestamp"},
            "Say which it is: --date-order orders.order_purchase_timestamp=dmy or mdy.",
            "Say which it is: day first or month first (Data).",
        ),
    ],
)
def test_options_become_places(
    name: str, values: dict[str, object], command_line: str, window: str
) -> None:
    said = remedy(name, **values)
    assert said == command_line
    assert translate_message(said) == window


def test_a_remedy_that_names_no_option_is_the_same_in_the_window() -> None:
    assert not catalogue()["future_delivery"].remedy_in_window
    said = remedy("future_delivery")
    assert translate_message(said) == said == "Correct the dates in the shop."
