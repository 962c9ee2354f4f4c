"""What a chart shows, in a sentence: its title in Power BI, and the beginning of its alt text.

A sentence is made of the chart's description, so a page that is added has its own. Where the data
does not carry it, the title is the chart's name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator

from crri_gui.dashboard.measures import BY_NAME, Measure
from crri_gui.dashboard.measures.comparing import by_difference
from crri_gui.dashboard.measures.movement import DOWN_DAX, UP_DAX
from crri_gui.dashboard.page import (
    FROM_SEGMENT,
    ORDERS_PLACED,
    VALUE_COHORT,
    VALUE_MONTHS,
    Card,
    Chart,
    Page,
)
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.comparisons import (
    FORMER,
    Compared,
    cards_by_month,
    charts_by_month,
    compared_in,
    in_month,
)
from crri_gui.powerbi.model.hidden.told import Told, month_name, sentence, text, written
from crri_gui.powerbi.model.language import ENGLISH, Language

FOLDER = "Findings"


def finding_name(chart: Chart) -> str:
    """The measure that is the chart's title."""
    return f"Finding on {chart.title}"


def alt_name(chart: Chart) -> str:
    """The measure that is the chart's alternative text."""
    return f"Alt text of {chart.title}"


def findings(pages: Iterable[Page], shop: Shop, say: Language) -> tuple[Told, ...]:
    """The findings and alternative texts of all charts that have something to say."""
    made: list[Told] = []
    for page in pages:
        made += _card_alts(page, shop, say)
        for chart in page.power_bi_charts:
            dax = _finding(page, chart, shop, say)
            if dax is None:
                continue
            made.append(
                Told(finding_name(chart), f"What {chart.title} shows: its title.", dax, FOLDER)
            )
            alt = f'[{finding_name(chart)}] & ". " & {text(say(chart.alt))}'
            made.append(
                Told(alt_name(chart), f"What a screen reader says of {chart.title}.", alt, FOLDER)
            )
    return tuple(made)


def card_alt_name(card: Card) -> str:
    """The measure that is the alternative text of a card whose months are compared."""
    return f"Alt text of card {card.name}"


def _card_alts(page: Page, shop: Shop, say: Language) -> Iterator[Told]:
    compared = compared_in(page)
    for card in cards_by_month(page):
        one = compared[card.measure]
        changes = "".join(_changed(one, which, say) for which in FORMER)
        value = written(one.measure, f"[{card.measure}]", shop, say)
        yield Told(
            card_alt_name(card),
            f"What a screen reader says of the card {card.name}.",
            f"{text(say(card.alt).rstrip('.') + ': ')} & {value}\n    {changes}".rstrip(),
            FOLDER,
        )


def _changed(one: Compared, which: str, say: Language) -> str:
    change = f"[{one.change(which)}]"
    told = f'"; " & {_signed(one.measure, change, say)} & " " & [{one.months(which)}]'
    return f"& IF ( NOT ( ISBLANK ( {change} ) ), {told} )\n    "


def _signed(measure: Measure, value: str, say: Language) -> str:
    """DAX: a change of the measure as text, with its sign; digits as in `_share`."""
    if not by_difference(measure):
        near = f"{value} <> 0 && ABS ( {value} ) < 0.0005"
        near += f" || ABS ( {value} ) >= 0.9995 && ABS ( {value} ) < 1"
        form = f'IF ( {near}, "+0.0000%;-0.0000%;0.0%", "+0.0%;-0.0%;0.0%" )'
        return f"FORMAT ( {value}, {form}, {text(say.culture)} )"
    points = f" & {text(' ' + say('points'))}" if measure.format == "percent" else ""
    return f'FORMAT ( {value}, "+0.00;-0.00;0.00", {text(say.culture)} ){points}'


def has_finding(page: Page, chart: Chart) -> bool:
    """Whether the chart has a sentence."""
    return _finding(page, chart, Shop(), ENGLISH) is not None


def _finding(page: Page, chart: Chart, shop: Shop, say: Language) -> str | None:
    if chart in tuple(charts_by_month(page)):
        return _latest_month(page, chart, shop, say)
    if chart.kind == "stacked":
        return _both(chart, shop, say)
    if chart.beside:
        return _overall(chart, shop, say)
    made = _KINDS.get(chart.kind)
    said = None if made is None else made(chart, shop, say)
    return said or _in_all(chart, shop, say)


