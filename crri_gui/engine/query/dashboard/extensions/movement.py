"""How customers move between the value segments, and who came, stayed and went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from crri_gui.contract import SEGMENTS
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.extensions.model_figures import (
    Figures,
    figures,
    money,
    share,
)
from crri_gui.messages import Sentence, sentence

NEW = "(new)"
"""The first segment of customers whose first order came after the first snapshot."""
STATUSES = ("new", "kept", "won back", "lapsed", "still active", "asleep")
ACTIVE_DAYS = 180
TABLES = ("movement_status", "movement_stability")


@dataclass(frozen=True)
class Move:
    """A row of segment_movement: customers from one segment to another, or in the same."""

    from_segment: str
    to_segment: str
    customers: int
    revenue: Decimal
    monetary: Decimal


@dataclass(frozen=True)
class Status:
    """Customers by what they did between the snapshots; active is who bought within 180 days.

    new: first bought then. kept: were active, and bought. won back: were not, and bought. lapsed:
    were active, did not buy, and are not any more. still active: did not buy, and still are.
    asleep: were not active, and did not buy.
    """

    name: str
    customers: int
    revenue: Decimal
    monetary: Decimal


@dataclass(frozen=True)
class Movement:
    """The page of segment movement: dates as YYYY-MM-DD, `moves` from low to high, new ones last.

    `customers_before` had bought by the first snapshot, `customers_now` are all. Over those of
    before: `share_unchanged` (0 to 1) and the adjusted Rand index (1: the one date tells the other,
    0: as by chance). PSI is of all customers of each date: under 0.1 segments are alike, from 0.25
    on they are not. All three are None where there were no customers, or all are in one segment.
    """

    from_snapshot: str
    to_snapshot: str
    moves: tuple[Move, ...]
    statuses: tuple[Status, ...]
    customers_before: int
    customers_now: int
    share_unchanged: float | None
    psi: float | None
    adjusted_rand_index: float | None

    def moved(self, *, up: bool) -> tuple[int, Decimal]:
        """Customers who are in a higher, or a lower, segment than before, and their monetary."""
        place = {name: number for number, name in enumerate(SEGMENTS)}
        found = [
            one
            for one in self.moves
            if one.from_segment != NEW
            and (
                place[one.from_segment] < place[one.to_segment]
                if up
                else place[one.from_segment] > place[one.to_segment]
            )
        ]
        return sum(one.customers for one in found), sum((m.monetary for m in found), Decimal(0))


def movement(db: DuckDB) -> Movement | None:
    """The numbers of segment_movement and what stands beside it (--with movement).

    None without a customer.
    """
    moves = db.rows(
        "SELECT from_segment, to_segment, customers, revenue, monetary FROM segment_movement"
    )
    if not moves:
        return None
    order = (*SEGMENTS, NEW)
    moves.sort(key=lambda row: (order.index(row[0]), order.index(row[1])))
    found = figures(db, *TABLES)
    assert found is not None
    return replace(from_figures(found), moves=tuple(Move(*row) for row in moves))


def from_figures(found: Figures) -> Movement:
    """The same from the rows of `TABLES`, without the moves."""
    [row] = found["movement_stability"]
    statuses = (
        Status(one["status"], int(one["customers"]), money(one["revenue"]), money(one["monetary"]))
        for one in found["movement_status"]
    )
    return Movement(
        row["from_snapshot"],
        row["to_snapshot"],
        (),
        tuple(sorted(statuses, key=lambda one: STATUSES.index(one.name))),
        int(row["from_customers"]),
        int(row["to_customers"]),
        share(row["share_unchanged"]),
        share(row["psi"]),
        share(row["adjusted_rand_index"]),
    )


def movement_sentence(told: Movement) -> Sentence | None:
    """How many have moved up and down; None where nobody had bought before."""
    if not told.customers_before or told.share_unchanged is None:
        return None
    up, down = told.moved(up=True), told.moved(up=False)
    return sentence(
        "segments_moved",
        since=told.from_snapshot,
        share=100 * told.share_unchanged,
        up=up[0],
        up_money=up[1],
        down=down[0],
        down_money=down[1],
    )


def status_sentence(told: Movement) -> Sentence | None:
    """Who came back and who was lost since the first snapshot; None where nobody was there."""
    if not told.customers_before:
        return None
    of = {one.name: one for one in told.statuses}
    return sentence(
        "customers_won_and_lost",
        since=told.from_snapshot,
        new=of["new"].customers,
        won=of["won back"].customers,
        lapsed=of["lapsed"].customers,
        days=ACTIVE_DAYS,
    )
