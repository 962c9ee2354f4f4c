"""A mapping that is being made: its fields, where each comes from, and how one is changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from crri_gui.definitions import OPTIONS
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.layouts.kept import made_of, with_word
from crri_gui.engine.layouts.layout import BLANK, IdentityKind, Layout
from crri_gui.engine.layouts.synonyms.names import likeness, meaning_of
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import (
    BY_NAME,
    FIELDS,
    OF_ROWS,
    STATUS_CLASSES,
    Field,
    amount_of,
    column_of,
)
from crri_gui.engine.mapping.row_rules import of_column, reason_of, rules_by_words, with_reason
from crri_gui.engine.mapping.sections import (
    edited_in,
    is_of_section,
    missing_in,
    value_in,
)
from crri_gui.errors import UsageError
from crri_gui.messages import sentence

Origin = Literal["layout", "kept", "proposed", "chosen"]
_KINDS: Mapping[str, IdentityKind] = {"email": "email", "phone": "phone"}


@dataclass(frozen=True)
class Part:
    """One field as it is mapped: its value as `--set` takes it, where it comes from, and why."""

    field: Field
    value: str
    origin: Origin
    reason: str


@dataclass(frozen=True)
class Draft:
    """A mapping that nothing was run with yet.

    `text` are the keys of the layout that it makes, `base` the shipped layout that it rests on.
    `origins` and `reasons` are by the names of `FIELDS`; status words that were only proposed are
    in `proposed_words`.
    """

    text: Mapping[str, Any]
    base: str | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    proposed_words: frozenset[str] = frozenset()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The fields that are mapped, in the order of `FIELDS`."""
        return tuple(
            Part(one, self.value(one.name), self.origins[one.name], self.reasons.get(one.name, ""))
            for one in FIELDS
            if self.value(one.name) and one.name in self.origins
        )

    @property
    def missing(self) -> tuple[Field, ...]:
        """The required fields that are not mapped; `goods` stands for itself and `item_goods`.

        Neither is needed where a file of items is named. Of a file beside the orders too, where
        one is named.
        """
        goods = self.value("goods") or self.value("item_goods") or self.value("items")
        of_orders = [
            BY_NAME[name]
            for name in ("order", "time", "goods")
            if not (goods if name == "goods" else self.value(name))
        ]
        return (*of_orders, *missing_in(self.text))

    def value(self, name: str) -> str:
        """The value of a field as `edited` takes it; empty where it is not mapped."""
        if is_of_section(name):
            return value_in(self.text, name)
        if name in ("status", "cancelled"):
            wanted = "filled" if name == "cancelled" else ""
            rules = [r for r in self.text.get("status", ()) if ("filled" in r) == bool(wanted)]
            return ", ".join(rule["column"] for rule in rules)
        if name == "rows":
            columns = [rule["column"] for rule in self.text.get("leave_out", ())]
            return ", ".join(dict.fromkeys(columns))
        value = self.text.get(name, "")
        if name == "time":
            return ", ".join(str(value).split())
        if isinstance(value, bool):
            return "true" if value else ""
        return ", ".join(value) if isinstance(value, list) else str(value)

    def class_of(self, word: str, column: str = "") -> str | None:
        """The class of a status word, or of no word, in this column or any; None without one."""
        word = word.strip().lower() or BLANK
        for rule in self.text.get("status", ()):
            for one in STATUS_CLASSES:
                if word in rule.get(one, ()) and column in ("", rule["column"]):
                    return one
        return None

    def reason_of(self, column: str, word: str) -> str:
        """What rows with this word are: "sale", or why they are left out, of `ROW_REASONS`."""
        return reason_of(self.text.get("leave_out", ()), column, word)

    def layout(self) -> Layout:
        """The layout that this makes.

        Raises `UsageError` where required fields are missing, or fields contradict each other.
        """
        if self.missing:
            names = [sentence(one.title) for one in self.missing]
            keys = [one.name for one in self.missing]
            raise UsageError("mapping_incomplete", fields=names, keys=keys, first=keys[0])
        if "payment_type" in self.text and not {"paid", "item_paid"} & self.text.keys():
            raise UsageError("payment_type_without_total")
        try:
            return made_of(self.text, self.base)
        except ValueError as error:
            raise UsageError("mapping_contradicts", reason=str(error)) from error


