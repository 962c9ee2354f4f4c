"""What the tables of words show: the words of a column, their counts, and what each can mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crri_gui.definitions import OPTIONS, Definitions
from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import ROW_REASONS, STATUS_CLASSES, Section
from crri_gui.engine.mapping.row_rules import reason_of
from crri_gui.engine.mapping.rows.table import Table
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_definitions
from crri_gui.gui.pages.mapping.word_tables import Line, Words
from crri_gui.gui.pages.mapping.words import class_text, reason_text

if TYPE_CHECKING:
    from crri_gui.engine.mapping.trial.word_counts import RowWord, Word


def words_of_status(
    export: Export, draft: Draft, column: str, words: Sequence[Word], definitions: Definitions
) -> Words:
    """The status words of a column, with the classes that they can have and what these do."""
    from crri_gui.engine.mapping.trial.counted import class_counts

    translate = QCoreApplication.translate
    decided_by = _name(export, words[0].decided_by)
    lines = []
    for one in words:
        given = draft.class_of(one.word, column)
        # Void because another column is filled: that is no word of this one.
        fixed = given is None and one.status_class is not None
        mark = "" if given or fixed or decided_by else translate("mapping", "▲ decide")
        if given and one.word.strip().lower() in draft.proposed_words:
            mark = translate("mapping", "● proposed")
        count, money = numbers.integer(one.orders), numbers.money(one.money)
        value = given or one.status_class or ""
        names = STATUS_CLASSES if value else ("", *STATUS_CLASSES)
        choices = {
            name: class_text(name, counts=class_counts(definitions, name or None, one.word))
            for name in names
        }
        lines.append(Line(one.word, count, money, value, choices, mark, fixed))
    lead = translate("mapping", "Which classes count is set under Definitions: {choice}.")
    if decided_by:
        lead = translate("mapping", "What is not decided here is decided by {column}.")
    lead = lead.format(column=decided_by, choice=_statuses(definitions))
    link = "" if decided_by else translate("mapping", "Change which classes count…")
    return Words(column, _name(export, column), lines, lead, link)


def _statuses(definitions: Definitions) -> str:
    """What counts by the definitions, as their page calls it."""
    option, value = OPTIONS["statuses"], definitions.statuses
    if isinstance(value, tuple):
        return ", ".join(value)
    return of_definitions(option.labels[list(option.named).index(value)])


def words_of_rows(export: Export, draft: Draft, column: str, counted: Sequence[RowWord]) -> Words:
    """The words of a column that say what a row is; before all rows are counted, the first."""
    words = [(one.word, one.rows) for one in counted if (one.field, one.column) == ("rows", column)]
    found = export.column(column)
    if not words and found is not None:
        words = [*found.words]
    reasons = {name: reason_text(name) for name in ROW_REASONS}
    lines = [
        Line(word, numbers.integer(rows), "", draft.reason_of(column, word), reasons)
        for word, rows in words
    ]
    lead = QCoreApplication.translate(
        "mapping", "Other rows are left out, with their count and money."
    )
    return Words(column, _name(export, column), lines, lead)


def words_beside(table: Table, draft: Draft, section: Section, key: str) -> Words:
    """The words of a column of items or payments, with their rows."""
    translate = QCoreApplication.translate
    rules = draft.text[section].get("leave_out", ())
    found = table.column(key)
    reasons = {name: reason_text(name) for name in ROW_REASONS}
    if section == "items":
        lead = translate("mapping", "Other rows add nothing to their order.")
        reasons["sale"] = translate("mapping", "Items")
    else:
        lead = translate("mapping", "Refunds are given back on their order.")
        reasons["sale"] = translate("mapping", "Payments")
    lines = [
        Line(word, numbers.integer(rows), "", reason_of(rules, key, word), reasons)
        for word, rows in (found.words if found is not None else ())
    ]
    return Words(key, _name(table, key), lines, lead)


def _name(export: Table, key: str) -> str:
    found = export.column(key)
    return found.name if found is not None else key