def _share(above: str, below: str, say: Language) -> str:
    """DAX: a share as text; nearly nothing and nearly all have digits enough to be told apart."""
    share = f"DIVIDE ( {above}, {below} )"
    near = f"{share} > 0 && {share} < 0.0005 || {share} >= 0.9995 && {share} < 1"
    return f'FORMAT ( {share}, IF ( {near}, "0.0000%", "0.0%" ), {text(say.culture)} )'


def _latest_month(page: Page, chart: Chart, shop: Shop, say: Language) -> str:
    one = compared_in(page)[chart.measure]
    measure = one.measure
    now = sentence(
        say("{measure} {now} in {latest}"),
        measure=text(say(measure.name)),
        now=written(measure, "Newest", shop, say),
        latest=month_name("Latest", say),
    )
    change = sentence(
        say(", {change} against {former}"),
        change=_signed(measure, "Change", say),
        former=month_name("Former", say),
    )
    return inspect.cleandoc(f"""
        VAR Latest = [{one.latest}]
        VAR Former = [{one.former("Month")}]
        VAR Newest = {in_month(measure.name, "Latest")}
        VAR Change = [{one.change("Month")}]
        RETURN
            IF (
                ISBLANK ( Latest ) || ISBLANK ( Newest ),
                {text(say(chart.title))},
                {now} & IF ( NOT ( ISBLANK ( Change ) ), {change} )
            )
        """)


def _in_all(chart: Chart, shop: Shop, say: Language) -> str | None:
    """What can be said of any chart: its measure over all that is selected."""
    if chart.measure not in BY_NAME:
        return None
    return _over_all(chart, chart.measure, say("{measure} {now} in all"), shop, say)


def _overall(chart: Chart, shop: Shop, say: Language) -> str:
    """Of all that is selected: by month the first measure would mislead."""
    template = say("{measure} {now} of all who were observed that long")
    return _over_all(chart, chart.beside, template, shop, say)


def _both(chart: Chart, shop: Shop, say: Language) -> str:
    """Both measures over all that is selected; where one is blank, the title."""
    upper, lower = BY_NAME[chart.beside], BY_NAME[chart.measure]
    said = sentence(
        say("{upper} {more} and {lower} {now} in all"),
        upper=text(say(upper.name)),
        more=written(upper, "Upper", shop, say),
        lower=text(say(lower.name)),
        now=written(lower, "Lower", shop, say),
    )
    return inspect.cleandoc(f"""
        VAR Upper = [{upper.name}]
        VAR Lower = [{lower.name}]
        RETURN
            IF (
                ISBLANK ( Upper ) || ISBLANK ( Lower ),
                {text(say(chart.title))},
                {said}
            )
        """)


def _over_all(chart: Chart, name: str, template: str, shop: Shop, say: Language) -> str:
    """The template with a measure over all that is selected; where it is blank, the title."""
    measure = BY_NAME[name]
    said = sentence(
        template,
        measure=text(say(measure.name)),
        now=written(measure, "Newest", shop, say),
    )
    return inspect.cleandoc(f"""
        VAR Newest = [{measure.name}]
        RETURN
            IF ( ISBLANK ( Newest ), {text(say(chart.title))}, {said} )
        """)


def _largest(chart: Chart, shop: Shop, say: Language) -> str | None:
    """Which bar is the longest, where one is.

    Not of rates and means, whose highest is that of few customers by chance alone.
    """
    if chart.by is None or by_difference(BY_NAME[chart.measure]):
        return None
    measure = BY_NAME[chart.measure]
    column = f"{chart.by.table}[{chart.by.sorted_copy or chart.by.name}]"
    share = _share("Most", "Whole", say)
    if chart.by == ORDERS_PLACED:
        orders = f"IF ( Named = 1, {text(say('order'))}, {text(say('orders'))} )"
        template = "{share} of the customers placed {named} {orders}"
        said = sentence(say(template), share=share, named="Named", orders=orders)
    else:
        counted = measure.format == "integer"
        head = "Most {unit}" if counted else "Highest {measure}"
        said = sentence(
            say(head + ": {named} with {most}"),
            unit=text(say(measure.unit)),
            measure=text(say(measure.name)),
            named="Named",
            most=written(measure, "Most", shop, say),
        )
        # A part of the whole is only told where the parts are of one whole.
        if measure.made_of is not None and measure.made_of.how == "sum":
            said += f" & IF ( Whole > 0, {sentence(say(', {share} of all'), share=share)} )"
    return inspect.cleandoc(f"""
        VAR Parts = ADDCOLUMNS ( VALUES ( {column} ), "@value", [{measure.name}] )
        VAR Most = MAXX ( Parts, [@value] )
        VAR Whole = [{measure.name}]
        VAR Longest = FILTER ( Parts, [@value] = Most )
        VAR Named = MINX ( Longest, {column} )
        RETURN
            IF (
                COUNTROWS ( Longest ) <> 1 || Most <= 0 || ISBLANK ( Named ),
                {text(say(chart.title))},
                {said}
            )
        """)


