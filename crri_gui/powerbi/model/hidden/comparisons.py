"""Measures of the latest complete month: what it is held against, and by how much it changed.

The rules are those of the desktop application (`engine/query/dashboard/months.py` and
`directions.py`): filters of orders act on all months, a filter of months chooses the latest one.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crri_gui.dashboard.measures import BY_NAME, Measure
from crri_gui.dashboard.measures.comparing import (
    FEW_ORDERS,
    SETTLED_SHARE,
    adds_up,
    by_difference,
)
from crri_gui.dashboard.page import Card, Chart, Page
from crri_gui.dashboard.pages import PAGES
from crri_gui.powerbi.model.hidden.publication import MONTH_STATE
from crri_gui.powerbi.model.hidden.told import Told, month_name, sentence
from crri_gui.powerbi.model.language import Language

FOLDER = "Comparisons"
DETAILS, CALENDAR = "order_details", "'calendar'"
"""The orders that days are chosen of, and the table in which they are, within quotes: a name of
DAX's own.
"""
OF_MONTHS = "monthly_new_returning"
"""The extension table of months: who chooses a month in it chooses it for its own measures."""
FORMER = ("Month", "Year")
"""What a month is held against: the complete one before it, and that of the year before."""


@dataclass(frozen=True)
class Compared:
    """A measure whose months are compared; `settled`: only those whose orders are delivered."""

    measure: Measure
    settled: bool

    @property
    def latest(self) -> str:
        """The measure that is the key of the latest month."""
        return _latest(self.settled)

    def former(self, which: str) -> str:
        """The measure that is the key of the month it is held against."""
        return _former(self.settled, which)

    def change(self, which: str) -> str:
        """The measure that is the change."""
        return f"{self.measure.name} against {which} before"

    def months(self, which: str) -> str:
        """The measure that names both months."""
        return f"{'Settled ' if self.settled else ''}{which}s compared"


def _latest(settled: bool) -> str:
    return f"Latest {'Settled' if settled else 'Complete'} Month"


def _former(settled: bool, which: str) -> str:
    return f"{'Settled' if settled else 'Complete'} {which} before"


def month_columns() -> tuple[str, ...]:
    """Every column of the five by which months are chosen; cohorts are not among them.

    A model without extension tables has no others.
    """
    found = []
    for table in ("master_orders", "monthly_revenue", "ops_metrics"):
        found += [f"{table}[order_month]", f"{table}[order_month_key]"]
    return (*found, f"monthly_revenue[{MONTH_STATE}]")


_OWN_MONTHS = (f"{OF_MONTHS}[order_month]", f"{OF_MONTHS}[order_month_key]")


def in_month(measure: str, key: str) -> str:
    """DAX: the measure in one month, under the other filters."""
    return _in_month(f"[{measure}]", BY_NAME[measure].source, key)


def _in_month(expression: str, source: str, key: str) -> str:
    cleared = ", ".join(f"REMOVEFILTERS ( {column} )" for column in month_columns())
    if source == DETAILS:
        cleared += f", REMOVEFILTERS ( {CALENDAR} )"
    if source == OF_MONTHS:
        cleared += "".join(f", REMOVEFILTERS ( {column} )" for column in _OWN_MONTHS)
    return f"CALCULATE ( {expression}, {cleared}, monthly_revenue[order_month_key] = {key} )"


def cards_by_month(page: Page) -> tuple[Card, ...]:
    """The cards of a page whose latest month is told."""
    return tuple(
        card for card in page.power_bi_cards if card.by_month and _has_months(card.measure)
    )


def charts_by_month(page: Page) -> Iterator[Chart]:
    """The lines and stacked columns of a page whose latest month is told.

    Not lines that need a second one beside, nor measures that look ahead: their cards tell no
    month.
    """
    ahead = {card.measure for card in page.cards if not card.by_month}
    for chart in page.power_bi_charts:
        by_month = chart.by is not None and chart.by.name == "order_month"
        alone = chart.kind == "stacked" or (chart.kind == "line" and not chart.beside)
        if by_month and alone and chart.measure not in ahead and _has_months(chart.measure):
            yield chart


def _has_months(measure: str) -> bool:
    """Whether the month that is chosen in monthly_revenue reaches the measure's table.

    Where it does not, the number of all months would be told as that of one.
    """
    # The measures over ops_metrics look at the months of the others themselves.
    reached = {"master_orders", "monthly_revenue", "ops_metrics", DETAILS, OF_MONTHS}
    return BY_NAME[measure].source in reached


def compared_in(page: Page) -> dict[str, Compared]:
    """What cards and lines of a page compare, by the measures' names."""
    # Of all pages, so that a measure is compared in one way.
    settled = {card.measure for every in PAGES for card in every.cards if card.settled}
    names = [
        *(card.measure for card in cards_by_month(page)),
        *(chart.measure for chart in charts_by_month(page)),
    ]
    return {name: Compared(BY_NAME[name], name in settled) for name in names}


