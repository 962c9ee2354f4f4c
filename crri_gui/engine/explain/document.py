"""An explanation as headings and tables, from which text and page are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui import __version__
from crri_gui.engine.explain.answer import Explanation, InStatement
from crri_gui.engine.explain.asked import LineAsked
from crri_gui.engine.explain.part_rows import PartRows
from crri_gui.engine.explain.raw_lines import RawLine
from crri_gui.engine.explain.words import Words
from crri_gui.messages import sentence

_MONEY = frozenset({"order_value", "price", "freight", "paid"})
_COUNTED = {
    "orders": "explain_count.orders",
    "items": "explain_count.items",
    "rows": "explain_count.rows",
    "customers": "explain_count.customers",
}
Lines = Mapping[str, Sequence[RawLine]]


@dataclass(frozen=True)
class Block:
    """A heading with a table below it, and sentences after it; `right` are columns of numbers.

    `strong` are the rows that are meant.
    """

    title: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    strong: frozenset[int] = frozenset()


def document(
    explanation: Explanation,
    lines: Lines,
    words: Words,
    *,
    rows: int,
    with_text: bool,
    inputs: Sequence[Mapping[str, object]] = (),
) -> list[Block]:
    """The whole answer: `rows` of each part, `lines` of raw files by order.

    The text of raw lines is there only `with_text`: it may hold names and addresses, which
    nothing that is published does.
    """
    blocks = [_head(explanation, words), _how(explanation, words)]
    blocks += [_rows(part, words, rows) for part in explanation.parts]
    if explanation.facts:
        blocks.append(_facts(explanation, words))
    if lines:
        blocks.append(_raw(lines, words, with_text=with_text))
    blocks += [_statement(one, words, explanation.value) for one in explanation.statements]
    if explanation.left_out or explanation.parts:
        blocks.append(_left_out(explanation, words))
    if explanation.options:
        blocks.append(_options(explanation, words))
    blocks.append(_inputs(inputs, words))
    return blocks


def headline(explanation: Explanation, words: Words) -> str:
    """The number in a line: its name, value and unit."""
    title = words.text(explanation.title)
    if explanation.value is None:
        if not explanation.blank:
            return words.text(sentence("explain_page.no_number_known", title=title))
        blank = words.text(explanation.blank)
        return words.text(sentence("explain_page.no_number", title=title, blank=blank))
    value = words.number(explanation.value, explanation.form)
    # Money has no unit but its currency, which nobody has told.
    has_unit = explanation.form not in ("percent", "text", "money")
    if has_unit and explanation.unit in _COUNTED and isinstance(explanation.value, int):
        value, unit = counted(explanation.value, explanation.unit, words), ""
    else:
        unit = _short(words.text(explanation.unit)) if has_unit else ""
    said = sentence("explain_page.number", title=title, value=value, unit=unit)
    return words.text(said).rstrip()


def counted(count: int, unit: str, words: Words) -> str:
    """So many of them, in the singular where it is one."""
    return words.text(sentence(_COUNTED[unit], count=count))


def _short(unit: str) -> str:
    """A unit without how it is rounded; a range is no unit, and stands in brackets."""
    first = re.split("[,;]", unit)[0]
    return f"({first})" if any(map(str.isdecimal, first)) else first


def verdict(explanation: Explanation, words: Words) -> str:
    """Whether the rows give the number, and how; empty where no rule does."""
    if not explanation.adds_up:
        return words.text(sentence("explain_page.broken"))
    if explanation.value is None or explanation.how == "shown":
        return ""
    if explanation.how == "sum":
        return words.text(sentence("explain_page.adds_up"))
    above, below = (words.number(part.total, _total_form(part)) for part in explanation.parts)
    value = words.number(explanation.value, explanation.form)
    if explanation.how == "growth":
        said = sentence("explain_page.growth", above=above, below=below, value=value)
    else:
        said = sentence("explain_page.ratio", above=above, below=below, value=value)
    return words.text(said)


def without_rows(explanation: Explanation, words: Words) -> str:
    """That the rows of a statement's line are not listed, or where its rejected ones are."""
    if explanation.parts or not isinstance(explanation.asked, LineAsked):
        return ""
    if explanation.facts:
        return words.text(sentence("explain_page.rejects_named"))
    return words.text(sentence("explain_page.not_listed"))


