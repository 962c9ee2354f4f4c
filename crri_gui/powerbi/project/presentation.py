"""PRESENTATION.md: how to show the dashboard in two to three minutes, with the figures of a run.

It says at its top of which CSVs it tells. A sentence is said only where the data carries it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crri_gui.messages.formatting import month_in_words as _month
from crri_gui.messages.formatting import told_apart

if TYPE_CHECKING:
    from crri_gui.engine.query.presentation_facts import PresentationFacts, SpeedCompared


PRESENTATION = "PRESENTATION.md"


@dataclass(frozen=True)
class PresentationInput:
    """Of which CSVs a script tells: where they are, and when they were published (ISO 8601).

    `folder` is empty for the CSVs beside it; `published` where no manifest says it.
    """

    folder: str = ""
    published: str = ""

    @property
    def named(self) -> str:
        """The CSVs in words."""
        where = f"in {self.folder}" if self.folder else "beside this file"
        return f"the CSVs {where}" + (f", published {self.published}" if self.published else "")


def megabytes(size: int) -> str:
    """As many digits as say how much it is: an estimate has no more."""
    if size < 100_000:
        return "under 0.1 MB"
    return f"{size / 1e6:,.1f} MB" if size < 10_000_000 else f"{size / 1e6:,.0f} MB"


def _money(value: object) -> str:
    return f"{float(str(value)):,.2f}"


def _percent(value: object) -> str:
    return told_apart(float(str(value)), ".1%")


def _counted(count: object, one: str) -> str:
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def _span(story: PresentationFacts, words: str = "from {} to {}") -> str:
    first, last = _month(story.first_month), _month(story.last_month)
    return f"in {first}" if first == last else words.format(first, last)


def _is_share(value: object) -> bool:
    """Whether it is part of a whole: where refunds outweigh sales, it can be more or less."""
    return value is not None and 0 <= float(str(value)) <= 1


def _executive(story: PresentationFacts) -> list[str]:
    m = story.measures
    # Some exports do not say who bought.
    customers = m["Active Customers"]
    of_customers = f" of {_counted(customers, 'customer')}" if customers else ""
    span = _span(story)
    said = [
        f"{span[0].upper()}{span[1:]} the shop took {_money(m['Total Revenue'])} with "
        f"{_counted(m['Total Orders'], 'order')}{of_customers}: {_money(m['AOV'])} an order."
    ]
    if story.no_orders_since is not None:
        said.append(f"From {_month(story.no_orders_since)} on no order was counted.")
    if story.best_month is not None:
        month, revenue = story.best_month
        said.append(f"The best month was {_month(month)} with {_money(revenue)}.")
    said += _repeaters(story)
    if story.top_state is not None and _is_share(story.top_state[1]):
        said.append(
            f"{story.top_state[0]} alone brings {_percent(story.top_state[1])} of the revenue."
        )
    return said


def _repeaters(story: PresentationFacts) -> list[str]:
    rate, repeaters = story.measures["Repeat Rate"], story.measures["Repeat Customers"]
    if rate is None:
        return []
    said = [f"{_percent(rate)} of the customers ordered more than once."]
    if repeaters and story.counts.on_one_day:
        on_one_day = story.counts.on_one_day
        said.append(
            f"Of these {repeaters:,}, {on_one_day:,} ({_percent(on_one_day / int(repeaters))}) "
            "bought on one day only: they may be split baskets."
        )
    return said


def _retention(story: PresentationFacts) -> list[str]:
    m, counts = story.measures, story.counts
    said = ["Each row is the customers who first bought in a month; to the right, who came back."]
    if m["Later Retention Rate"] is not None:
        later = told_apart(float(m["Later Retention Rate"]), ".2%")
        said.append(
            f"In a month after their first, {later} of the customers order again, each cohort "
            "counted by its size."
        )
    if counts.observed and counts.again is not None:
        said.append(
            f"Of the {_counted(counts.observed, 'customer')} observed for 90 days, "
            f"{_percent(counts.again / counts.observed)} ordered again within them. In Repeat Rate "
            "by month late customers have had less time: compare months by the rate within a "
            "fixed time, which is drawn beside it."
        )
    share = m["Revenue from Repeat Customers %"]
    if _is_share(share):
        said.append(f"Repeat customers bring {_percent(share)} of the revenue.")
    small, large = story.smallest_cohort, story.largest_cohort
    if small and large and small[1] < large[1]:
        said.append(
            f"Cohorts have from {small[1]:,} ({_month(small[0])}) to {large[1]:,} "
            f"({_month(large[0])}) customers; rates of small ones jump."
        )
    return said


def _segmentation(story: PresentationFacts) -> list[str]:
    customers, money = story.measures["High Value Customer %"], story.high_value_revenue
    said = []
    if customers is not None and money is not None and _is_share(money):
        said.append(
            f"The High Value segment is {_percent(customers)} of the customers and brings "
            f"{_percent(money)} of the revenue."
        )
        if money > customers:
            said.append("These customers come first when money goes into retention.")
    once, more = story.spend_once, story.spend_more
    if once is not None and more is not None:
        times = more / once if once > 0 else 0
        said.append(
            f"Who ordered once spent {_money(once)} on average, who ordered more often "
            f"{_money(more)}" + (f", {times:.1f} times as much." if times >= 1.05 else ".")
        )
    return said


def _months(first: str, last: str) -> str:
    return _month(first) if first == last else f"{_month(first)} to {_month(last)}"


def _speed(compared: SpeedCompared | None) -> list[str]:
    if compared is None or abs(compared.days_now - compared.days_before) < 0.1:
        return []
    change = "faster" if compared.days_now < compared.days_before else "slower"
    young = compared.young
    are = "is" if len(young) == 1 else "are"
    its = "its" if len(young) == 1 else "their"
    return [
        f"It got {change}: half of the orders of {_months(*compared.now)} arrived within "
        f"{compared.days_now:.1f} days, of those of the same months a year before "
        f"({_months(*compared.before)}) within {compared.days_before:.1f}.",
        f"{_months(young[0], young[-1])} {are} left out of that: some of {its} orders can still "
        "be on the way.",
    ]


def _operations(story: PresentationFacts) -> list[str]:
    m, counts = story.measures, story.counts
    said = []
    if m["Avg Delivery Days"] is not None:
        said.append(f"What was delivered took {float(m['Avg Delivery Days']):.1f} days on average.")
    said += _speed(story.speed)
    if counts.judged and counts.late is not None:
        said.append(
            f"{_percent(counts.late / counts.judged)} came late: {counts.late:,} of the "
            f"{_counted(counts.judged, 'order')} that can be judged."
        )
    if counts.overdue:
        said.append(
            f"Beside them, {counts.overdue:,} overdue "
            f"{'order has' if counts.overdue == 1 else 'orders have'} no delivery date."
        )
    if m["Avg Review Score"] is not None:
        said.append(f"The mean review score is {float(m['Avg Review Score']):.2f} of 5.")
    if story.quick_and_slow is not None and story.quick_and_slow[0] > story.quick_and_slow[1]:
        quick, slow = story.quick_and_slow
        said.append(
            f"Deliveries faster than half of them are rated {quick:.2f}, others {slow:.2f}."
        )
    if story.top_payment is not None:
        said.append(
            f"{_percent(story.top_payment[1])} of the orders are paid by {story.top_payment[0]}."
        )
    return said


def _next_steps(story: PresentationFacts) -> list[str]:
    rate = story.measures["Repeat Rate"]
    goal = "" if rate is None else f" from {_percent(rate)}"
    steps = ["Model what a customer is worth over time, by cohort."]
    if rate != 1:
        aim = (
            f"Run targeted experiments to raise the repeat rate{goal}, and measure them by cohort."
        )
        steps.insert(0, aim)
    return steps


def _of(story: PresentationFacts, told: PresentationInput) -> list[str]:
    m = story.measures
    return [
        f"**The figures of {told.named}: {_money(m['Total Revenue'])} from "
        f"{_counted(m['Total Orders'], 'order')}, {_span(story, '{} to {}')}.**",
        "Where the cards of the dashboard say otherwise, this text is of a former run; "
        "`crri powerbi` writes it anew.",
        "Every `crri run` and `crri restore` into its folder does so too, unless you have "
        "changed it.",
    ]


def presentation(story: PresentationFacts | None, told: PresentationInput) -> bytes:
    """The script as Markdown; None: there are no orders to tell of."""
    lines = ["# Presenting the dashboard", ""]
    if story is None:
        lines.append(f"There are no orders in {told.named}, so there is nothing to tell.")
        return ("\n".join(lines) + "\n").encode("utf-8")
    one_line = (
        "This dashboard tracks revenue health, customer stickiness, the value of segments and "
        "operations, to weigh retention against acquisition."
    )
    parts = [
        ("In one line", [one_line]),
        ("Executive Overview (30 seconds)", _executive(story)),
        ("Retention & Cohorts (45 seconds)", _retention(story)),
        ("Customer Segmentation (30 seconds)", _segmentation(story)),
        ("Operations (15 seconds)", _operations(story)),
        ("Beyond the report (45 seconds)", [str(said) for said in story.beyond]),
        ("Next steps", _next_steps(story)),
    ]
    lines += [
        *_of(story, told),
        "",
        "Two to three minutes, page by page; what the CSVs do not carry is left out.",
        "",
        f"Ids of orders and customers are most of the model: {megabytes(story.memory_of_ids)} of "
        "Power BI's memory by estimate, at two bytes a letter and 20 an id in each column.",
    ]
    for title, said in parts:
        if said:
            lines += ["", f"## {title}", "", *(f"- {sentence}" for sentence in said)]
    return ("\n".join(lines) + "\n").encode("utf-8")
