"""The rules that leave rows out by a word of theirs: what a word means, and how it is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from crri_gui.engine.discover.header import normalised
from crri_gui.engine.layouts.synonyms.names import meaning_of
from crri_gui.engine.mapping.fields import ROW_REASONS
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.table import Column, Table
from crri_gui.errors import UsageError

Rules = Sequence[Mapping[str, Any]]


def reason_of(rules: Rules, column: str, word: str) -> str:
    """What rows with this word are: "sale", or why they are left out, of `ROW_REASONS`."""
    word = word.strip().lower()
    for rule in rules:
        if rule["column"] != column:
            continue
        begins = any(map(word.startswith, rule.get("starts", ())))
        other = "other_than" in rule and word not in rule["other_than"]
        if word in rule.get("equals", ()) or begins or other:
            return str(rule["reason"])
    return "sale"


def rules_by_words(
    column: Column, says: Mapping[str, str], but: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The rules on the words of a column that are known: by their meanings, the reasons.

    Words of `but` mean something else there.
    """
    reasons: dict[str, list[str]] = {}
    for word in dict.fromkeys(word.lower() for word, _ in column.words):
        meaning = meaning_of(word, tuple(says))
        if meaning is not None and word not in but:
            reasons.setdefault(says[meaning], []).append(word)
    return [
        {"reason": reason, "column": column.key, "equals": words}
        for reason, words in sorted(reasons.items(), reverse=True)
    ]


def canceled_rows(sample: Sample, text: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rules for status words that cancel some rows of an order and not the others.

    There are none where an order is worth the same, however many of its rows are canceled.
    """
    rules = []
    for rule in text.get("status", ()) if "item_goods" in text else ():
        column = sample.export.column(rule["column"])
        made = rules_by_words(column, {"void": "cancellations"}) if column is not None else []
        if not made:
            continue
        values = [value.lower() for value in sample.export.values(rule["column"])]
        canceled = [value in made[0]["equals"] for value in values]
        if any(len({canceled[n] for n in rows if values[n]}) > 1 for rows in sample.several):
            rules += made
    return rules


def columns_of(rules: Rules) -> list[str]:
    """The columns whose words the rules look at."""
    return list(dict.fromkeys(rule["column"] for rule in rules))


def with_reason(
    table: Table, before: Rules, word: str, reason: str, field: str
) -> list[dict[str, Any]]:
    """The rules with another meaning of a word, or of COLUMN.WORD where several columns have it.

    `field` is what the user has named. Raises `UsageError` for what is no reason, and where it is
    not clear which column is meant.
    """
    if reason not in ROW_REASONS:
        raise UsageError("choice_of_field_unknown", name=field, value=reason, choices=ROW_REASONS)
    column, word = of_column(columns_of(before), word)
    word = word.strip().lower()
    rules = [dict(rule) for rule in before]
    column = column or _column_of(table, rules, word)
    own = [rule for rule in rules if rule["column"] == column]
    for rule in own:
        if word in rule.get("equals", ()):
            rule["equals"] = [one for one in rule["equals"] if one != word]
        if reason == "sale" and any(map(word.startswith, rule.get("starts", ()))):
            raise UsageError("rows_begin_so", word=word, starts=rule["starts"])
        if reason == "sale" and "other_than" in rule:
            rule["other_than"] = [*dict.fromkeys((*rule["other_than"], word))]
    if reason_of(rules, column, word) != reason:
        # Before a rule on all other words of the column, which would decide first.
        wide = [n for n, r in enumerate(rules) if r["column"] == column and "equals" not in r]
        end = wide[0] if wide else len(rules)
        same = [r for r in rules[:end] if r in own and r["reason"] == reason and "equals" in r]
        if same:
            same[0]["equals"] = [*same[0]["equals"], word]
        else:
            rules.insert(end, {"reason": reason, "column": column, "equals": [word]})
    return [rule for rule in rules if rule.get("equals", True)]


def of_column(columns: Iterable[str], word: str) -> tuple[str, str]:
    """The column before a word, where it names one of these, and the word."""
    head, dot, rest = word.partition(".")
    if dot and head.strip() and normalised(head) in set(columns):
        return normalised(head), rest
    return "", word


def _column_of(table: Table, rules: Rules, word: str) -> str:
    """The column that holds the word: of those that are mapped, else of all."""
    mapped = columns_of(rules)
    holding = [c.key for c in table.columns if word in {w.lower() for w, _ in c.words}]
    likely = [key for key in mapped if key in holding] or (mapped if len(mapped) == 1 else holding)
    if len(likely) != 1:
        raise UsageError("rows_not_mapped", word=word)
    return likely[0]
