"""The cards: a number, and below it what it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.page import Card, Page
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.comparisons import FORMER, cards_by_month, compared_in
from crri_gui.powerbi.model.hidden.findings import card_alt_name
from crri_gui.powerbi.model.language import Language
from crri_gui.powerbi.report.visuals import (
    Field,
    Place,
    Visual,
    colour,
    measure,
    measured,
    properties,
)

GAP = 16


def cards(page: Page, area: Place, shop: Shop, say: Language) -> tuple[Visual, ...]:
    """The cards of a page side by side in an area."""
    described = page.power_bi_cards
    width = (area.width - (len(described) - 1) * GAP) // len(described)
    places = (
        Place(area.x + number * (width + GAP), area.y, width, area.height)
        for number in range(len(described))
    )
    return tuple(
        _card(page, card, place, shop, say) for card, place in zip(described, places, strict=True)
    )


def _selected(entries: list[dict[str, Any]], **selector: Any) -> list[dict[str, Any]]:
    return [{**entry, "selector": selector} for entry in entries]


def figure(size: float, **more: Any) -> dict[str, Any]:
    """The objects of a card that shows its number alone, `size` points high, on the left."""
    return {
        "value": _selected(
            properties(
                fontSize=size, fontColor=colour(LIGHT.text), horizontalAlignment="left", **more
            ),
            id="default",
        ),
        "label": _selected(properties(show=False), id="default"),
        "outline": _selected(properties(show=False), id="default"),
        "accentBar": _selected(properties(show=False), id="default"),
    }


def _card(page: Page, card: Card, place: Place, shop: Shop, say: Language) -> Visual:
    decimals = {"integer": 0, "money": shop.money_decimals}
    shown = measure(card.measure)
    objects = figure(
        24.0,
        labelDisplayUnits=0.0 if card.shortened else 1.0,
        labelPrecision=decimals.get(BY_NAME[card.measure].format, 2),
    )
    return Visual(
        f"card {card.name}",
        "cardVisual",
        place,
        say(card.alt),
        title=say(card.name),
        roles={"Data": [shown]},
        objects={**objects, **_held_against(page, card, shown, say)},
        alt_measure=measure(card_alt_name(card)) if card in cards_by_month(page) else None,
        mobile=120,
    )


def _held_against(page: Page, card: Card, shown: Field, say: Language) -> dict[str, Any]:
    """The labels below the number: its change, or the measure that it is read with."""
    if card in cards_by_month(page):
        one = compared_in(page)[card.measure]
        labels: Sequence[tuple[str, Field, Any]] = [
            (
                f"against {which.lower()}",
                measure(one.change(which)),
                measured(measure(one.months(which))),
            )
            for which in FORMER
        ]
    elif card.context:
        labels = [("context", measure(card.context), say(card.context))]
    else:
        return {}
    parts: dict[str, list[dict[str, Any]]] = {
        "referenceLabel": [],
        "referenceLabelTitle": [],
        "referenceLabelValue": [],
    }
    for order, (key, value, title) in enumerate(labels):
        selector = {"id": key, "metadata": shown.ref}
        parts["referenceLabel"] += _selected(
            properties(value=measured(value), backgroundShow=False), **selector, order=order
        )
        parts["referenceLabelTitle"] += _selected(
            properties(
                show=True,
                titleContentType="custom",
                titleText=title,
                titleFontSize=9.0,
                titleFontColor=colour(LIGHT.muted),
            ),
            **selector,
        )
        parts["referenceLabelValue"] += _selected(
            properties(show=True, valueFontSize=9.0, valueFontColor=colour(LIGHT.text)),
            **selector,
        )
    layout = properties(position="below", arrangement="rows", style="tabular")
    return {**parts, "referenceLabelLayout": _selected(layout, id="default")}
