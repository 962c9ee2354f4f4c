"""Measures of the page Movement: customers between value segments at two dates."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import Part, ratio, total
from crri_gui.dashboard.measures.measure import CURRENCY, Measure

_NOBODY = "no customer is selected"
# Whether a row of segment_movement is of customers who moved up, or down.
UP_DAX = """
    segment_movement[from_segment] = "Low Value"
        && segment_movement[to_segment] <> "Low Value"
        || segment_movement[from_segment] = "Mid Value"
            && segment_movement[to_segment] = "High Value\""""
DOWN_DAX = """
    segment_movement[from_segment] = "High Value"
        && segment_movement[to_segment] <> "High Value"
        || segment_movement[from_segment] = "Mid Value"
            && segment_movement[to_segment] = "Low Value\""""
_UP = """(
    from_segment = 'Low Value' AND to_segment <> 'Low Value'
    OR from_segment = 'Mid Value' AND to_segment = 'High Value'
)"""
_DOWN = """(
    from_segment = 'High Value' AND to_segment <> 'High Value'
    OR from_segment = 'Mid Value' AND to_segment = 'Low Value'
)"""


def _who(title: str, where: str = "TRUE", amount: str = "1") -> Part:
    """Customers of the selected pairs of segments."""
    return Part(
        title,
        "customers",
        f"""
        SELECT m.customer_unique_id, {amount} AS amount
        FROM movement_segments AS m
        INNER JOIN (SELECT from_segment, to_segment FROM selected WHERE {where}) AS s
            ON m.from_segment = s.from_segment AND m.to_segment = s.to_segment""",
    )


def _moved(name: str, what: str, dax: str, sql: str) -> Measure:
    return Measure(
        name=name,
        folder="Movement",
        meaning=f"Customers who are in a {what} value segment at the later of the two dates than "
        "at the earlier one. Both dates are scored by the limits of the earlier one, so nobody "
        "moves because others did.",
        unit="customers",
        format="integer",
        blank=_NOBODY,
        source="segment_movement",
        dax=f"""
IF (
    NOT ( ISEMPTY ( segment_movement ) ),
    SUMX ( FILTER ( segment_movement,{dax} ), segment_movement[customers] ) + 0
)""",
        sql=f"cast(sum(CASE WHEN {sql} THEN customers ELSE 0 END) AS bigint)",
        made_of=total(_who(name, sql)),
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        name="Unchanged Segment %",
        folder="Movement",
        meaning="Of the customers who had ordered by the earlier of the two dates, the share who "
        "are in the same value segment at the later one.",
        unit="share of customers",
        format="percent",
        blank="no customer of the earlier date is selected",
        source="segment_movement",
        dax="""
            VAR Before =
                FILTER ( segment_movement, "(new)" <> segment_movement[from_segment] )
            RETURN
                DIVIDE (
                    SUMX (
                        FILTER (
                            Before,
                            segment_movement[from_segment] = segment_movement[to_segment]
                        ),
                        segment_movement[customers]
                    ) + 0,
                    SUMX ( Before, segment_movement[customers] )
                )
            """,
        sql="""
            cast(sum(CASE WHEN from_segment = to_segment THEN customers ELSE 0 END) AS double)
            / nullif(sum(CASE WHEN from_segment <> '(new)' THEN customers END), 0)
            """,
        made_of=ratio(
            _who("Customers in the same segment", "from_segment = to_segment"),
            _who("Customers of the earlier date", "from_segment <> '(new)'"),
        ),
    ),
    _moved("Customers Moved Up", "higher", UP_DAX, _UP),
    _moved("Customers Moved Down", "lower", DOWN_DAX, _DOWN),
    Measure(
        name="Customers by Move",
        folder="Movement",
        meaning="Customers by their value segment at the earlier date, new if they first ordered "
        "after it, and at the later one.",
        unit="customers",
        format="integer",
        blank=_NOBODY,
        source="segment_movement",
        dax="SUM ( segment_movement[customers] )",
        sql="cast(sum(customers) AS bigint)",
        made_of=total(_who("Customers")),
    ),
    Measure(
        name="Worth by Move",
        folder="Movement",
        meaning="What customers have spent in all, by their value segment at the earlier date and "
        "at the later one.",
        unit=CURRENCY,
        format="money",
        blank=_NOBODY,
        source="segment_movement",
        dax="SUM ( segment_movement[monetary] )",
        sql="sum(monetary)",
        made_of=total(_who("What the customers are worth", amount="m.to_monetary")),
    ),
)
