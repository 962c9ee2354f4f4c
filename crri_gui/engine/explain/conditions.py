"""What a number is of, in sentences, and as filters that orders left out can be told by."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY
from crri_gui.engine.explain.asked import Asked, MeasureAsked
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard.filters import Filters, dropped_months
from crri_gui.messages import sentence

_NAMED = {"payment_type": "explain_of_payment_types", "customer_state": "explain_of_states"}
_MONTHS = {
    "order_month": {
        "is": "explain_of_months",
        "is_not": "explain_of_months.without",
        "range": "explain_of_months.range",
    },
    "cohort_month": {
        "is": "explain_of_cohorts",
        "is_not": "explain_of_cohorts.without",
        "range": "explain_of_cohorts.range",
    },
}


def conditions_of(filters: Filters, cell: Sequence[Filter]) -> tuple[str, ...]:
    """What a number is of, in sentences."""
    said: list[str] = []
    if filters.months is not None:
        said.append(_condition(Filter("order_month", "range", filters.months)))
    if without := dropped_months(filters):
        said.append(_condition(Filter("order_month", "is_not", tuple(without))))
    for column, chosen in (
        ("payment_type", filters.payment_types),
        ("customer_state", filters.states),
    ):
        if chosen is not None:
            said.append(_condition(Filter(column, "is", tuple(sorted(chosen)))))
    said += map(_condition, cell)
    return tuple(said) or (sentence("explain_of_all"),)


def _condition(one: Filter) -> str:
    """A filter in words; months are named, other values stand as their table has them."""
    blank = sentence("explain_blank")
    shown = [blank if value in (None, "") else str(value) for value in one.values]
    if one.kind in ("range", "ordered"):
        ends = [None if value is None else str(value) for value in (*one.values, None, None)]
        return _range(one, ends[0], ends[1])
    if one.kind in ("is", "is_not") and one.column in _MONTHS:
        return sentence(_MONTHS[one.column][one.kind], count=len(shown), months=shown)
    if one.kind == "is" and one.column in _NAMED:
        return sentence(_NAMED[one.column], count=len(shown), values=shown)
    if one.kind in ("is", "blank"):
        return sentence("explain_of_values", name=one.column, values=shown or [blank])
    if one.kind == "is_not":
        return sentence("explain_of_others", name=one.column, values=shown)
    if one.kind == "contains":
        return sentence("explain_of_text", name=one.column, text=shown[0])
    return sentence("explain_of_filled", name=one.column)


def _range(one: Filter, first: str | None, last: str | None) -> str:
    if one.kind == "ordered":
        return sentence("explain_of_ordered", first=first, last=last)
    if one.column in _MONTHS and first and last:
        names = _MONTHS[one.column]
        if first == last:
            return sentence(names["is"], count=1, months=[first])
        return sentence(names["range"], first=first, last=last)
    return sentence("explain_of_range", name=one.column, first=first or "…", last=last or "…")


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
