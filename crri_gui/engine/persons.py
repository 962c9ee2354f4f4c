"""Who the customers of an export are: the list that stays on the analyst's machine.

What is published tells customers by pseudonyms. Whoever has the raw files, and the key beside
them, can say whom a pseudonym stands for.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

from crri_gui.engine.adapt.beside import told_by_customers
from crri_gui.engine.adapt.own_names import header_of
from crri_gui.engine.adapt.read import orders_of
from crri_gui.engine.adapt.rows import RowSql
from crri_gui.engine.core.formula_text import guarded
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request, examined
from crri_gui.engine.publish.places import refuse_place_of_persons
from crri_gui.engine.report import refuse_errors
from crri_gui.errors import OutputError, UsageError

COLUMNS = ("customer_unique_id", "column", "value", "orders")


def write_persons(run: RunContext, request: Request, target: Path) -> int:
    """Write a CSV of `COLUMNS`: each customer, and by what the export tells them; how many.

    `column` is one of the export's, `value` what it holds: an e-mail in lower case, the digits
    of a phone. Only the user may read the file. Raises `UsageError` where it would lie among
    published or raw files, or where customers have no pseudonyms, and `InputRefused` where the
    data cannot be used.
    """
    refuse_place_of_persons(request.input_dir, target)
    with examined(run, request) as data:
        source = data.found.source
        if source is None:
            raise UsageError("persons_not_hidden", file=request.input_dir)
        refuse_errors(data.report)
        sql = RowSql(source, orders_of(source).names, header_of(source))
        told = [*told_by_customers(source), *sql.told_by()]
        first = " ".join(f"WHEN {name} IS NOT NULL THEN {n}" for n, (name, *_) in enumerate(told))
        value = ", ".join([*(f"CAST({name} AS VARCHAR)" for name, *_ in told), "NULL"])
        with data.database(run).cursor() as db:
            rows = db.rows(
                f"""SELECT f.customer_unique_id, CASE {first} END AS n, coalesce({value}) AS who,
                           count(*)
                    FROM order_facts f JOIN crri_orders o ON f.order_id = o.order_id
                    WHERE f.is_counted AND f.customer_unique_id IS NOT NULL AND coalesce({value})
                          IS NOT NULL
                    GROUP BY ALL ORDER BY ALL"""
                if told
                else "SELECT NULL, 0, NULL, 0 WHERE false"
            )
    run.commit_point()
    try:
        _write(
            [(who, told[number][2], value, orders) for who, number, value, orders in rows], target
        )
    except OSError as error:
        raise OutputError("persons_not_written", reason=error.strerror, file=target) from error
    return len({row[0] for row in rows})


def _write(rows: list[tuple[str, str, str, int]], target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            (who, column, guarded(value), orders) for who, column, value, orders in rows
        )
