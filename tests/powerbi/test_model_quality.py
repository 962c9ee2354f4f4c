"""What a specialist would object to in a model, looked for in its description.

Each check is shown to find what it is for, in a copy that has been damaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crri_gui.contract import EXTENSIONS
from crri_gui.powerbi.model.model import database

Model = dict[str, Any]


def made(*extensions: str) -> Model:
    """A model as plain values that a test may change."""
    model: Model = database("C:/Data", extensions=extensions)["model"]
    return model


def _columns(model: Model) -> dict[tuple[str, str], Any]:
    return {
        (table["name"], column["name"]): column
        for table in model["tables"]
        for column in table["columns"]
    }


def _ends(model: Model) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Many and one of each active relationship."""
    for one in model["relationships"]:
        if one.get("isActive", True):
            yield (one["fromTable"], one["fromColumn"]), (one["toTable"], one["toColumn"])


# --- the checks: each says what it objects to


def two_ways(model: Model) -> list[str]:
    """Tables whose filter reaches another by more than one way: Power BI refuses the second."""
    reached = defaultdict(list)
    for many, one in _ends(model):
        reached[one[0]].append(many[0])

    def ways(start: str) -> Iterator[str]:
        for table in reached[start]:
            yield table
            yield from ways(table)

    found = []
    for start in list(reached):
        ends = list(ways(start))
        found += [f"{start} to {end}" for end in sorted(set(ends)) if ends.count(end) > 1]
    return found


def both_directions(model: Model) -> list[str]:
    """Filters that flow back, by which a choice among orders would choose customers."""
    return [
        f"{one['fromTable']} and {one['toTable']}"
        for one in model["relationships"]
        if one.get("crossFilteringBehavior", "oneDirection") != "oneDirection"
    ]


def unlike_ends(model: Model) -> list[str]:
    columns = _columns(model)
    return [
        f"{many} and {one}"
        for many, one in _ends(model)
        if columns[many]["dataType"] != columns[one]["dataType"]
    ]


def text_keys(model: Model) -> list[str]:
    """Tables related by text though both have the number: it takes an eighth of the place."""
    tables = {table["name"]: {one["name"] for one in table["columns"]} for table in model["tables"]}
    columns = _columns(model)
    return [
        f"{many} and {one}"
        for many, one in _ends(model)
        if columns[many]["dataType"] == "string"
        and "customer_key" in tables[many[0]] & tables[one[0]]
    ]


def keys_that_are_seen(model: Model) -> list[str]:
    return [
        f"{table}.{name}"
        for (table, name), column in _columns(model).items()
        if name == "customer_key" and not column.get("isHidden")
    ]


def no_date_table(model: Model) -> list[str]:
    """A model that knows days without a table marked as that of days, related by its key."""
    days = {
        table["name"]
        for table in model["tables"]
        if any(c.get("dataType") == "dateTime" for c in table["columns"])
    }
    keys = {
        (table["name"], column["name"])
        for table in model["tables"]
        if table.get("dataCategory") == "Time"
        for column in table["columns"]
        if column.get("isKey") and column.get("dataType") == "dateTime"
    }
    return sorted(days) if days and not any(one in keys for _, one in _ends(model)) else []


def tables_nothing_reaches(model: Model) -> list[str]:
    """Tables of details without a relationship: slicers would seem to filter them."""
    related = {end[0] for ends in _ends(model) for end in ends}
    wanted = {table.name for table in EXTENSIONS["star"]}
    return sorted(wanted & {table["name"] for table in model["tables"]} - related)


CHECKS: tuple[Callable[[Model], list[str]], ...] = (
    two_ways,
    both_directions,
    unlike_ends,
    text_keys,
    keys_that_are_seen,
    no_date_table,
    tables_nothing_reaches,
)
VARIANTS: tuple[tuple[str, ...], ...] = ((), ("star",), tuple(EXTENSIONS))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("extensions", VARIANTS, ids=["every run", "star", "all"])
def test_the_model_has_none_of_it(
    check: Callable[[Model], list[str]], extensions: tuple[str, ...]
) -> None:
    assert check(made(*extensions)) == []


# --- the damages: one for each check


def _related(model: Model, table: str) -> Any:
    return next(one for one in model["relationships"] if one["toTable"] == table)


def _related_by_ids(model: Model) -> None:
    columns = _columns(model)
    details = dict(columns[("customer_details", "customer_unique_id")])
    for table in model["tables"]:
        if table["name"] == "order_details":
            table["columns"].append(details)
    _related(model, "customer_details").update(
        fromColumn="customer_unique_id", toColumn="customer_unique_id"
    )


DAMAGES: dict[str, Callable[[Model], object]] = {
    "two_ways": lambda m: m["relationships"].append(
        {
            "fromTable": "customer_details",
            "fromColumn": "customer_unique_id",
            "toTable": "rfm_customers",
            "toColumn": "customer_unique_id",
        }
    ),
    "both_directions": lambda m: _related(m, "master_orders").update(
        crossFilteringBehavior="bothDirections"
    ),
    "unlike_ends": lambda m: _related(m, "calendar").update(toColumn="month"),
    "text_keys": _related_by_ids,
    "keys_that_are_seen": lambda m: _columns(m)[("order_details", "customer_key")].pop("isHidden"),
    "no_date_table": lambda m: m["relationships"].remove(_related(m, "calendar")),
    "tables_nothing_reaches": lambda m: m["relationships"].remove(_related(m, "customer_details")),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_check_finds_what_it_is_for(check: Callable[[Model], list[str]]) -> None:
    model = made("star")
    DAMAGES[check.__name__](model)
    assert check(model)