def all_compared(pages: Iterable[Page]) -> dict[str, Compared]:
    """What the pages compare, each measure once."""
    return {name: one for page in pages for name, one in compared_in(page).items()}


def change_format(measure: Measure, say: Language) -> str:
    """The format of the measure's change: a share, or a difference, of rates in points."""
    if not by_difference(measure):
        return "+0.0%;-0.0%;0.0%"
    points = f'" {say("points")}"' if measure.format == "percent" else ""
    return f"+0.00{points};-0.00{points};0.00{points}"


def comparisons(
    pages: Sequence[Page], formats: Mapping[str, str], say: Language
) -> tuple[Told, ...]:
    """The measures of everything that the pages compare, each once."""
    wanted = all_compared(pages)
    own = any(one.measure.source == OF_MONTHS for one in wanted.values())
    return (
        *(told for settled in (False, True) for told in _months(settled, say, own=own)),
        *(_change(one, which, say) for one in wanted.values() for which in FORMER),
        *_parts(pages, formats),
    )


def _months(settled: bool, say: Language, *, own: bool) -> Iterator[Told]:
    """The latest month and those before it; `own`: months can be chosen in `OF_MONTHS` too."""
    kind = "settled" if settled else "complete"
    chosen = [column for column in month_columns() if not column.startswith("monthly_revenue")]
    direct = " || ".join(f"ISFILTERED ( {column} )" for column in chosen)
    kept = ", ".join(month_columns())
    chosen_there = " || ".join(f"ISFILTERED ( {column} )" for column in _OWN_MONTHS)
    own_months = f"VALUES ( {_OWN_MONTHS[1]} )"
    also = f" && ( NOT ( {chosen_there} ) || HereKey IN {own_months} )" if own else ""
    reads = _of(settled, f"( NOT ( IsChosen ) || HereKey IN Placed ){also}")
    yield Told(
        _latest(settled),
        f"Key YYYYMM of the latest {kind} month that the filters of months leave.",
        inspect.cleandoc(f"""
            VAR Placed =
                CALCULATETABLE (
                    VALUES ( master_orders[order_month_key] ),
                    ALLEXCEPT ( master_orders, {kept} )
                )
            VAR IsChosen = {direct}
            VAR Months = FILTER ( monthly_revenue, {reads} )
            RETURN
                MAXX ( Months, monthly_revenue[order_month_key] )
            """),
        FOLDER,
        "0",
    )
    for which in FORMER:
        held = "HereKey < Latest" if which == "Month" else "HereKey = Latest - 100"
        held = _of(settled, f"NOT ( ISBLANK ( Latest ) ) && {held}")
        yield Told(
            _former(settled, which),
            f"Key YYYYMM of the {kind} month that the latest is held against: "
            + ("the last one before it." if which == "Month" else "the same of the year before."),
            inspect.cleandoc(f"""
                VAR Latest = [{_latest(settled)}]
                VAR Months = FILTER ( ALL ( monthly_revenue ), {held} )
                RETURN
                    MAXX ( Months, monthly_revenue[order_month_key] )
                """),
            FOLDER,
            "0",
        )
    both = sentence(
        say("{latest} against {former}"),
        latest=month_name("Latest", say),
        former=month_name("Former", say),
    )
    for which in FORMER:
        yield Told(
            Compared(BY_NAME["Total Orders"], settled).months(which),
            "Which months the change beside it is of.",
            inspect.cleandoc(f"""
                VAR Latest = [{_latest(settled)}]
                VAR Former = [{_former(settled, which)}]
                RETURN
                    IF (
                        NOT ( ISBLANK ( Latest ) ) && NOT ( ISBLANK ( Former ) ),
                        {both}
                    )
                """),
            FOLDER,
        )


