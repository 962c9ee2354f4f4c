"""Remedies name places of the window, not options of the command line."""

from __future__ import annotations

import pytest

from crri_gui.gui.widgets.remedies import in_window


@pytest.mark.parametrize(
    ("engine", "window"),
    [
        (
            "Correct the export, or raise --max-rejected-rows.",
            "Correct the export, or raise the limit of rejected rows (Definitions).",
        ),
        (
            "leave them out: --set window=YYYY-MM..YYYY-MM.",
            "leave them out: window (Definitions).",
        ),
        (
            "or list the statuses that count: --set statuses=delivered,shipped.",
            "or list the statuses that count: statuses (Definitions).",
        ),
        (
            "leave the later orders out with --set window=....",
            "leave the later orders out with window (Definitions).",
        ),
        (
            "choose the other: --table orders=FILE. If they are parts",
            "choose the other: another file for the table (Source). If they are parts",
        ),
        (
            "or go on without it: --table order_reviews=none.",
            "or go on without it: leave the table out (Source).",
        ),
        (
            "Say which it is: --date-order orders.order_purchase_timestamp=dmy or mdy.",
            "Say which it is: the choice (Source).",
        ),
        (
            "List them with `crri check --rejects FILE`, correct the export.",
            "List them with the export of the rejects (Checks), correct the export.",
        ),
        ("Free space on that drive.", "Free space on that drive."),
    ],
)
def test_options_become_places(engine: str, window: str) -> None:
    assert in_window(engine) == window
