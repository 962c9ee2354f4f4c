"""What a page of the dashboard is, whatever draws it: cards, charts, filters, layout."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

FilterName = Literal["months", "payment_types", "states"]
Kind = Literal[
    "line",
    "bars",
    "columns",
    "stacked",
    "matrix",
    "curves",
    "scatter",
    "spread",
    "segment grid",
    "segment table",
    "intervals",
    "moves",
    "flows",
    "figures",
]


BY_COLUMN: tuple[Kind, ...] = ("line", "bars", "columns", "stacked")
"""The kinds that show measures by a column, which the window asks by the description alone."""


@dataclass(frozen=True)
class Column:
    """A column of an output table that numbers are shown by, and its `title` on an axis.

    `sorted_copy` is its copy in the Power BI model whose values sort as they are to be shown.
    """

    table: str
    name: str
    title: str
    sorted_copy: str = ""


MONTH = Column("master_orders", "order_month", "Month")
PAYMENT_TYPE = Column("master_orders", "payment_type", "Payment type")
STATE = Column("master_orders", "customer_state", "State")
SEGMENT = Column("rfm_customers", "segment", "Segment", "segment_ordered")
CUSTOMER = Column("rfm_customers", "customer_unique_id", "Customer")
COHORT = Column("cohort_retention", "cohort_month", "Cohort", "cohort_month_txt")
COHORT_ORDER_MONTH = Column("cohort_retention", "order_month", "Month", "order_month_txt")
MONTHS_SINCE_FIRST = Column("cohort_retention", "months_since_first", "Months since first order")
"""Only in Power BI, whose query makes it of the two months."""
ORDERS_PLACED = Column("rfm_customers", "frequency", "Orders")
OPERATIONS_MONTH = Column("ops_metrics", "order_month", "Month")
VALUE_COHORT = Column("cohort_ltv", "cohort_month", "Cohort", "cohort_month_txt")
VALUE_MONTHS = Column("cohort_ltv", "months_since_first", "Months since the first order")
FROM_SEGMENT = Column("segment_movement", "from_segment", "Before", "from_segment_ordered")
TO_SEGMENT = Column("segment_movement", "to_segment", "Now", "to_segment_ordered")
NEW_RETURNING_MONTH = Column("monthly_new_returning", "order_month", "Month")
REPEAT_TENTH = Column("repeat_propensity", "decile", "Tenth")
PREDICTED_CUSTOMER = Column("predicted_value", "customer_unique_id", "Customer")


@dataclass(frozen=True)
class Need:
    """A column of an output without which there is nothing to show.

    `missing` is said instead where no order has it.
    """

    table: str
    column: str
    missing: str


DELIVERY_DATES = Need(
    "master_orders", "delivery_days", "No delivery dates were read from this export."
)
LATE_RATES = Need(
    "ops_metrics",
    "late_delivery_rate",
    "No order can be judged as late.",
)
REVIEWS = Need("master_orders", "review_score", "No reviews were read from this export.")
PAYMENT_TYPES = Need(
    "master_orders", "payment_type", "No types of payment were read from this export."
)
STATES = Need(
    "master_orders", "customer_state", "No states of customers were read from this export."
)
CUSTOMERS = Need("master_orders", "customer_unique_id", "This export names no customers.")
SCORES = Need(
    "repeat_propensity", "decile", "Nobody is scored: no model has proved itself on this data."
)
PREDICTIONS = Need(
    "predicted_value",
    "expected_revenue",
    "Nothing is predicted: no model has proved itself on this data.",
)
NEEDS = (
    DELIVERY_DATES,
    LATE_RATES,
    REVIEWS,
    PAYMENT_TYPES,
    STATES,
    CUSTOMERS,
    SCORES,
    PREDICTIONS,
)


@dataclass(frozen=True, kw_only=True)
class Card:
    """A measure as one number.

    `alt` is what Power BI tells a screen reader; the window tells it value and unit. `title`
    where it is not called as its measure. Power BI writes a `shortened` number as 1.2M. `needs` is
    what it is made of, where an export may lack it.

    In the window a card whose measure is defined `by_month` tells the latest complete month against
    former ones; not one that looks ahead, such as Repeat Rate, of which late months have had less
    time. `settled` takes months whose orders are nearly all delivered. `context` is the measure
    that Power BI tells below a number which has no former one. `better` says which
    direction is the good one, where there is no doubt.
    """

    measure: str
    alt: str = ""
    title: str = ""
    shortened: bool = False
    in_power_bi: bool = True
    needs: Need | None = None
    by_month: bool = False
    settled: bool = False
    context: str = ""
    better: Literal["", "higher", "lower"] = ""

    @property
    def name(self) -> str:
        """What stands above the number."""
        return self.title or self.measure


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart: a measure by a column.

    `key` names it within its page, and is part of its identity in Power BI. `beside` is a second
    measure in the same chart (`beside_title` is what the window calls it; "stacked" columns have
    it on top), `across` the columns of
    a matrix or what points are coloured by. Of a scatter `level` is the measure of the level axis
    and `measure` the upright one; `axis_titles` are their names. `tooltips` are told beside the
    value; the window leaves out those that cannot be asked by group (`Measure.can_be_grouped`).

    A matrix with a `total` has a row of that name on top, which is of all rows together.
    `alt` is what Power BI tells a screen reader. `note` stands below the title in window and PDF,
    `subtitle` in Power BI; `hint` says what can be done with it in the window. The question mark
    is about the measure that it `explains`: its own if None, "" for no question mark.

    With `usual_months_only`, months of few orders do not stretch the scale. `scale` are its ends
    where they are fixed, `series` is the place of the chart's colour in the palette. A chart that
    `scrolls` shows every value of its column however many there are. `needs` is what it is made
    of, where an export may lack it.
    """

    key: str
    kind: Kind
    title: str
    measure: str = ""
    by: Column | None = None
    beside: str = ""
    beside_title: str = ""
    across: Column | None = None
    total: str = ""
    level: str = ""
    axis_titles: tuple[str, str] | None = None
    tooltips: tuple[str, ...] = ()
    largest_first: bool = False
    usual_months_only: bool = False
    alt: str = ""
    note: str = ""
    subtitle: str = ""
    hint: str = ""
    explains: str | None = None
    series: int = 0
    scale: tuple[float, float] | None = None
    scrolls: bool = False
    in_window: bool = True
    in_power_bi: bool = True
    needs: Need | None = None


