"""Days that begin by another clock are a step of the bridge."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.bridge.figures import (
    Figures,
    clock,
    first_and_last,
)
from crri_gui.engine.results import Results
from crri_gui.errors import UsageError
from tests.engine.bridge.shops import explained, steps, written

pytestmark = pytest.mark.long


def test_days_and_another_clock(shopify: Results) -> None:
    first, last = first_and_last("2024-02")
    assert (first, last) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    made = explained(shopify, orders=2, revenue="30.00", since=first, until=last)
    assert (made.ours, made.steps) == (Figures(2, Decimal("30.00"), 2), ())
    # Three hours later #3, of 22:00 on the last of February, is one of March.
    made = explained(shopify, orders=1, revenue="20.00", since=first, until=last, clock=180)
    # So would it be without open orders: both are said.
    assert (steps(made), made.others) == ({"clock": (1, "10.00", 1)}, 1)
    made = explained(shopify, orders=2, revenue="18.00", since=dt.date(2024, 3, 1), clock=180)
    assert steps(made) == {"clock": (-1, "-10.00", 1)}


def test_a_clock_that_is_half_an_hour_ahead(shopify: Results) -> None:
    first, last = first_and_last("2024-02")
    # #2 of 23:30 on the 3rd is one of the 4th by 0:30 hours more, and by 0:29 it is not.
    since = dt.date(2024, 2, 4)
    for minutes, turned in ((30, {"clock": (-1, "-20.00", 1)}), (29, {})):
        ours = "30.00" if turned else "10.00"
        made = explained(shopify, revenue=ours, since=since, until=last, clock=minutes)
        assert steps(made) == turned
    # #3 of 22:00 on the last of February is one of March in India, were the files in UTC.
    made = explained(shopify, revenue="20.00", since=first, until=last, clock=clock("+05:30"))
    assert steps(made) == {"clock": (1, "10.00", 1)}


STRIPE = "id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email"
CHARGES = (
    "ch_1,2024-07-31 22:30:00,10.00,0.00,eur,Paid,cus_1,a@x.example",
    "ch_2,2024-12-31 22:30:00,20.00,0.00,eur,Paid,cus_2,b@x.example",
)


def test_the_shops_zone_where_it_is_known(tmp_path: Path) -> None:
    raw = written(tmp_path, *CHARGES, header=STRIPE)
    july, december = first_and_last("2024-07"), first_and_last("2024-12")
    days: list[dict[str, Any]] = [
        {"since": since, "until": until} for since, until in (july, december)
    ]
    # In UTC, as the files say. In Berlin July's order is one of August, two hours on; December's
    # is one of December still, one hour on.
    assert steps(explained(raw, orders=1, **days[0])) == {}
    theirs: dict[str, Any] = {"revenue": "0.00", "clock": "Europe/Berlin"}
    assert steps(explained(raw, **theirs, **days[0])) == {"clock": (1, "10.00", 1)}
    theirs = {"revenue": "20.00", "clock": "Europe/Berlin"}
    assert steps(explained(raw, **theirs, **days[1])) == {}
    # Where the shop's zone is kept, nobody has to name the clock of a report in UTC.
    columns = [re.sub(r"\W+", "_", name.lower()).strip("_") for name in STRIPE.split(",")]
    kept = f'[[export]]\nbase = "stripe_payments"\nzone = "Europe/Berlin"\ncolumns = {columns}\n'
    (raw / "crri.toml").write_text(kept, encoding="utf-8")
    made = explained(raw, orders=1, revenue="10.00", **days[0])
    assert steps(made) == {"clock": (-1, "-10.00", 1)}
    assert made.steps[0].label.name == "bridge_step.clock_utc"


def test_a_zone_beside_files_whose_zone_is_not_known(shopify: Results) -> None:
    for zone, code in (("UTC", "their_clock_beside_unknown"), ("Mars", "time_zone_unknown")):
        with pytest.raises(UsageError) as refused:
            explained(shopify, orders=1, clock=zone)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("3", 180), ("-3", -180), ("+05:30", 330), ("-0:30", -30), ("\u22123 h", -180)),
        *(("0", 0), ("America/Sao_Paulo", "America/Sao_Paulo"), ("UTC", "UTC")),
    ],
)
def test_clocks_as_they_are_written(text: str, value: int | str) -> None:
    assert clock(text) == value
