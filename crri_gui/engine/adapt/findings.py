"""What there is to say of an export that was brought into the raw tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.items import ITEM_ROWS, ITEMS, items_of
from crri_gui.engine.adapt.plausible import plausible
from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.adapt.refused import unlinked_refunds
from crri_gui.engine.adapt.repeats import rows_repeat
from crri_gui.engine.adapt.rows import ORDER_AMOUNTS, OTHER_CURRENCY, UNPRICED, RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.discover.sources import INCLUDED
from crri_gui.engine.layouts.layout import Identity, LeaveOut, OrderFields, Reason
from crri_gui.engine.layouts.synonyms.names import meaning_of
from crri_gui.engine.quality.reconcile import cents
from crri_gui.messages import sentence

_EXAMPLES = 5
_ZERO = Decimal("0.00")
_AMOUNTS = (
    "amount_of_layout.shipping",
    "amount_of_layout.tax",
    "amount_of_layout.paid",
    "amount_of_layout.refunds",
)
_AMOUNTS_OF_ROWS: dict[OrderFields, tuple[str, ...]] = {
    "every_row": ORDER_AMOUNTS,
    # Of later rows they are left aside, and must say nothing else.
    "first_row": ("goods", "shipping", "paid", "refund"),
    # The rows of items may have a total and a shipping of their own.
    "first_filled": ("goods",),
}
# So many orders may be rows that were shifted; of more their numbers have begun anew.
_FEW_AGAIN = 0.01
LEFT_OUT: dict[Reason, str] = {
    "refunds": "left_out_as.refunds",
    "cancellations": "left_out_as.cancellations",
    "adjustments": "left_out_as.adjustments",
    "movements": "left_out_as.movements",
    "unfinished": "left_out_as.unfinished",
}
"""The messages that name why rows are left out."""


def overlap_conflicts(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Orders that are in two files with different rows, or with equal ones."""
    same = db.scalar("SELECT count(*) FROM crri_overlap WHERE NOT unclear")
    found = [finding("orders_in_two_files", file=label, count=same)] if same else []
    differing = "(SELECT order_id FROM crri_overlap WHERE differs)"
    again, several = db.row(
        f"""SELECT count(*) FILTER (again), count(*) FROM (
                SELECT {_numbers_again(sql)} AS again FROM crri_rows
                WHERE order_id IN {differing} GROUP BY order_id)"""
    )
    # An order that was changed between two exports keeps its customer or its day.
    is_again = again * 2 > several
    for code, which in (
        (
            "orders_in_two_files_differ.numbers_again"
            if is_again
            else "orders_in_two_files_differ.changed",
            "differs",
        ),
        ("two_files_unclear.orders", "unclear AND NOT differs"),
    ):
        count = db.scalar(f"SELECT count(*) FROM crri_overlap WHERE {which}")
        if count:
            examples = db.rows(
                f"SELECT order_id FROM crri_overlap WHERE {which} ORDER BY ALL LIMIT {_EXAMPLES}"
            )
            found.append(
                finding(
                    code,
                    file=label,
                    column=sql.header[sql.layout.order],
                    count=count,
                    examples=tuple(example[0] for example in examples),
                )
            )
    return found


def source_findings(
    db: DuckDB, adapted: Adapted, sql: RowSql, told_by: Sequence[tuple[str, Identity, str]]
) -> list[Finding]:
    """What the layout leaves open, what it leaves out, and who its customers are.

    `told_by` are the columns of `crri_orders` that tell customers, best first, with their names.
    """
    label = label_of([file.label for file in adapted.orders])
    return [
        _totals(db, adapted, label),
        *_currencies(db, sql, label),
        *_left_currencies(adapted, label),
        *_meanings(sql, label),
        *_identities(db, told_by, label),
        *_left_out(adapted, label),
        *_taken(db, adapted, sql, label),
        *_differing(db, sql, label),
        *unlinked_refunds(db, label),
        *plausible(db, sql, label),
        *rows_repeat(db, sql, label, adapted.uncompared),
    ]


def _totals(db: DuckDB, adapted: Adapted, label: str) -> Finding:
    """What the rows became, with the sums of the orders that are not void."""
    orders = db.row(
        "SELECT count(*), count(*) FILTER (class IS DISTINCT FROM 'void') FROM crri_orders"
    )
    goods, *counted = db.row(
        """SELECT coalesce(sum(worth), 0), sum(coalesce(shipping, item_shipping)),
                  sum(coalesce(tax, item_tax)), sum(paid), sum(refund)
           FROM crri_orders WHERE class IS DISTINCT FROM 'void'"""
    )
    parts = [
        sentence(name, money=Decimal(value))
        for name, value in zip(_AMOUNTS, counted, strict=True)
        if value is not None
    ]
    rows = sum(rows for rows, _ in adapted.fates.values())
    return finding(
        "layout_totals",
        layout=adapted.source.layout.title,
        orders=orders[0],
        counted=orders[1],
        amounts=[sentence("amount_of_layout.goods", money=Decimal(goods)), *parts],
        count=rows,
        money=Decimal(goods),
        file=label,
    )