def edited(export: Export, draft: Draft, name: str, value: str) -> Draft:
    """The draft with another value of one field; an empty value takes it away.

    `name` is one of `FIELDS`, or `status.WORD` or `rows.WORD` for one of `STATUS_CLASSES` or
    `ROW_REASONS` (of files beside the orders `items.rows.WORD` and `payments.rows.WORD`), or
    `status.COLUMN.WORD` and `rows.COLUMN.WORD` where several columns have words. Columns are
    named as the header or a mapping names them. Raises `UsageError` for a field, column or
    choice that there is not.
    """
    head, dot, word = name.partition(".")
    value = value.strip()
    of_rows = word.startswith("rows.") and f"{head}.rows" in BY_NAME
    if is_of_section(name) and (name in BY_NAME or of_rows):
        return _with_section(export, draft, name, value)
    if dot and head == "status":
        return _with_status_word(draft, word, value)
    if dot and head == "rows":
        return _with_row_word(export, draft, word, value)
    known = BY_NAME.get(name)
    if known is None and name in OPTIONS:
        raise UsageError("field_unknown.of_run", name=name)
    if known is None:
        raise UsageError("field_unknown", name=name, fields=[one.name for one in FIELDS])
    text = dict(draft.text)
    proposed = draft.proposed_words
    if name in ("status", "cancelled"):
        text["status"], more = _status_rules(export, text.get("status", ()), name, value)
        proposed |= more
    elif name == "rows":
        column = column_of(export, known, value) if value else ""
        kept = [rule for rule in text.get("leave_out", ()) if rule["column"] == column]
        text["leave_out"] = kept or _row_rules(export, column)
    elif not value:
        text[name] = None
    else:
        text[name] = _plain(export, known, value)
    of_rows = name.startswith(OF_ROWS)
    other = name.removeprefix(OF_ROWS) if of_rows else f"{OF_ROWS}{name}"
    if value and other in BY_NAME:
        # An amount is of the whole order or of each row.
        text[other] = None
    text = {key: one for key, one in text.items() if one is not None and one != []}
    origins = {**draft.origins, name: "chosen"}
    reasons = {key: why for key, why in draft.reasons.items() if key != name}
    return replace(
        draft,
        text=text,
        origins=origins,
        reasons=reasons,
        proposed_words=proposed,
    )


def _with_section(export: Export, draft: Draft, name: str, value: str) -> Draft:
    """The draft with another value of a field about a file beside the orders."""
    head = name.partition(".")[0]
    text, why = edited_in(export, draft.text, name, value)
    origins, reasons = dict(draft.origins), dict(draft.reasons)
    if name == head:
        # Another file says other things.
        of_file = [one.name for one in FIELDS if one.section == head]
        for one in of_file:
            origins.pop(one, None)
            reasons.pop(one, None)
        origins.update((one, "proposed") for one in of_file if value_in(text, one))
        for one in ("customer", "goods", "paid"):
            if text.get(one) != draft.text.get(one):
                origins[one] = "proposed"
    reasons |= why
    chosen = f"{head}.rows" if name.startswith(f"{head}.rows.") else name
    reasons.pop(chosen, None)
    return replace(draft, text=text, origins={**origins, chosen: "chosen"}, reasons=reasons)


def _plain(export: Export, known: Field, value: str) -> Any:
    if known.holds == "column":
        return column_of(export, known, value)
    if known.holds == "columns":
        return " ".join(_columns(export, known, value))
    if known.holds == "identities":
        return [_identity(export, known, one) for one in _listed(value)]
    if known.holds == "amount":
        return amount_of(export, known, value)
    if known.holds == "list":
        return [one.upper() for one in _listed(value)]
    if known.choices and value not in known.choices:
        raise UsageError(
            "choice_of_field_unknown", name=known.name, value=value, choices=known.choices
        )
    return value == "true" if known.holds == "flag" else value