def about(explanation: Explanation, words: Words) -> str:
    """What the number is of."""
    said = [words.text(one) for one in explanation.conditions]
    return words.text(sentence("explain_page.of", conditions=said)) if said else ""


def _head(explanation: Explanation, words: Words) -> Block:
    notes = (about(explanation, words), words.text(explanation.meaning))
    return Block(headline(explanation, words), notes=tuple(note for note in notes if note))


def _how(explanation: Explanation, words: Words) -> Block:
    parts = tuple(
        (
            words.text(part.title),
            words.number(part.count, "integer"),
            words.number(part.total, _total_form(part)),
        )
        for part in explanation.parts
    )
    header = (
        words.text(sentence("explain_page.part")),
        words.text(sentence("explain_page.rows")),
        words.text(sentence("explain_page.sum")),
    )
    said = verdict(explanation, words) or without_rows(explanation, words)
    title = words.text(sentence("explain_page.how")) if parts or said else ""
    return Block(title, header if parts else (), parts, frozenset({1, 2}), (said,) if said else ())


def _total_form(part: PartRows) -> str:
    """How the sum of a part is written: rates that are added up have more decimals."""
    if isinstance(part.total, int):
        return "integer"
    return "rate" if isinstance(part.total, float) else "number"


def _rows(part: PartRows, words: Words, count: int) -> Block:
    name = words.text(part.title)
    shown = part.rows[:count]
    if not part.count:
        return Block(words.text(sentence("explain_page.no_rows", part=name)))
    if len(shown) < part.count:
        key = "explain_page.first" if part.counts else "explain_page.largest"
        title = sentence(key, part=name, count=len(shown), total=part.count)
    else:
        key = "explain_page.all_alike" if part.counts else "explain_page.all_rows"
        title = sentence(key, part=name, total=part.count)
    form = _total_form(part)
    forms = forms_of(part, form)
    written = tuple(
        tuple(words.number(cell, how) for cell, how in zip(row, forms, strict=True))
        for row in shown
    )
    return Block(words.text(title), part.columns, written, right_columns(part))


def forms_of(part: PartRows, form: str) -> list[str]:
    """How the values of a part's columns are written; `form` is that of the amounts."""
    forms = [form_of(column) for column in part.columns]
    if part.amount not in _MONEY:
        forms[part.column_of_amounts] = form
    return forms


def form_of(column: str) -> str:
    """How the values of a column are written."""
    return "money" if column in _MONEY else "number"


def right_columns(part: PartRows) -> frozenset[int]:
    """The columns of numbers."""
    numbers = {*_MONEY, part.amount, "delivery_days", "orders", "active_customers", "cohort_size"}
    return frozenset(place for place, name in enumerate(part.columns) if name in numbers)


def _facts(explanation: Explanation, words: Words) -> Block:
    title = sentence("explain_page.facts")
    if any(":" in name for name, _ in explanation.facts):
        title = sentence("explain_page.reasons")
    rows = (
        (name, words.text(value) if isinstance(value, str) else words.number(value, form_of(name)))
        for name, value in explanation.facts
        if value is not None
    )
    return Block(words.text(title), rows=tuple(rows))


def _raw(lines: Lines, words: Words, *, with_text: bool) -> Block:
    header = [
        words.text(sentence("explain_page.order")),
        words.text(sentence("explain_page.file")),
        words.text(sentence("explain_page.line")),
    ]
    if with_text:
        header.append(words.text(sentence("explain_page.text")))
    rejected = any(line.rejected for found in lines.values() for line in found)
    if rejected:
        header.append(words.text(sentence("explain_page.rejected")))
    rows = []
    for order, found in lines.items():
        for line in found:
            row = [order, line.file, str(line.line)]
            row += [line.text] if with_text else []
            row += [words.text(line.rejected)] if rejected else []
            rows.append(tuple(row))
    notes = () if with_text else (words.text(sentence("explain_page.without_text")),)
    title = words.text(sentence("explain_page.raw"))
    return Block(title, tuple(header), tuple(rows), frozenset({2}), notes)