def _currencies(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Money of several currencies is never added up."""
    rows = db.rows(
        """SELECT currency, count(*), sum(worth) FROM crri_orders
           WHERE currency <> '' GROUP BY ALL ORDER BY 2 DESC, 1"""
    )
    if len(rows) < 2:
        return []
    named = [
        sentence("currency_of_orders", currency=currency, count=orders, money=Decimal(money))
        for currency, orders, money in rows
    ]
    column = sql.header[sql.layout.currency or ""]
    first = rows[0][0]
    return [
        finding("currencies_of_orders", currencies=named, first=first, column=column, file=label)
    ]


def _left_currencies(adapted: Adapted, label: str) -> list[Finding]:
    rows, money = adapted.fates.get(OTHER_CURRENCY, (0, _ZERO))
    if not rows:
        return []
    only = list(adapted.source.layout.only_currencies)
    return [finding("rows_of_other_currencies", only=only, count=rows, money=money, file=label)]


def _meanings(sql: RowSql, label: str) -> list[Finding]:
    found = []
    if sql.layout.goods_include:
        parts = [sentence(INCLUDED[part]) for part in sql.layout.goods_include]
        found.append(finding("goods_include", parts=parts, layout=sql.layout.title, file=label))
    statuses = [rule.column for rule in sql.layout.status]
    if statuses and not any(map(sql.source.has, statuses)):
        found.append(finding("status_column_missing", columns=statuses, file=label))
    # A shipped layout without statuses has none; a mapping may have forgotten them.
    if not statuses and not sql.layout.leave_out and sql.layout.is_mapped:
        found.append(finding("no_status_mapped", "note", file=label))
    if sql.layout.persons == "plain":
        found.append(finding("persons_plain", file=label))
    if sql.layout.utc and not sql.layout.zone:
        column = sql.header[sql.layout.time[0]]
        found.append(finding("times_in_utc", column=column, file=label))
    return found


def _identities(db: DuckDB, who: Sequence[tuple[str, Identity, str]], label: str) -> list[Finding]:
    """By what customers are told apart, and how many orders say nothing of theirs."""
    first = " ".join(f"WHEN {name} IS NOT NULL THEN {n}" for n, (name, *_) in enumerate(who))
    case = f"CASE {first} ELSE -1 END" if who else "-1"
    used = dict(db.rows(f"SELECT {case} AS n, count(*) FROM crri_orders GROUP BY ALL ORDER BY n"))
    guests = used.pop(-1, 0)
    found: list[Finding] = []
    told = [
        sentence("told_by_column", column=who[number][2], count=orders)
        for number, orders in sorted(used.items())
    ]
    if len(used) > 1:
        fallback = sum(orders for number, orders in used.items() if number != min(used))
        found.append(finding("identity_mixed", columns=told, count=fallback, file=label))
    by_name = sum(orders for number, orders in used.items() if who[number][1].kind == "name")
    if by_name:
        found.append(finding("identity_by_name", count=by_name, file=label))
    if guests and not used:
        found.append(finding("guests.all", count=guests, file=label))
    elif guests:
        found.append(finding("guests.some", count=guests, file=label))
    return found


def _left_out(adapted: Adapted, label: str) -> list[Finding]:
    found = []
    rows, money = adapted.fates.get(UNPRICED, (0, _ZERO))
    if rows:
        found.append(finding("orders_unpriced", count=rows, money=money, file=label))
    layout = adapted.source.layout
    found += _by_rules(layout.leave_out, adapted.fates, label)
    if layout.items is not None and adapted.beside.items:
        of_items = label_of([file.label for file in adapted.beside.items])
        found += _by_rules(layout.items.leave_out, adapted.beside.items_fates, of_items)
    return found


def _taken(db: DuckDB, adapted: Adapted, sql: RowSql, label: str) -> list[Finding]:
    """Rows that count although their word looks as if it left them out: a new one, for example."""
    layout = adapted.source.layout
    rows = f"""{ROWS} s JOIN crri_rows r
               ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record"""
    worth = "coalesce(r.goods, r.item_goods)"
    counts = """r.fate IS NULL AND r.order_id NOT IN
                (SELECT order_id FROM crri_orders WHERE class = 'void')"""
    rules = layout.leave_out
    found = _known_words(db, rules, ROWS, rows, counts, worth, sql.names, sql.header, label)
    if layout.items is not None and adapted.beside.items:
        part = items_of(adapted.source)
        rows = f"""{ITEM_ROWS} s JOIN {ITEMS} r
                   ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record"""
        of_items = label_of([file.label for file in adapted.beside.items])
        rules = layout.items.leave_out
        found += _known_words(
            db, rules, ITEM_ROWS, rows, counts, "r.goods", part.names, part.header, of_items
        )
    return found


def _known_words(
    db: DuckDB,
    rules: Sequence[LeaveOut],
    table: str,
    rows: str,
    counts: str,
    worth: str,
    names: Mapping[str, str],
    header: Mapping[str, str],
    label: str,
) -> list[Finding]:
    # A column whose other words are all left out has no new ones.
    wide = {rule.column for rule in rules if rule.other_than}
    columns = {rule.column for rule in rules if rule.equals and rule.column in names} - wide
    found = []
    for column in sorted(columns):
        word = f"lower(trim({names[column]}))"
        named = {one for rule in rules if rule.column == column for one in rule.equals}
        words = sorted(
            one
            for (one,) in db.rows(f"SELECT DISTINCT {word} AS word FROM {table} WHERE word <> ''")
            if one not in named and meaning_of(one, ("void", "refunds")) is not None
        )
        if not words:
            continue
        count, money = db.row(
            f"""SELECT count(*), coalesce(sum({worth}), 0) FROM {rows}
                WHERE {counts} AND {word} IN (SELECT unnest($words))""",
            {"words": words},
        )
        if count:
            found.append(
                finding(
                    "rows_look_left_out",
                    words=words,
                    column=header[column],
                    count=count,
                    money=cents(Decimal(money)),
                    file=label,
                )
            )
    return found


def _by_rules(
    rules: Sequence[LeaveOut], fates: Mapping[int | None, tuple[int, Decimal]], label: str
) -> list[Finding]:
    return [
        finding(
            "rows_left_out",
            reason=sentence(LEFT_OUT[rule.reason]),
            count=fates[number][0],
            money=fates[number][1],
            file=label,
        )
        for number, rule in enumerate(rules)
        if number in fates
    ]


def _differing(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Rows of one order that contradict each other in what belongs to all of it."""
    classes = "class"
    every_row = sql.layout.order_fields == "every_row"
    if (blank := sql.layout.class_of_blank) and every_row:
        classes = f"coalesce(class, CASE WHEN coalesce(status, '') = '' THEN '{blank}' END)"
    told = {
        "order_customers_differ": _identity_columns(sql),
        "order_classes_differ": [classes],
        "order_fields_differ": ["placed", "status"],
        "order_states_differ": [_words("state")],
        "order_payment_types_differ": [_words("payment_type")] if _has_paid_words(sql) else [],
    }
    amounts_differ = "order_amounts_differ.in_rows" if every_row else "order_amounts_differ.again"
    amounts = [name for name in _AMOUNTS_OF_ROWS[sql.layout.order_fields] if sql.source.can(name)]
    told = {amounts_differ: amounts, **told}
    # One look at the rows tells all of it.
    differ = [_any_differs(names) for names in told.values()]
    told["order_numbers_again"] = []
    differ.append(_numbers_again(sql))
    orders = db.rows(
        f"""SELECT * FROM (SELECT order_id, [{", ".join(differ)}] AS differ FROM crri_rows
                           WHERE fate IS NULL GROUP BY order_id)
            WHERE list_contains(differ, true) ORDER BY ALL"""
    )
    by_code = {
        code: [order for order, differs in orders if differs[n]] for n, code in enumerate(told)
    }
    if by_code["order_classes_differ"]:
        # The classes differ because the status does.
        del by_code["order_fields_differ"]
    again = set(by_code["order_numbers_again"])
    if len(again) > _FEW_AGAIN * db.scalar("SELECT count(*) FROM crri_orders"):
        # All else that differs in these orders follows from it.
        for code in by_code.keys() - {"order_numbers_again"}:
            by_code[code] = [order for order in by_code[code] if order not in again]
    else:
        del by_code["order_numbers_again"]
    column = sql.header[sql.layout.order]
    return [
        finding(
            code,
            column=column,
            count=len(these),
            examples=tuple(these[:_EXAMPLES]),
            file=label,
        )
        for code, these in by_code.items()
        if these
    ]


def _identity_columns(sql: RowSql) -> list[str]:
    return [f"identity_{n}" for n, _ in enumerate(sql.identities())]


def _any_differs(columns: Sequence[str]) -> str:
    """Whether the rows of an order contradict each other in any of the columns."""
    differ = (f"coalesce(min({name}) <> max({name}), false)" for name in columns)
    return f"({' OR '.join(differ) or 'false'})"


def _numbers_again(sql: RowSql) -> str:
    """Whether rows of one number are of different customers and days: then they are two orders."""
    return f"{_any_differs(_identity_columns(sql))} AND {_any_differs(['CAST(placed AS DATE)'])}"


def _words(column: str) -> str:
    """A blank word says nothing, and its case is no other word."""
    return f"nullif(lower(trim({column})), '')"


def _has_paid_words(sql: RowSql) -> bool:
    """Whether the rows of orders say how these were paid: a file of payments says it otherwise."""
    return not sql.source.payments and sql.source.total is not None
