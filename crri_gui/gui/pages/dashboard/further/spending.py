"""What the page Customer Segmentation draws of money by the number of orders."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.segmentation import SPENDING_SHARES, Segmentation
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.segments.spread import Spread, SpreadChart
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.cohorts import cohort_words as words

_FEW = 5
"""A group of fewer customers does not stretch a scale."""

translate = QCoreApplication.translate


def show_spending(chart: SpreadChart, data: Segmentation) -> None:
    """What customers have spent, by the number of their orders."""
    spreads, items, rows = [], [], []
    for row in data.spending:
        least, low, first, middle, third, high, most = row.amounts
        name = _orders(row.least, row.most)
        spreads.append(
            Spread(
                float(low),
                float(first),
                float(middle),
                float(third),
                float(high),
                few=row.customers < _FEW,
            )
        )
        told = (
            name,
            translate("SegmentationTab", "Half of them spent up to {amount}").format(
                amount=numbers.money(middle)
            ),
            words.customers(row.customers),
            translate("SegmentationTab", "The middle half from {low} to {high}").format(
                low=numbers.money(first), high=numbers.money(third)
            ),
            translate("SegmentationTab", "Nine of ten from {low} to {high}").format(
                low=numbers.money(low), high=numbers.money(high)
            ),
            translate("SegmentationTab", "Least {least}, most {most}").format(
                least=numbers.money(least), most=numbers.money(most)
            ),
        )
        view = View("rfm_customers", (Filter("frequency", "range", (row.least, row.most)),))
        note = translate("SegmentationTab", "{amount}  ({customers})").format(
            amount=numbers.compact_money(middle), customers=words.customers(row.customers)
        )
        items.append(Item(str(row.least), name, float(middle), told, view, note=note))
        rows.append((row.least, row.most, row.customers, *row.amounts))
    header = ("orders_from", "orders_to", "customers", "least")
    shares = tuple(f"p{round(100 * share)}" for share in SPENDING_SHARES[1:-1])
    chart.set_spreads(
        spreads,
        items,
        Values((*header, *shares, "most"), tuple(rows)),
        translate("SegmentationTab", "Money of the customer (on a logarithmic scale)")
        if SpreadChart.by_decades(spreads)
        else translate("SegmentationTab", "Money of the customer"),
    )


def _orders(least: int, most: int | None) -> str:
    if least == most == 1:
        return translate("SegmentationTab", "1 order")
    if least == most:
        return translate("SegmentationTab", "{count} orders").format(count=least)
    if most is None:
        return translate("SegmentationTab", "{least} and more orders").format(least=least)
    return translate("SegmentationTab", "{least} to {most} orders").format(least=least, most=most)
