"""A month of daily exports: what is published, shown and told on each day.

The shop grows by an order a day. The days that are not like the others: a damaged export, one
without a file, one like the day before, a server that does not answer, orders of the month before
that arrive late, and prices of that month that are corrected.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.publish.published import whole_manifest
from crri_gui.errors import CrriError, ExitCode
from crri_gui.refresh import record
from tests.effort import exhaustive, tries
from tests.refresh.servers import answer
from tests.refresh.world import SECRETS, World, a_world, go
from tests.shops import FILES, Shop

pytestmark = pytest.mark.long

ODD = BAD, MISSING, SAME, SILENT, LATE, RESTATED = 5, 9, 12, 16, 20, 25
# Of days that are like the others some are enough.
DAYS = [
    day for day in range(1, 31) if tries(0, 1) or day in (1, 2, 4, 6, 10, 11, 17, 30) or day in ODD
]


def export(day: int) -> tuple[Shop, Decimal]:
    """The export of a day of June 2020, and its revenue."""
    made, revenue = Shop(), Decimal(0)

    def add(order: str, customer: str, at: str, price: str) -> None:
        nonlocal revenue
        made.add(order, customer, at, price)
        revenue += Decimal(price)

    for number in range(1, 32):
        add(
            f"m{number}",
            f"u{number}",
            f"2020-05-{number:02}",
            "11.00" if number == 7 and day >= RESTATED else "10.00",
        )
    for number in range(1, (day - 1 if day == SAME else day) + 1):
        add(f"j{number}", f"u{number}", f"2020-06-{number:02}", "20.50")
    if day >= LATE:
        for number in range(3):
            add(f"late{number}", f"new{number}", "2020-05-31", "5.00")
    return made, revenue


@dataclass
class Month:
    """What each day left: the exit code, the messages, and the revenue that is published."""

    codes: dict[int, int] = field(default_factory=dict)
    told: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    mails: dict[int, int] = field(default_factory=dict)
    revenue: dict[int, Decimal] = field(default_factory=dict)
    shown: dict[int, Decimal] = field(default_factory=dict)
    endings: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    folder = tmp_path_factory.mktemp("month")
    found = Month()
    with pytest.MonkeyPatch.context() as patch, a_world(folder / "out") as world:
        patch.setenv("CRRI_HOME", str(folder / "home"))
        for name, value in SECRETS.items():
            patch.setenv(name, value)
        for day in DAYS:
            one_day(day, folder, world, found)
        found.endings = [one.ending for one in reversed(record.of_all())]
    return found


def one_day(day: int, folder: Path, world: World, found: Month) -> None:
    raw = folder / "raw"
    export(day)[0].write(raw)
    if day == BAD:
        orders = raw / FILES["orders"]
        orders.write_bytes(orders.read_bytes().replace(b"order_purchase_timestamp", b"bought_at"))
    if day == MISSING:
        (raw / FILES["order_items"]).unlink()
    world.fault = {"webhook": lambda _: answer(503)} if day == SILENT else {}
    asked, mails = len(world.web.requests), len(world.post.mails)
    try:
        found.codes[day] = go(folder, world.steps).exit_code
    except CrriError as error:
        found.codes[day] = error.exit_code
    found.told[day] = world.told()[asked:]
    found.mails[day] = len(world.post.mails) - mails
    manifest = whole_manifest(folder / "out")
    assert manifest is not None and world.shown is not None
    found.revenue[day] = Decimal(manifest["totals"]["revenue"])
    found.shown[day] = Decimal(world.shown)


@exhaustive
def test_each_day_ends_with_the_code_of_what_happened(month: Month) -> None:
    odd = {
        BAD: ExitCode.INPUT,
        MISSING: ExitCode.INPUT,
        SAME: ExitCode.UNCHANGED,
        SILENT: ExitCode.NOT_SENT,
    }
    assert month.codes == {day: odd.get(day, ExitCode.DONE) for day in DAYS}
    assert month.endings == [
        {BAD: "not_published", MISSING: "not_published", SAME: "unchanged"}.get(day, "published")
        for day in DAYS
    ]


@exhaustive
def test_what_is_published_and_shown_is_the_last_good_export(month: Month) -> None:
    good = 0
    for day in DAYS:
        good = good if day in (BAD, MISSING) else day
        # For example on day 2: 31 * 10.00 + 2 * 20.50 = 351.00.
        assert month.revenue[day] == month.shown[day] == export(good)[1]
    assert month.revenue[2] == Decimal("351.00")


@exhaustive
def test_each_day_is_told_once_and_as_what_it_was(month: Month) -> None:
    for day in DAYS:
        expected = {SAME: 0, SILENT: 2}.get(day, 1)  # the second attempt is silent as well
        assert len(month.told[day]) == expected, day
        assert month.mails[day] == (0 if day == SAME else 1), day
        for told in month.told[day]:
            refused = day in (BAD, MISSING)
            assert told["outcome"] == ("not_published" if refused else "published")
    assert "order_purchase_timestamp" in month.told[BAD][0]["text"]
    assert "order_items" in month.told[MISSING][0]["text"]


@exhaustive
def test_the_digest_of_a_day_says_what_moved(month: Month) -> None:
    figures = month.told[2][0]["figures"]
    assert figures["revenue"] == {"before": "330.50", "after": "351.00"}
    # After a bad day, two days come at once.
    assert month.told[BAD + 1][0]["figures"]["orders"] == {"before": "35", "after": "37"}
    # 31 * 10.00 = 310.00; three late orders of 5.00 make 325.00, and one price more 326.00.
    late = "May 2020 restated: revenue 310.00 → 325.00 (+15.00)."
    restated = "May 2020 restated: revenue 325.00 → 326.00 (+1.00)."
    for day in DAYS:
        changes = [change for told in month.told[day] for change in told.get("changes", ())]
        assert (late in changes) == (day == LATE)
        assert (restated in changes) == (day == RESTATED)
    assert "Customers: 3 new, 0 gone." in month.told[LATE][0]["changes"]
