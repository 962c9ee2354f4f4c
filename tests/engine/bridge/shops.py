"""Exports written by hand, and the bridge from their own figures to ours."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.bridge.explain import Bridge, bridge_of, bridge_to
from crri_gui.engine.bridge.figures import (
    Theirs,
)
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Shipping,Taxes,Total,"
    "Created at,Lineitem quantity,Cancelled at,Refunded Amount"
)
# Goods of what counts: 30 + 20 + 10 + 8 = 68; with the canceled order 108, with discounts 71.
ORDERS = (
    "#1,a@x.example,paid,EUR,30.00,3.00,5.00,2.00,37.00,2024-01-03 10:00:00,1,,0.00",
    "#2,a@x.example,partially_refunded,EUR,20.00,0,0.00,1.00,21.00,2024-02-03 23:30:00,1,,7.25",
    "#3,c@x.example,pending,EUR,10.00,0,4.00,0.50,14.50,2024-02-29 22:00:00,1,,0.00",
    "#4,b@x.example,refunded,EUR,40.00,0,0.00,2.00,42.00,2024-02-05 10:00:00,1,2024-02-06,42.00",
    "#5,,paid,EUR,8.00,0,1.00,0.25,9.25,2024-03-06 10:00:00,1,,0.00",
)


def written(folder: Path, *lines: str, header: str = SHOPIFY) -> Path:
    raw = folder / "raw"
    raw.mkdir()
    (raw / "export.csv").write_text("\n".join((header, *lines, "")), encoding="utf-8")
    return raw


def explained(
    shop: Path | Results, definitions: dict[str, Any] | None = None, **theirs: Any
) -> Bridge:
    """The bridge of a raw folder, or of what is computed already."""
    money = theirs.get("revenue")
    if money is not None:
        theirs["revenue"] = Decimal(money)
    if isinstance(shop, Path):
        chosen = with_values(Definitions(), definitions or {}, "test")
        before = sorted(shop.iterdir())
        made = bridge_to(RunContext(), Request(shop, chosen), Theirs(**theirs))
        assert sorted(shop.iterdir()) == before
    else:
        made = bridge_of(RunContext(), shop, Theirs(**theirs))
    # Their figures, each step and the rest add up to ours.
    for name in made.theirs.given:
        changes = sum(getattr(step.change, name) for step in made.steps)
        rest = getattr(made.rest, name)
        assert getattr(made.theirs, name) + changes + rest == getattr(made.ours, name)
        assert getattr(made.running()[0], name) == getattr(made.theirs, name)
    assert made.running()[-1] == made.ours
    return made


def steps(bridge: Bridge) -> dict[str, tuple[int, str, int]]:
    return {s.key: (s.change.orders, str(s.change.revenue), s.count) for s in bridge.steps}


def codes(bridge: Bridge) -> list[str]:
    return [said.name.removeprefix("bridge_said.") for said in bridge.said]
