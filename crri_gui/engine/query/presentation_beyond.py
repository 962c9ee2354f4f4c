"""What a presentation tells of the extension tables, from the figures of their manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from crri_gui.engine.query.dashboard.extensions import predicted_value, repeat_propensity
from crri_gui.engine.query.dashboard.extensions.movement import Movement, Status, status_sentence
from crri_gui.engine.query.dashboard.extensions.new_returning import (
    NewReturning,
    Returns,
    RevenueRetention,
    retention_sentence,
)
from crri_gui.engine.query.dashboard.extensions.stability import stability_sentences
from crri_gui.engine.query.dashboard.extensions.value import (
    CurvePoint,
    Payback,
    Value,
    payback_sentence,
    value_sentence,
)
from crri_gui.messages import Sentence

_Figures = Mapping[str, list[dict[str, Any]]]


def beyond(manifest: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The sentences, in the order of the pages; what is of another CRRI or edited is left out."""
    said: list[Sentence] = []
    figures = manifest.get("figures", {})
    for tell in (_value, _movement, _retention, _models):
        try:
            said += tell(figures, manifest)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            continue
    return tuple(said)


def _known(*told: Sentence | None) -> Iterator[Sentence]:
    yield from (one for one in told if one is not None)


def _money(row: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(str(row[name]))


def _share(row: Mapping[str, Any], name: str) -> float | None:
    return None if row[name] is None else float(row[name])


def _value(figures: _Figures, manifest: Mapping[str, Any]) -> list[Sentence]:
    rows = figures.get("ltv_curve", [])
    curve = tuple(
        CurvePoint(
            int(row["months_since_first"]),
            int(row["cohorts"]),
            int(row["customers"]),
            _money(row, "revenue"),
            _money(row, "revenue_per_customer"),
            _money(row, "cumulative_revenue_per_customer"),
            None,
        )
        for row in sorted(rows, key=lambda row: int(row["months_since_first"]))
    )
    paid = [row for row in figures.get("ltv_payback", []) if row["cohort_month"] is None]
    payback = next(
        (
            Payback(
                None,
                int(row["customers"]),
                _money(row, "cost"),
                int(row["observed_months"]),
                None if row["payback_month"] is None else int(row["payback_month"]),
            )
            for row in paid
        ),
        None,
    )
    margin = manifest["definitions"].get("margin") if payback is not None else None
    told = Value(curve, (), None, payback, (), None if margin is None else float(margin))
    return [*_known(value_sentence(told) if curve else None, payback_sentence(told))]


def _movement(figures: _Figures, _: Mapping[str, Any]) -> list[Sentence]:
    for row in figures.get("movement_stability", []):
        statuses = tuple(
            Status(
                str(one["status"]),
                int(one["customers"]),
                _money(one, "revenue"),
                _money(one, "monetary"),
            )
            for one in figures["movement_status"]
        )
        told = Movement(
            str(row["from_snapshot"]),
            str(row["to_snapshot"]),
            (),
            statuses,
            int(row["from_customers"]),
            int(row["to_customers"]),
            _share(row, "share_unchanged"),
            _share(row, "psi"),
            _share(row, "adjusted_rand_index"),
        )
        return [*_known(status_sentence(told)), *stability_sentences(told)]
    return []


def _retention(figures: _Figures, _: Mapping[str, Any]) -> list[Sentence]:
    for row in figures.get("revenue_retention", []):
        kept = RevenueRetention(
            (str(row["before_from"]), str(row["before_to"])),
            (str(row["now_from"]), str(row["now_to"])),
            int(row["customers"]),
            int(row["customers_kept"]),
            _money(row, "revenue_before"),
            _money(row, "revenue_now"),
            _money(row, "revenue_kept"),
            _share(row, "net_retention"),
            _share(row, "gross_retention"),
        )
        return [*_known(retention_sentence(NewReturning((), kept, Returns(0, 0, 0))))]
    return []


def _models(figures: _Figures, _: Mapping[str, Any]) -> list[Sentence]:
    said: list[Sentence] = []
    told: tuple[tuple[tuple[str, ...], Callable[[Any], Any]], ...] = (
        (repeat_propensity.TABLES, repeat_propensity.from_figures),
        (predicted_value.TABLES, predicted_value.from_figures),
    )
    for tables, read in told:
        if figures.keys() >= set(tables):
            said.append(read(figures).sentences[0])
    return said
