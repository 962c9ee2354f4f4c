"""A proposal: which column may say what, by its name and by what its values can be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from crri_gui.engine.layouts.kept import whole_text
from crri_gui.engine.layouts.shipped import text_of
from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.beside.proposal import propose_beside
from crri_gui.engine.mapping.changed import still_fitting
from crri_gui.engine.mapping.draft import Draft, Origin, edited, status_rule
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import BY_NAME, FIELDS, STATUS_CLASSES, TYPES
from crri_gui.engine.mapping.goods import goods_of, paid_of_parts
from crri_gui.engine.mapping.row_rules import canceled_rows
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Column
from crri_gui.engine.mapping.sections import taken
from crri_gui.messages import sentence

_MONEY: tuple[Type, ...] = ("money", "whole")


def propose(export: Export) -> Draft:
    """The mapping of an export as far as it is known or can be proposed.

    That of crri.toml or of a shipped layout is taken as it is; where columns are gone that were
    mapped, what still fits. Else each field has the column whose name and values fit best, and the
    reason. What cannot be told is left open. Further files whose keys meet those of the orders are
    proposed as their items, payments and customers.
    """
    kept = export.kept.of([column.key for column in export.columns])
    if kept is not None:
        base = text_of(kept.base) if kept.base else {}
        whole = whole_text(kept.text)
        origins = {
            field.name: _origin_kept(field.name, whole, base)
            for field in FIELDS
            if Draft(whole).value(field.name)
        }
        return Draft(whole, kept.base, origins)
    if export.layout is not None:
        return shipped(export.layout.name)
    proposal = _Proposal(export).draft()
    columns = [column.key for column in export.columns]
    changed = export.kept.changed(columns)
    return proposal if changed is None else still_fitting(changed[0], columns, proposal)


def _origin_kept(name: str, whole: Mapping[str, Any], base: Mapping[str, Any]) -> Origin:
    same = base and Draft(whole).value(name) == Draft(base).value(name)
    return "layout" if same else "kept"


def shipped(name: str) -> Draft:
    """The mapping of a shipped layout, as it is recognised."""
    text = text_of(name)
    origins: dict[str, Origin] = {
        field.name: "layout" for field in FIELDS if Draft(text).value(field.name)
    }
    return Draft(text, name, origins)


class _Proposal:
    """One proposal in the making: what is taken, and why."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.text: dict[str, Any] = {"title": export.files[0].path.stem}
        self.reasons: dict[str, str] = {}
        self.taken: set[str] = set()
        self.sample: Sample | None = None

    def draft(self) -> Draft:
        order = self._order()
        if order is not None:
            self._take("order", order, self._why_order(order))
        self.sample = Sample(self.export, order)
        self._time()
        self._customer()
        self._states_and_words()
        self._amounts()
        self._canceled_rows()
        self._product()
        self._order_fields()
        found = propose_beside(self.export, self.export.further, self.text)
        self.text, reasons = taken(self.export, self.text, found)
        self.reasons |= reasons
        self._means_of_payment()
        origins: dict[str, Origin] = {
            name: "proposed" for name in BY_NAME if Draft(self.text).value(name)
        }
        words = frozenset(
            word
            for rule in self.text.get("status", ())
            for key in STATUS_CLASSES
            for word in rule.get(key, ())
        )
        return Draft(self.text, None, origins, self.reasons, words)

    def _take(self, field: str, column: Column, reason: str, value: Any = None) -> None:
        self.text[field] = column.key if value is None else value
        self.reasons[field] = reason
        self.taken.add(column.key)

    def _candidates(self, says: str, types: Collection[Type] | None = None) -> list[Column]:
        """Columns that are called so and hold such values, the likeliest first."""
        fitting = types or TYPES[says]
        named = [
            (likeness(column.key, says), column)
            for column in self.export.columns
            if column.key and column.key not in self.taken and column.type in fitting
        ]
        ranked = sorted(named, key=lambda one: (-one[0], self.export.columns.index(one[1])))
        return [column for score, column in ranked if score > 0]

    def _best(self, says: str, types: Collection[Type] | None = None) -> Column | None:
        return next(iter(self._candidates(says, types)), None)

    def _named(self, column: Column) -> str:
        return sentence("reason_of_mapping.named", samples=list(column.samples[:2]))

    def _order(self) -> Column | None:
        """The surest name whose values are keys: filled everywhere, and many of them."""
        rows = len(self.export.rows)
        best, score = None, 0.0
        for column in self._candidates("order"):
            if column.filled < 0.98 or column.distinct < min(3, rows):
                continue
            if column.type in ("word", "money") and column.distinct < rows / 10:
                continue
            sure = likeness(column.key, "order")
            # A product's or a customer's number is also a number.
            elsewhere = max(likeness(column.key, one) for one in ("customer_id", "product"))
            if sure > score and sure > elsewhere:
                best, score = column, sure
        return best or self._order_by_values()

    def _order_by_values(self) -> Column | None:
        """The only column of keys that are called nothing else: each is of one date."""
        others = ("customer_id", "product", "phone", "quantity", "state", "name", "unit_price")
        found = []
        for column in self.export.columns:
            if column.type not in ("whole", "text") or column.filled < 0.98:
                continue
            if any(likeness(column.key, one) > 0.3 for one in others):
                continue
            sample = Sample(self.export, column)
            dates = [c.key for c in self.export.columns if c.type == "date" and c.filled > 0.98]
            whole = all(sample.differing(date) == 0 for date in dates)
            if whole and dates and column.distinct > len(self.export.rows) / 5:
                found.append(column)
        return found[0] if len(found) == 1 else None

    def _why_order(self, column: Column) -> str:
        rows = len(self.export.rows)
        if column.distinct == rows:
            return sentence("reason_of_mapping.key_once")
        return sentence("reason_of_mapping.key_repeats", orders=column.distinct, rows=rows)

    def _time(self) -> None:
        found = [c for c in self._candidates("time") if c.filled > 0.2]
        # A date that is filled everywhere goes before one that some orders lack.
        full = [c for c in found if c.filled > 0.98]
        column = next(iter(full or found), None)
        if column is None:
            dates = [c for c in self.export.columns if c.type == "date" and c.filled > 0.98]
            if len(dates) != 1:
                return
            [column] = dates
        self._take("time", column, self._named(column))
        has_clock = sum(":" in value for value in column.samples) > 0
        clocks = [one for one in self.export.columns if one.type == "clock"]
        only = clocks[0] if len(clocks) == 1 else None
        clock = None if has_clock else self._best("clock") or only
        if clock is not None:
            self.text["time"] = f"{column.key} {clock.key}"
            self.taken.add(clock.key)
        order = self.sample.date_order(column.key) if self.sample is not None else None
        if order is not None:
            self.text["date_order"] = order
            self.reasons["date_order"] = sentence("reason_of_mapping.date_order")
        if "utc" in column.key.split("_") or "gmt" in column.key.split("_"):
            self.text["utc"] = True
            self.reasons["utc"] = sentence("reason_of_mapping.utc")

    def _customer(self) -> None:
        """The surest that tells customers apart; a further one only where it fills gaps."""
        assert self.sample is not None
        chain: list[str] = []
        blank, reason = set(range(len(self.export.rows))), ""
        ways = [("customer_id", "id"), ("email", "email"), ("phone", "phone"), ("name", "name")]
        # An id that some orders lack tells less than an e-mail that all have.
        ids, mails = self._filled("customer_id"), self._filled("email")
        if mails > ids + 0.02:
            ways[:2] = reversed(ways[:2])
        for says, kind in ways:
            if kind == "name" and chain:
                break
            for column in self._candidates(says):
                if kind == "id" and likeness(column.key, "name") > likeness(column.key, says):
                    continue
                values = self.export.values(column.key)
                fills = {n for n in blank if values[n]}
                if not fills or self.sample.is_of_row(column.key):
                    continue
                chain.append(f"{column.key}:{kind}")
                self.taken.add(column.key)
                blank -= self.sample.same_orders(fills)
                reason = reason or self._named(column)
                break
            if not blank:
                break
        if not chain and (unnamed := self._mails()) is not None:
            chain, reason = [f"{unnamed.key}:email"], self._named(unnamed)
            self.taken.add(unnamed.key)
        if chain:
            self.text["customer"] = chain
            self.reasons["customer"] = reason

    def _mails(self) -> Column | None:
        """The column of e-mails, whatever it is called: of several, that with most of them."""
        mails = [c for c in self.export.columns if c.type == "email" and c.key not in self.taken]
        # One and the same address is the shop's own.
        assert self.sample is not None
        mails = [c for c in mails if c.distinct > 1 and not self.sample.is_of_row(c.key)]
        return max(mails, key=lambda one: one.distinct, default=None)

    def _states_and_words(self) -> None:
        # A state of the country is called as one of the order in some languages.
        status, void = self._status()
        if status is not None:
            self.taken.add(status.key)
        for field in ("currency", "payment_type", "state"):
            column = self._best(field)
            if column is None:
                continue
            # A code has three letters.
            if field != "currency" or all(len(word) == 3 for word, _ in column.words):
                self._take(field, column, self._named(column))
        rules: list[dict[str, Any]] = []
        column = self._best("cancelled")
        if column is not None and column.filled < 0.5:
            rules.append({"column": column.key, "filled": "void"})
            self.taken.add(column.key)
            self.reasons["cancelled"] = sentence("reason_of_mapping.cancelled")
        rules += void
        if status is not None:
            rules.append(status_rule(self.export, status.key))
            self.reasons["status"] = sentence(
                "reason_of_mapping.words", words=[word for word, _ in status.words[:4]]
            )
        if rules:
            self.text["status"] = rules
        self._rows()

    def _filled(self, says: str) -> float:
        return max((column.filled for column in self._candidates(says)[:1]), default=0.0)

    def _known(self, column: Column) -> tuple[float, int]:
        """The share of the rows whose words are known, and how many classes they have."""
        rule = status_rule(self.export, column.key)
        words = {word for key in STATUS_CLASSES for word in rule.get(key, ())}
        rows = sum(count for word, count in column.words if word.lower() in words)
        return rows / max(1, sum(count for _, count in column.words)), len(rule) - 1

    def _status(self) -> tuple[Column | None, list[dict[str, Any]]]:
        """The column whose words tell most; its name alone is not enough.

        Also what further columns say of orders that are void.
        """
        named = self._candidates("status")
        sure = [column for column in named if self._known(column)[0] > 0.3]
        surest = [column for column in named if likeness(column.key, "status") > 0.85]
        hidden = [
            column
            for column in self.export.columns
            if column.key not in self.taken and likeness(column.key, "rows") < 0.3
            if column.words and self._known(column)[0] > 0.8
        ]
        found = sure or surest[:1] or hidden[:1]
        if not found:
            return None, []
        taken = max(found, key=lambda c: (self._known(c)[1], likeness(c.key, "status")))
        void = [
            {"column": column.key, "void": rule["void"]}
            for column in sure
            if column is not taken and (rule := status_rule(self.export, column.key)).get("void")
        ]
        return taken, void

    def _rows(self) -> None:
        """Rows that are no sales: in a column that says what a row is, or by their order's sign."""
        assert self.sample is not None
        for column in self._candidates("rows"):
            draft = edited(self.export, Draft(self.text), "rows", column.key)
            if draft.text.get("leave_out"):
                self.text["leave_out"] = draft.text["leave_out"]
                self.reasons["rows"] = sentence(
                    "reason_of_mapping.words", words=[word for word, _ in column.words[:4]]
                )
                self.taken.add(column.key)
                return
        sign = self.sample.sign_of_refunds()
        if sign is not None:
            rule = {"reason": "cancellations", "column": self.text["order"], "starts": [sign]}
            self.text["leave_out"] = [rule]
            self.reasons["rows"] = sentence("reason_of_mapping.sign", sign=sign.upper())

    def _canceled_rows(self) -> None:
        """Where the rows of an order are canceled one by one, those that are left are it."""
        rules = canceled_rows(self.sample, self.text) if self.sample is not None else []
        if rules:
            self.text["leave_out"] = [*self.text.get("leave_out", ()), *rules]
            self.reasons["rows"] = sentence("reason_of_mapping.rows_canceled")

    def _amounts(self) -> None:
        assert self.sample is not None
        found = {
            says: [c for c in self._candidates(says, _MONEY) if c.filled > 0]
            for says in ("shipping", "tax", "refund", "discount", "quantity", "unit_price")
        }
        for field in ("shipping", "tax", "refund"):
            for column in found[field]:
                if likeness(column.key, field) < 0.4:
                    continue
                per_row = self.sample.varies(column.key) and field != "refund"
                self._take(f"item_{field}" if per_row else field, column, self._named(column))
                break
        chosen = goods_of(self.export, self.sample, self._candidates, self.text, _MONEY)
        for name, (value, reason) in chosen.items():
            self.text[name] = value
            self.reasons[name] = reason
        self._includes(chosen)

    def _product(self) -> None:
        """What was bought: it tells the rows of an order apart, so that repeated ones are seen."""
        assert self.sample is not None
        used = {word for name in self.text for word in _words(self.text, name)}
        for column in self._candidates("product"):
            sure = likeness(column.key, "product")
            others = max(likeness(column.key, one) for one in ("order", "quantity", "unit_price"))
            told = column.distinct > 1 and column.filled > 0.9 and column.key not in used
            if not told or sure <= max(0.5, others):
                continue
            if not self.sample.counts_rows(column.key):
                self._take("product", column, self._named(column))
                break
        category = self._best("category")
        if category is not None and likeness(category.key, "category") > 0.5:
            self._take("category", category, self._named(category))

    def _means_of_payment(self) -> None:
        """It needs what was paid: a total, or the parts of one."""
        if "payment_type" not in self.text or "paid" in self.text:
            return
        made = None if "payments" in self.text else paid_of_parts(self.text)
        if made is None:
            del self.text["payment_type"], self.reasons["payment_type"]
            return
        self.text[made[0]] = made[1]
        self.reasons[made[0]] = sentence("reason_of_mapping.paid_of_parts")

    def _includes(self, chosen: Iterable[str]) -> None:
        """What cannot be told from the goods: taken off where the total has it, else said."""
        if any(name in self.text for name in ("tax", "item_tax")) or not chosen:
            return
        self.text["goods_include"] = ["tax"]

    def _order_fields(self) -> None:
        assert self.sample is not None
        kind = self.sample.order_fields(
            [
                *str(self.text.get("time", "")).split(),
                *(one for name in ("goods", "paid", "shipping") for one in _words(self.text, name)),
            ]
        )
        if kind != "every_row":
            self.text["order_fields"] = kind
            self.reasons["order_fields"] = sentence("reason_of_mapping.first_filled")


def _words(text: Mapping[str, Any], name: str) -> list[str]:
    return [word for word in str(text.get(name, "")).split() if word not in "+-*"]