CARDS = "cards"
"""In a layout: the row of cards, which is as high as a card."""
CHANGES = "changes"
"""In a layout of window or paper: what changed, in sentences; Power BI has none."""
OF_ALL_CUSTOMERS = "This page is of all customers; no filter acts on it."
"""The `filter_note` of a page that no filter reaches."""
WORDS = "words"
"""In a layout of window or paper: what the page says in sentences; Power BI has none."""
_FILTER_OF: dict[str, FilterName] = {
    "order_month": "months",
    "payment_type": "payment_types",
    "customer_state": "states",
}


@dataclass(frozen=True)
class Split:
    """Parts with their shares of the width (`across`) or of the height; see `beside`, `below`."""

    across: bool
    parts: tuple[tuple[int, Layout], ...]


Layout = str | Split
"""`CARDS`, the key of a chart, or several of them."""


def beside(*parts: tuple[int, Layout]) -> Split:
    """Parts side by side, with their shares of the width."""
    return Split(True, parts)


def below(*parts: tuple[int, Layout]) -> Split:
    """Parts below each other, with their shares of the height; the cards' own counts nothing."""
    return Split(False, parts)


@dataclass(frozen=True, kw_only=True)
class View:
    """A further page of the Power BI report for charts of a page: its `title` and where they lie.

    `short` is what it is called where there is no room for the title. Power BI has a drop-down for
    each of the `slicers`.
    """

    key: str
    title: str
    layout: Layout
    short: str = ""
    slicers: tuple[FilterName, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page; `key` is the name of its module, `order` its place among the pages.

    `short` is what it is called where there is no room for its `title`.

    `filters` reach it; `filter_note` says in the window what they do not reach. Power BI has a
    drop-down for each, or for `slicers` only; in the window they are chosen by a click in a chart,
    too (`filter_by`). `window`, `paper` and `power_bi` say where its parts
    lie in the window, in the PDF and in the Power BI report; `paper_next` is a second sheet, for
    tables whose digits would be too small beside the rest. `asked_with` is the group of extension
    tables without which there is no such page. Without layouts the charts lie two by two below the
    cards; paper is laid out as the window, whose cards it has above all. Charts that need a page of
    their own in Power BI are in its `views`.
    """

    key: str
    order: int
    title: str
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...]
    filters: tuple[FilterName, ...] = ("months", "payment_types", "states")
    filter_note: str = ""
    slicers: tuple[FilterName, ...] | None = None
    window: Layout | None = None
    paper: Layout | None = None
    paper_next: Layout | None = None
    power_bi: Layout | None = None
    views: tuple[View, ...] = ()
    asked_with: str = ""
    short: str = ""

    @property
    def name(self) -> str:
        """Its title in few letters."""
        return self.short or self.title

    def is_with(self, extensions: Collection[str] | None) -> bool:
        """Whether these groups of extension tables have what it shows; None: all of them."""
        return extensions is None or not self.asked_with or self.asked_with in extensions

    def __post_init__(self) -> None:
        """Refuse a page that cannot be drawn. Raises `ValueError`."""
        for what, layout, charts in (
            ("window", self.window_layout, self.window_charts),
            ("paper", self.paper_layout, self.window_charts),
            ("power_bi", self.power_bi_layout, self.power_bi_charts),
        ):
            apart = (CARDS,) if what == "power_bi" else (CARDS, CHANGES, WORDS)
            keys = keys_in(layout)
            if what == "paper" and self.paper_next is not None:
                keys += keys_in(self.paper_next)
            if what == "power_bi":
                keys += tuple(key for view in self.views for key in keys_in(view.layout))
            laid_out = sorted(key for key in keys if key not in apart)
            if laid_out != sorted(chart.key for chart in charts):
                raise ValueError(
                    f"Page {self.key}: its layout {what} has {laid_out}, which is not each of its "
                    "charts once."
                )
        parts: tuple[Card | Chart, ...] = (*self.power_bi_cards, *self.power_bi_charts)
        for part in parts:
            if not part.alt:
                raise ValueError(f"Page {self.key}: {part} needs an alt text for Power BI.")

    def filter_by(self, chart: Chart) -> FilterName | None:
        """What a click on a value of the chart filters the page by; None where it does not."""
        if chart.by is None or chart.kind not in BY_COLUMN:
            return None
        name = _FILTER_OF.get(chart.by.name)
        return name if name in self.filters else None

    @property
    def power_bi_cards(self) -> tuple[Card, ...]:
        """The cards of the Power BI report."""
        return tuple(card for card in self.cards if card.in_power_bi)

    @property
    def window_charts(self) -> tuple[Chart, ...]:
        """What window and PDF show."""
        return tuple(chart for chart in self.charts if chart.in_window)

    @property
    def power_bi_charts(self) -> tuple[Chart, ...]:
        """What the Power BI report shows."""
        return tuple(chart for chart in self.charts if chart.in_power_bi)

    @property
    def window_layout(self) -> Layout:
        """Where its parts lie in the window."""
        return self.window or _two_by_two(self.window_charts)

    @property
    def paper_layout(self) -> Layout:
        """Where its charts lie on its first sheet of paper, below the cards."""
        return self.paper or without_cards(self.window_layout)

    @property
    def paper_layouts(self) -> tuple[Layout, ...]:
        """Where its charts lie on each of its sheets."""
        return (self.paper_layout, *(() if self.paper_next is None else (self.paper_next,)))

    @property
    def power_bi_layout(self) -> Layout:
        """Where its parts lie in the Power BI report."""
        return self.power_bi or _two_by_two(self.power_bi_charts)


def _two_by_two(charts: tuple[Chart, ...]) -> Layout:
    keys = [chart.key for chart in charts]
    pairs = [keys[place : place + 2] for place in range(0, len(keys), 2)]
    return below((0, CARDS), *((1, beside(*((1, key) for key in pair))) for pair in pairs))


def without_cards(layout: Layout) -> Layout:
    """The layout of the charts alone."""
    if isinstance(layout, str):
        return layout
    kept = ((share, without_cards(part)) for share, part in layout.parts if part != CARDS)
    return Split(layout.across, tuple(kept))


def keys_in(layout: Layout) -> tuple[str, ...]:
    """Its parts, in reading order."""
    if isinstance(layout, str):
        return (layout,)
    return tuple(key for _, part in layout.parts for key in keys_in(part))