def _of(settled: bool, more: str) -> str:
    """DAX: whether a row of monthly_revenue is complete (and settled), and something more."""
    complete = f'monthly_revenue[{MONTH_STATE}] = "complete" && {more}'
    if not settled:
        return f"VAR HereKey = monthly_revenue[order_month_key] RETURN {complete}"
    return (
        "VAR HereKey = monthly_revenue[order_month_key] VAR Delivered = CALCULATE ( COUNT ( "
        "master_orders[delivery_days] ), ALL ( master_orders ), "
        f"master_orders[order_month_key] = HereKey ) RETURN {complete} && "
        f"monthly_revenue[orders] > 0 && Delivered >= {SETTLED_SHARE} * monthly_revenue[orders]"
    )


def parted(page: Page) -> tuple[Chart, ...]:
    """Lines of orders whose partial and stray months stand apart, in grey."""
    return tuple(
        chart
        for chart in charts_by_month(page)
        if not chart.usual_months_only and BY_NAME[chart.measure].source == "master_orders"
    )


def whole_months(measure: str) -> str:
    """The measure of complete months."""
    return f"{measure} of complete Months"


def other_months(measure: str) -> str:
    """The measure of months that are not complete."""
    return f"{measure} of other Months"


def _parts(pages: Iterable[Page], formats: Mapping[str, str]) -> Iterator[Told]:
    names = dict.fromkeys(chart.measure for page in pages for chart in parted(page))
    for name in names:
        both = ((whole_months(name), "IsWhole"), (other_months(name), "NOT ( IsWhole )"))
        for made, wanted in both:
            kind = "complete" if wanted == "IsWhole" else "partial, short or stray"
            yield Told(
                made,
                f"{name} where the one selected month is {kind}, for lines by month. Where no "
                "manifest.json tells of months, those of 5 % of the usual orders are complete.",
                inspect.cleandoc(f"""
                    VAR MonthHere = SELECTEDVALUE ( master_orders[order_month] )
                    VAR StateHere =
                        LOOKUPVALUE (
                            monthly_revenue[{MONTH_STATE}], monthly_revenue[order_month], MonthHere
                        )
                    VAR IsUsual = StateHere = "unknown" && [Usual Month] = 1
                    VAR IsWhole = StateHere = "complete" || IsUsual
                    RETURN
                        IF ( NOT ( ISBLANK ( MonthHere ) ) && {wanted}, [{name}] )
                    """),
                FOLDER,
                formats[BY_NAME[name].format],
            )


def _change(one: Compared, which: str, say: Language) -> Told:
    measure, empty = one.measure, " + 0" if adds_up(one.measure) else ""
    known = "NOT ( ISBLANK ( Newest ) ) && NOT ( ISBLANK ( Oldest ) )"
    if by_difference(measure):
        scale = "100 * ( Newest - Oldest )" if measure.format == "percent" else "Newest - Oldest"
        made = scale
        unit = "points" if measure.format == "percent" else measure.unit
    else:
        known += " && Oldest > 0"
        made, unit = "DIVIDE ( Newest - Oldest, Oldest )", "share"
    behind = ""
    if measure.orders_dax:
        behind = f"{_fewest('FewestBehind', measure.orders_dax, measure.source)}\n            "
        known = f"FewestBehind >= {FEW_ORDERS} && {known}"
    former = "complete month before" if which == "Month" else "same month of the year before"
    return Told(
        one.change(which),
        f"Change of {measure.name} from the {former} to the latest "
        f"{'settled' if one.settled else 'complete'} month. Unit: {unit}. Blank: there is no such "
        f"month, or one of both has under {FEW_ORDERS} orders.",
        inspect.cleandoc(f"""
            VAR Latest = [{one.latest}]
            VAR Former = [{one.former(which)}]
            VAR Newest = {in_month(measure.name, "Latest")}{empty}
            VAR Oldest = {in_month(measure.name, "Former")}{empty}
            {_fewest("Fewest", "[Total Orders]", "master_orders")}
            {behind}RETURN
                IF (
                    NOT ( ISBLANK ( Latest ) ) && NOT ( ISBLANK ( Former ) )
                        && Fewest >= {FEW_ORDERS} && {known},
                    {made}
                )
            """),
        FOLDER,
        change_format(measure, say),
    )


def _fewest(name: str, count: str, source: str) -> str:
    """DAX: a variable with the smaller count of both months."""
    both = ", ".join(_in_month(count, source, key) for key in ("Latest", "Former"))
    return f"VAR {name} = MIN ( {both} )"