def _retention(chart: Chart, _: Shop, say: Language) -> str | None:
    if chart.by is None or chart.by.table != "cohort_retention":
        return None
    said = sentence(
        say(
            "{next} of the customers order again in the month after their first, {later} in a "
            "later month on average"
        ),
        next=f'FORMAT ( NextRate, "0.00%", {text(say.culture)} )',
        later=f'FORMAT ( LaterRate, "0.00%", {text(say.culture)} )',
    )
    return inspect.cleandoc(f"""
        VAR NextRate = CALCULATE ( [Retention Rate], cohort_retention[months_since_first] = 1 )
        VAR LaterRate = [Later Retention Rate]
        RETURN
            IF ( ISBLANK ( NextRate ) || ISBLANK ( LaterRate ), {text(say(chart.title))}, {said} )
        """)


def _again(chart: Chart, _: Shop, say: Language) -> str | None:
    if chart.level != "Segment Orders" or chart.measure != "Segment Revenue":
        return None
    said = sentence(
        say("{several} of the customers ordered more than once and bring {money} of the revenue"),
        several=_share("Several", "[Customers]", say),
        money=_share("Money", "[Segment Revenue]", say),
    )
    return inspect.cleandoc(f"""
        VAR Several = CALCULATE ( [Customers], rfm_customers[frequency] >= 2 ) + 0
        VAR Money = CALCULATE ( [Segment Revenue], rfm_customers[frequency] >= 2 ) + 0
        RETURN
            IF ( [Segment Revenue] > 0, {said}, {text(say(chart.title))} )
        """)


def _moves(chart: Chart, shop: Shop, say: Language) -> str | None:
    """Of moves between segments: who moved up and down, or what they are worth."""
    if chart.by != FROM_SEGMENT:
        return None
    measure = BY_NAME[chart.measure]
    if measure.format == "money":
        template = "Who moved up has spent {up}, who moved down {down}"
    else:
        template = "{up} customers moved up and {down} down, {same} stayed in their segment"
    said = sentence(
        say(template),
        up=written(measure, "Upward", shop, say),
        down=written(measure, "Downward", shop, say),
        same=f'FORMAT ( [Unchanged Segment %], "0.0%", {text(say.culture)} )',
    )
    return inspect.cleandoc(f"""
        VAR Upward =
            CALCULATE ( [{measure.name}], FILTER ( segment_movement, {_in_one_line(UP_DAX)} ) ) + 0
        VAR Downward =
            CALCULATE (
                [{measure.name}],
                FILTER ( segment_movement, {_in_one_line(DOWN_DAX)} )
            ) + 0
        RETURN
            IF ( ISBLANK ( [Unchanged Segment %] ), {text(say(chart.title))}, {said} )
        """)


def _in_one_line(dax: str) -> str:
    return " ".join(dax.split())


def _brought(chart: Chart, shop: Shop, say: Language) -> str | None:
    """Of value by months since the first order: the first month, and a year or half of it later."""
    if chart.by not in (VALUE_COHORT, VALUE_MONTHS):
        return None
    until = 12 if chart.kind == "line" else 6
    first, later = (
        BY_NAME[f"Value per Customer {when}"] for when in ("in month 0", f"by month {until}")
    )
    said = sentence(
        say("A customer brings {first} in the first month and {later} by month {until}"),
        first=written(first, "Begun", shop, say),
        later=written(later, "Reached", shop, say),
        until=text(str(until)),
    )
    return inspect.cleandoc(f"""
        VAR Begun = [{first.name}]
        VAR Reached = [{later.name}]
        RETURN
            IF ( ISBLANK ( Reached ), {text(say(chart.title))}, {said} )
        """)


def _of_table(chart: Chart, shop: Shop, say: Language) -> str | None:
    """What a matrix or a line says of the table that it is of."""
    for of in (_retention, _moves, _brought):
        if made := of(chart, shop, say):
            return made
    return None


_KINDS: dict[str, Callable[[Chart, Shop, Language], str | None]] = {
    "bars": _largest,
    "columns": _largest,
    "line": _of_table,
    "matrix": _of_table,
    "scatter": _again,
}
