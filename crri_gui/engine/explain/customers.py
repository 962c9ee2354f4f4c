"""A list to act on: the customers of any selection, with what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from crri_gui.engine.core import durable
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.formula_text import risky_sql
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.document import headline, made_now
from crri_gui.engine.explain.words import ENGLISH, Words
from crri_gui.engine.publish.places import refuse_no_file, refuse_place
from crri_gui.engine.results import Results
from crri_gui.errors import OutputError, UsageError
from crri_gui.messages import Sentence, sentence

_ID = "customer_unique_id"


def columns() -> dict[str, Sentence]:
    """The columns that the list can have, and what each means."""
    return {
        _ID: sentence("explain_column.who"),
        "segment": sentence("explain_column.segment"),
        "named_segment": sentence("explain_column.named_segment"),
        "orders": sentence("explain_column.orders"),
        "revenue": sentence("explain_column.revenue"),
        "selected_revenue": sentence("explain_column.selected"),
        "average_order_value": sentence("explain_column.average"),
        "first_order": sentence("explain_column.first"),
        "last_order": sentence("explain_column.last"),
        "days_since_last_order": sentence("explain_column.recency"),
        "customer_state": sentence("explain_column.state"),
        "RFM_score": sentence("explain_column.score"),
    }


@dataclass(frozen=True)
class Selected:
    """Who is behind a number: how many, what all their counted orders are worth.

    `nobody` are orders of the selection that name no customer.
    """

    customers: int
    revenue: Decimal
    nobody: int


def about_file(target: Path) -> Path:
    """The file beside a list, which tells what it is of."""
    return target.with_name(f"{target.stem}.about.txt")


def selected(run: RunContext, results: Results, explanation: Explanation) -> Selected:
    """How many customers the list has. Raises `UsageError` where the rows name none."""
    chosen = _chosen(explanation)
    with results.database(run) as db:
        return _counted(db, chosen)


def write_list(
    run: RunContext,
    results: Results,
    explanation: Explanation,
    names: Sequence[str],
    target: Path,
    words: Words = ENGLISH,
) -> Selected:
    """Write the customers as a CSV of these columns, and NAME.about.txt beside it.

    Those who are worth most come first. Raises `UsageError`, `OutputError` and `Cancelled`; both
    files are written wholly or not at all.
    """
    about = about_file(target)
    refuse_no_file(target, about)
    refuse_place([results.data.found], target, about)
    chosen = _chosen(explanation)
    known = columns()
    wanted = [name for name in known if name in names] or list(known)
    part = target.with_name(f".{target.name}.part")
    try:
        with results.database(run) as db:
            found = _counted(db, chosen)
            db.execute(
                f"COPY ({_select(chosen, _worth(explanation, chosen), wanted)}) TO $path "
                "(FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '')",
                {"path": str(part)},
                writes=part,
            )
        run.commit_point()
        text = _about(results, explanation, wanted, found, words)
        durable.write(about, text.encode(), via=about.with_name(f".{about.name}.part"))
        durable.move(part, target)
    except duckdb.IOException as error:
        reason = str(error).splitlines()[0]
        raise OutputError("explain_list_not_written", reason=reason, file=target) from error
    except OSError as error:
        raise durable.explain(OSError(error.errno, error.strerror), target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return found


def _chosen(explanation: Explanation) -> str:
    """SELECT of the rows with a customer; raises `UsageError` where there is no such column."""
    for part in explanation.parts:
        if part.of != "cohort months":
            return part.select
    raise UsageError("explain_no_customers")


def _worth(explanation: Explanation, chosen: str) -> str:
    """SELECT of `customer_unique_id` and `order_value`, a row of each order of the selection.

    Rows of customers tell what all their orders are worth, whatever is selected of them.
    """
    if not explanation.selected or any(
        part.select == chosen for part in explanation.parts if part.of == "orders"
    ):
        return chosen
    return (
        f"SELECT {_ID}, order_value FROM order_facts "
        f"WHERE order_id IN (SELECT order_id FROM ({explanation.selected}) AS s)"
    )


def _counted(db: DuckDB, chosen: str) -> Selected:
    customers, revenue = db.row(
        f"""SELECT count(*), coalesce(sum(order_value), 0) FROM customer_orders
            WHERE {_ID} IN (SELECT {_ID} FROM ({chosen}) AS r)"""
    )
    nobody = db.scalar(f"SELECT count(*) FROM ({chosen}) AS r WHERE {_ID} IS NULL")
    return Selected(customers, Decimal(revenue), nobody)


def _select(chosen: str, worth: str, wanted: Sequence[str]) -> str:
    """The list, those who are worth most first; no text that a spreadsheet runs as a formula."""
    texts = {_ID, "customer_state"}
    listed = ", ".join(
        f"CASE WHEN {risky_sql(name)} THEN '''' || {name} ELSE {name} END AS {name}"
        if name in texts
        else name
        for name in wanted
    )
    return f"""
        WITH chosen AS (
            SELECT r.{_ID}, coalesce(sum(w.order_value), 0) AS selected_revenue
            FROM (SELECT DISTINCT {_ID} FROM ({chosen}) AS c) AS r
            LEFT JOIN ({worth}) AS w ON r.{_ID} = w.{_ID}
            WHERE r.{_ID} IS NOT NULL GROUP BY r.{_ID}
        ), latest AS (
            SELECT {_ID}, arg_max(customer_state, (purchased_at, order_id)) AS customer_state
            FROM order_facts WHERE is_counted AND {_ID} IN (SELECT {_ID} FROM chosen)
            GROUP BY {_ID}
        ), listed AS (
            SELECT c.{_ID}, r.segment, n.named_segment, c.orders,
                   CAST(c.order_value AS DECIMAL(18, 2)) AS revenue,
                   CAST(h.selected_revenue AS DECIMAL(18, 2)) AS selected_revenue,
                   round(CAST(c.order_value AS DOUBLE) / c.orders, 2) AS average_order_value,
                   strftime(c.first_at, '%Y-%m-%d') AS first_order,
                   strftime(c.last_at, '%Y-%m-%d') AS last_order,
                   r.recency AS days_since_last_order, l.customer_state,
                   r."RFM_score" AS "RFM_score"
            FROM chosen AS h
            INNER JOIN customer_orders AS c ON h.{_ID} = c.{_ID}
            LEFT JOIN latest AS l ON h.{_ID} = l.{_ID}
            LEFT JOIN rfm_customers AS r ON h.{_ID} = r.{_ID}
            LEFT JOIN rfm_scored AS s ON h.{_ID} = s.{_ID}
            LEFT JOIN named_segment_cells AS n
                ON s.recency_of_5 = n.recency_of_5 AND s.frequency_of_5 = n.frequency_of_5
        )
        SELECT {listed} FROM listed ORDER BY listed.revenue DESC, listed.{_ID}"""


def _about(
    results: Results,
    explanation: Explanation,
    wanted: Sequence[str],
    found: Selected,
    words: Words,
) -> str:
    """The file beside the list: of whom it is, when it was made, what its columns mean."""
    known = columns()
    conditions = [words.text(one) for one in explanation.conditions]
    lines = [
        words.text(sentence("explain_list.title", number=headline(explanation, words))),
        words.text(sentence("explain_list.selection", conditions=conditions)),
        words.text(sentence("explain_list.customers", count=found.customers, money=found.revenue)),
    ]
    if found.nobody:
        lines.append(words.text(sentence("explain_list.nobody", count=found.nobody)))
    lines += [words.text(sentence("explain_list.sorted")), ""]
    lines.append(words.text(sentence("explain_list.columns")))
    lines += [f"  {name}: {words.text(known[name])}" for name in wanted]
    own = [words.option(one.name, one.value) for one in explanation.options if not one.usual]
    if own:
        lines += ["", words.text(sentence("explain_list.definitions"))]
        lines += [f"  {title}: {value}" for title, value in own]
    lines += ["", words.text(sentence("explain_list.files"))]
    lines += [f"  {one['file']}  SHA-256 {one['sha256']}" for one in results.data.report.inputs]
    if results.data.found.source is not None:
        lines += ["", words.text(sentence("explain_list.who"))]
    return "\n".join([*lines, "", made_now(words), ""])