def _listed(value: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;]", value) if one.strip()]


def _columns(export: Export, known: Field, value: str) -> list[str]:
    if export.column(normalised(value)) is not None:
        return [normalised(value)]
    parts = _listed(value) if "," in value or ";" in value else value.split()
    return [column_of(export, known, one) for one in parts]


def _identity(export: Export, known: Field, value: str) -> str:
    names, _, kind = value.rpartition(":")
    if not names or kind not in ("id", "email", "phone", "name"):
        names, kind = value, ""
    columns = _columns(export, known, names)
    if not kind:
        found = export.column(columns[0])
        kind = _KINDS.get(found.type, "") if found is not None else ""
        kind = kind or kind_of(columns[0])
    return f"{' '.join(columns)}:{kind}"


def kind_of(column: str) -> IdentityKind:
    """What a column that tells the customer holds, by its name: a name, or an id."""
    return "name" if likeness(column, "name") > likeness(column, "customer_id") else "id"


def _status_rules(
    export: Export, rules: Any, name: str, value: str
) -> tuple[list[dict[str, Any]], frozenset[str]]:
    """The rules with another column of words, or of what is filled in where an order is void."""
    filled = name == "cancelled"
    others = [dict(rule) for rule in rules if ("filled" in rule) != filled]
    if not value:
        return others, frozenset()
    made: list[dict[str, Any]] = []
    words: set[str] = set()
    for one in _listed(value):
        column = column_of(export, BY_NAME[name], one)
        same = [dict(r) for r in rules if r["column"] == column and ("filled" in r) == filled]
        if same:
            made += same
        elif filled:
            made.append({"column": column, "filled": "void"})
        else:
            rule = status_rule(export, column)
            words |= {word for key in STATUS_CLASSES for word in rule.get(key, ())}
            made.append(rule)
    # That an order was cancelled goes before what else is said of it.
    return (made + others if filled else others + made), frozenset(words)


def status_rule(export: Export, column: str) -> dict[str, Any]:
    """The rule for the words of a column, of which those that are known have their class.

    Words that are not known are left open: a run counts them and says so.
    """
    found = export.column(column)
    rule: dict[str, Any] = {"column": column}
    for word, _ in found.words if found is not None else ():
        meaning = meaning_of(word, STATUS_CLASSES)
        if meaning is not None and word.lower() not in rule.get(meaning, ()):
            rule[meaning] = [*rule.get(meaning, ()), word.lower()]
    return rule


def _row_rules(export: Export, column: str) -> list[dict[str, Any]]:
    """What is left out of a column that says what each row is, as far as its words are known."""
    found = export.column(column) if column else None
    says = {"refunds": "refunds", "movements": "movements", "void": "cancellations"}
    return rules_by_words(found, says) if found is not None else []


def _with_status_word(draft: Draft, word: str, value: str) -> Draft:
    if value not in STATUS_CLASSES:
        raise UsageError(
            "choice_of_field_unknown", name=f"status.{word}", value=value, choices=STATUS_CLASSES
        )
    column, word = of_column(draft.value("status").split(", "), word)
    try:
        text = with_word(draft.text, word, value, column)
    except ValueError as error:
        raise UsageError("status_not_mapped", word=word) from error
    return replace(
        draft,
        text=text,
        origins={**draft.origins, "status": draft.origins.get("status", "chosen")},
        proposed_words=draft.proposed_words - {word.strip().lower()},
    )


def _with_row_word(export: Export, draft: Draft, word: str, value: str) -> Draft:
    rules = with_reason(export, draft.text.get("leave_out", ()), word, value, f"rows.{word}")
    text = {**draft.text, "leave_out": rules}
    text = {key: one for key, one in text.items() if one != []}
    return replace(draft, text=text, origins={**draft.origins, "rows": "chosen"})
