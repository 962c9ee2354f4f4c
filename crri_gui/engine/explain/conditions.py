"""What a number is of, in sentences, and as filters that orders left out can be told by."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY
from crri_gui.engine.explain.asked import Asked, MeasureAsked
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard.filters import Filters, dropped_months
from crri_gui.messages import sentence


def conditions_of(filters: Filters, cell: Sequence[Filter]) -> tuple[str, ...]:
    """What a number is of, in sentences."""
    said: list[str] = []
    if filters.months is not None:
        first, last = filters.months
        said.append(
            sentence("explain_of_month", month=first)
            if first == last
            else sentence("explain_of_months", first=first, last=last)
        )
    if without := dropped_months(filters):
        said.append(sentence("explain_of_months_without", count=len(without), months=without))
    for column, chosen in (
        ("payment_type", filters.payment_types),
        ("customer_state", filters.states),
    ):
        if chosen is not None:
            values = [value or sentence("explain_blank") for value in sorted(chosen)]
            said.append(sentence("explain_of_values", name=column, values=values))
    for one in cell:
        shown = [sentence("explain_blank") if v in (None, "") else str(v) for v in one.values]
        if one.kind == "is":
            said.append(sentence("explain_of_values", name=one.column, values=shown))
        elif one.kind == "range":
            low, high = (*one.values, None, None)[:2]
            ends = ["…" if end is None else str(end) for end in (low, high)]
            said.append(sentence("explain_of_range", name=one.column, first=ends[0], last=ends[1]))
        elif one.kind == "is_not":
            said.append(sentence("explain_of_others", name=one.column, values=shown))
        elif one.kind == "contains":
            said.append(sentence("explain_of_text", name=one.column, text=shown[0]))
        elif one.kind == "blank":
            said.append(
                sentence("explain_of_values", name=one.column, values=[sentence("explain_blank")])
            )
        else:
            said.append(sentence("explain_of_filled", name=one.column))
    return tuple(said) or (sentence("explain_of_all"),)


def of_orders(asked: Asked) -> bool:
    """Whether it is a measure of orders by month, which a published set has too."""
    return isinstance(asked, MeasureAsked) and bool(FILTERED_BY[BY_NAME[asked.measure].source])


def months_of(asked: MeasureAsked) -> Filters:
    """Of which months the measure is asked."""
    months = asked.filters.months or filters_of(asked.cell).months
    return Filters(months, left_out=asked.filters.left_out)


def filters_of(cell: Sequence[Filter]) -> Filters:
    """Those of the conditions that orders left out can be told by: months, types, states."""
    months: tuple[str, str] | None = None
    chosen: dict[str, frozenset[str]] = {}
    left_out: frozenset[str] = frozenset()
    for one in cell:
        if one.column == "order_month" and one.kind in ("is", "range"):
            ends = [str(value) for value in one.values if value]
            if ends and (one.kind == "range" or len(ends) == 1):
                months = (ends[0], ends[-1])
        elif one.column == "order_month" and one.kind == "is_not":
            left_out |= {str(value) for value in one.values if value}
        elif one.column in ("payment_type", "customer_state") and one.kind == "is":
            chosen[one.column] = frozenset(str(value or "") for value in one.values)
    return Filters(months, chosen.get("payment_type"), chosen.get("customer_state"), left_out)
