"""Which findings are causes, and which follow from them and are not told beside them."""

from __future__ import annotations

from crri_gui.engine.core.findings import Finding

# What is told of files of which a whole part was not read, or whose keys do not meet, follows
# from that.
_CAUSES = frozenset(
    (
        *("column_unreadable", "date_order_ambiguous", "date_order_mixed", "date_system_ambiguous"),
        *("dates_swapped", "decimal_ambiguous", "decimal_mixed", "currencies_mixed", "zone_needed"),
        *("offsets_differ", "ids_shortened", "keys_differ_in_form", "ids_differ_in_case"),
        *("ids_in_two_forms", "comma_unquoted", "header_within", "cells_merged"),
        *("month_names_unknown", "formulas_without_values"),
        *("quote_unclosed", "records_lost", "rejected_rows", "rejected_money"),
    )
)
_CONSEQUENCES = frozenset(
    (
        *("no_counted_orders", "partners_missing", "items_missing", "customer_missing"),
        *("order_missing_items", "order_missing_payments", "order_missing_reviews"),
        *("delivered_before_purchase", "future_purchase", "future_delivery", "customer_share"),
        *("payments_differ", "order_far_from_payment", "clock_of_twelve_hours"),
        *("refunds_unlinked", "orders_negative", "negative_amount"),
    )
)


# Why rows were refused: where one of these is told of a file, its refused rows follow from it.
_WHY_REFUSED = frozenset(
    (
        *("column_unreadable", "month_names_unknown", "decimal_mixed", "date_order_mixed"),
        *("comma_unquoted", "header_within", "cells_merged", "quote_unclosed"),
        *("formulas_without_values",),
    )
)


def without_consequences(findings: list[Finding]) -> list[Finding]:
    """What follows from rows or columns that could not be read is not the cause.

    One answer settles the zone of all columns, so it is asked for once.
    """
    zones = [finding for finding in findings if finding.code in ("zone_needed", "offsets_differ")]
    findings = [finding for finding in findings if finding not in zones[1:]]
    # An order that is far from what was paid is not told again for being the largest.
    far = {one for f in findings if f.code == "order_far_from_payment" for one in f.examples}
    findings = [f for f in findings if f.code != "order_share" or far.isdisjoint(f.examples)]
    findings = _without_refused(findings)
    if any(f.severity == "error" and f.code in _CAUSES for f in findings):
        return [finding for finding in findings if finding.code not in _CONSEQUENCES]
    return findings


def _without_refused(findings: list[Finding]) -> list[Finding]:
    """Without errors of refused rows where an error says why they were refused."""
    why = [f for f in findings if f.severity == "error" and f.code in _WHY_REFUSED]
    refused = [f for f in findings if f.severity == "error" and f.code == "rejected_rows"]
    unexplained = [
        f for f in refused if all(f.file != one.file and f.table != one.table for one in why)
    ]
    if unexplained or not why:
        return [f for f in findings if f not in refused or f in unexplained]
    return [f for f in findings if f not in refused and f.code != "rejected_money"]