def _statement(one: InStatement, words: Words, value: object) -> Block:
    statement = one.statement
    entries = (*statement.lines, statement.total)
    # As on the page of checks: a column of nothing says nothing.
    of_money = any(entry.amount or entry.at_least is not None for entry in entries)
    of_counts = any(entry.count for entry in entries)
    rows = []
    for entry in entries:
        amount = words.number(entry.amount, "money")
        if entry.at_least is not None:
            amount = _at_least(entry.at_least, words)
        count = [words.number(entry.count, "integer")] if of_counts else []
        rows.append((words.text(entry.label), *([amount] if of_money else []), *count))
    place = len(statement.lines) if one.line is None else one.line
    whole = value is not None and value in (entries[place].amount, entries[place].count)
    meant = sentence("explain_page.is_line" if whole else "explain_page.is_part")
    header = (
        words.text(sentence("explain_page.statement_line")),
        *([words.text(sentence("explain_page.amount"))] if of_money else []),
        *([words.text(sentence("explain_page.count"))] if of_counts else []),
    )
    return Block(
        words.text(statement.title),
        header,
        tuple(rows),
        frozenset({1, 2}),
        (f"{rows[place][0]}: {words.text(meant)}",),
        frozenset({place}),
    )


def _at_least(amount: Decimal, words: Words) -> str:
    """An amount that cannot be read: what it is worth at least, where that is known."""
    if not amount:
        return words.text(sentence("explain_page.unknown"))
    worth = words.number(amount, "money")
    return words.text(sentence("explain_page.at_least", amount=worth))


def _left_out(explanation: Explanation, words: Words) -> Block:
    rows = []
    for one in explanation.left_out:
        amount = "" if one.amount is None else words.number(one.amount, "money")
        if one.at_least is not None:
            amount = _at_least(one.at_least, words)
        label = words.text(one.label)
        if one.where:
            more = one.count - len(one.where)
            name = "explain_page.where" if more <= 0 else "explain_page.where_first"
            label = words.text(sentence(name, what=label, places=one.where, more=more))
        rows.append((label, counted(one.count, one.unit, words), amount))
    title = words.text(sentence("explain_page.left_out"))
    if not rows:
        return Block(title, notes=(words.text(sentence("explain_page.nothing_left_out")),))
    header = (
        words.text(sentence("explain_page.why")),
        words.text(sentence("explain_page.count")),
        words.text(sentence("explain_page.amount")),
    )
    notes: tuple[str, ...] = ()
    if any(one.everywhere for one in explanation.left_out):
        notes = (words.text(sentence("explain_page.everywhere")),)
    return Block(title, header, tuple(rows), frozenset({1, 2}), notes)


def _options(explanation: Explanation, words: Words) -> Block:
    rows = []
    for one in explanation.options:
        title, value = words.option(one.name, one.value)
        if not one.usual:
            value = words.text(sentence("explain_page.not_usual", value=value))
        rows.append((title, value))
    strong = frozenset(n for n, one in enumerate(explanation.options) if not one.usual)
    title = words.text(sentence("explain_page.options"))
    return Block(title, rows=tuple(rows), strong=strong)


def _inputs(inputs: Sequence[Mapping[str, object]], words: Words) -> Block:
    rows = tuple((str(one["file"]), f"SHA-256 {one['sha256']}") for one in inputs)
    title = words.text(sentence("explain_page.inputs")) if rows else ""
    return Block(title, rows=rows, notes=(made_now(words),))


def made_now(words: Words) -> str:
    """When a page or list was made, and with which CRRI."""
    now = f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M %z}"
    return words.text(sentence("explain_page.made", version=__version__, date=now))


def in_text(blocks: Sequence[Block]) -> str:
    """The blocks for a terminal."""
    return "\n\n".join("\n".join(_text_of(block)) for block in blocks)


def _text_of(block: Block) -> Iterator[str]:
    if block.title:
        yield block.title
    table = [*([block.header] if block.header else []), *block.rows]
    columns = len(table[0]) if table else 0
    widths = [max(len(row[place]) for row in table) for place in range(columns)]
    for row in table:
        cells = [
            cell.rjust(wide) if place in block.right else cell.ljust(wide)
            for place, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"  {'  '.join(cells)}".rstrip()
    for note in block.notes:
        yield f"  {note}"
