"""What each row of an export says, as SQL over the columns that were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crri_gui.engine.adapt.persons.masking import masked_sql
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.csv_reader import UNREAD
from crri_gui.engine.layouts.layout import Identity, Layout, LeaveOut, StatusRule

OVERLAP = -1
REJECTED = -2
UNPRICED = -3
OTHER_CURRENCY = -4
REPEATED = -5
OF_LEFT_OUT = -6
UNLINKED = -7
"""The fates of rows that are in another file already, of those that are refused, of those of
orders that are open and have no price yet, of those in a currency that was not chosen, of those
that are in their file twice, of items whose order is left out, and of refunds that are tied to no
order and that no rule of the layout leaves out. The rules of the layout that leave rows out are
numbered from 0; a row without a fate belongs to a sale."""
NO_STATUS = "sale"
PLACE = "crri_file * (1::BIGINT << 40) + crri_record"
"""Where a row stands among those of all files, as SQL."""
ORDER_AMOUNTS = ("goods", "shipping", "tax", "discount", "paid", "refund")
ITEM_AMOUNTS = ("item_goods", "item_shipping", "item_tax", "item_discount", "item_paid", "lines")


class RowSql:
    """The expressions of one layout; `names` are what its columns are called in the table.

    `compared` are identities that the layout might have instead of its own.
    """

    def __init__(
        self,
        source: Source,
        names: Mapping[str, str],
        header: Mapping[str, str],
        compared: Sequence[Identity] = (),
    ) -> None:
        self.source, self.layout, self.names, self.header = source, source.layout, names, header
        self.compared = compared

    def said(self) -> str:
        """All that is read of a row `s` of the source, to tell whether two rows are equal."""
        return f"ROW({', '.join(f's.{name}' for name in self.names.values())})"

    def alike(self) -> str:
        """The same with what is not read, where rows are items that are worth money."""
        if not self.source.can("item_goods"):
            return self.said()
        return f"ROW({self.said()}, s.{UNREAD})"

    @property
    def tells_items(self) -> bool:
        """Whether a column that is read tells one item from another."""
        of_orders = not self.source.can("item_goods")
        return of_orders or any(map(self.source.has, (self.layout.product, self.layout.row_id)))

    def order(self) -> str:
        """The order's id."""
        return self.names[self.layout.order]

    def fate(self) -> str:
        """The number of the first rule that leaves the row out."""
        return fate_of(self.layout.leave_out, self.names)

    def refund_of(self) -> str:
        """The order that the row's amount was given back for."""
        rules = [
            f"WHEN {number} THEN {self.text(rule.refund_of)}"
            for number, rule in enumerate(self.layout.leave_out)
            if rule.refund_of in self.names
        ]
        return f"CASE {self.fate()} {' '.join(rules)} END" if rules else "NULL"

    def time(self) -> str:
        """When the order was placed; a clock in a column of its own is added to its date.

        Times in UTC are brought into the zone of the shop, where one is chosen.
        """
        day, *clock = (self.names[column] for column in self.layout.time)
        placed = f"CAST({day} AS DATE) + try_cast(trim({clock[0]}) AS TIME)" if clock else day
        if not self.layout.utc or not self.layout.zone:
            return placed
        zone = sql_literal(self.layout.zone)
        return f"timezone({zone}, timezone('UTC', {placed}))"

    def is_item(self) -> str:
        """Whether the row is an item."""
        return f"{self.names[self.layout.item]} IS NOT NULL" if self.layout.item else "true"

    def status(self) -> tuple[str, str]:
        """The word that decides the order's class, and the class; NULL for an unknown word."""
        words, classes, last = [], [], "NULL"
        for rule in self.layout.status:
            if rule.column in self.names:
                name = self.names[rule.column]
                last = f"trim({name})" if rule.filled is None else last
                for condition, given in self._cases(rule):
                    word = sql_literal(self.header[rule.column]) if rule.filled else f"trim({name})"
                    words.append(f"WHEN {condition} THEN {word}")
                    classes.append(f"WHEN {condition} THEN {sql_literal(given)}")
        if not words and last == "NULL":
            return sql_literal(NO_STATUS), sql_literal("sale")
        if not words:
            return last, "NULL"
        return (
            f"CASE {' '.join(words)} ELSE {last} END",
            f"CASE {' '.join(classes)} END",
        )

    def _cases(self, rule: StatusRule) -> list[tuple[str, str]]:
        name = self.names[rule.column]
        if rule.filled is not None:
            return [(f"coalesce(trim({name}), '') <> ''", rule.filled)]
        by_class: dict[str, list[str]] = {}
        for word, given in rule.words.items():
            by_class.setdefault(given, []).append(word)
        return [
            (f"{_lower(name)} IN ({_listed(words)})", given) for given, words in by_class.items()
        ]

    def identities(self) -> list[tuple[Identity, str]]:
        """What the row says of its customer, in the order of preference; NULL where nothing."""
        return identities_of(self.layout.customer, self.names)

    def others(self) -> list[tuple[Identity, str]]:
        """The same of the identities that are compared with its own."""
        return identities_of(self.compared, self.names)

    def told_by(self) -> list[tuple[str, Identity, str]]:
        """Its identities with the columns of `crri_orders`, and what the file calls them."""
        return [
            (f"identity_{number}", one, " + ".join(self.header[c] for c in one.columns))
            for number, (one, _) in enumerate(self.identities())
        ]

    def joins(self) -> str:
        """What the row says of its customer's row in the customers' file."""
        customers = self.layout.customers
        told = identities_of((customers.joins,) if customers else (), self.names)
        return told[0][1] if told else "NULL"

    def worth(self) -> str:
        """The goods that the row speaks of: those of its order, or of its item."""
        if self.source.can("goods"):
            return self.amount("goods")
        if self.source.is_worth_items:
            return "0::DECIMAL(18, 4)"
        return f"CASE WHEN {self.is_item()} THEN {self.amount('item_goods')} ELSE 0 END"

    def text(self, column: str | None) -> str:
        """The text of a column; NULL where the export has none."""
        return self.names.get(column or "", "NULL")

    def amount(self, name: str) -> str:
        """An amount of the layout; NULL where the export has none."""
        if not self.source.can(name):
            return "NULL::DECIMAL(18, 4)"
        return self.layout.amounts[name].sql(lambda column: self.names[column])


def in_several(table: str, said: str, whole: str, files: int) -> tuple[str, str, str]:
    """The rows of files whose months may overlap, which of them are there again, and which may be.

    Of rows that agree in the columns `said`, as many are of their own as the file has that has
    most. Whether those that do not agree in the columns `whole` are others is unclear. Returns a
    relation and two conditions on it.
    """
    if files < 2:
        return table, "false", "false"

    def nth(columns: str) -> str:
        return f"row_number() OVER (PARTITION BY {columns}, crri_file ORDER BY crri_record)"

    def again(columns: str, number: str) -> str:
        return f"crri_file <> min(crri_file) OVER (PARTITION BY {columns}, {number})"

    if said == whole:
        return f"(SELECT *, {nth(said)} AS nth FROM {table})", again(said, "nth"), "false"
    rows = f"(SELECT *, {nth(said)} AS nth, {nth(whole)} AS nth_whole FROM {table})"
    here = again(said, "nth")
    return rows, here, f"{here} AND NOT {again(whole, 'nth_whole')}"


def word_of(column: str | None, names: Mapping[str, str]) -> str:
    """The word of a column as it may be published; NULL where there is no such column."""
    return masked_sql(f"CAST({names.get(column or '', 'NULL')} AS VARCHAR)")


def currency_of(column: str | None, names: Mapping[str, str]) -> str:
    """The code of a column's currency; NULL where there is no such column."""
    return f"upper(trim(CAST({names.get(column or '', 'NULL')} AS VARCHAR)))"


def is_other_currency(currency: str, layout: Layout) -> str:
    """Whether a currency is none of those that were chosen."""
    return f"{currency} NOT IN ({_listed(layout.only_currencies)})"


def fate_of(rules: Sequence[LeaveOut], names: Mapping[str, str]) -> str:
    """The number of the first rule that leaves a row out, as SQL; NULL where none does."""
    cases = [
        f"WHEN {_left_out(rule, _lower(names[rule.column]))} THEN {number}"
        for number, rule in enumerate(rules)
        if rule.column in names
    ]
    return f"CASE {' '.join(cases)} END" if cases else "NULL"


def _left_out(rule: LeaveOut, word: str) -> str:
    if rule.starts:
        return " OR ".join(f"starts_with({word}, {sql_literal(s)})" for s in rule.starts)
    if rule.equals:
        return f"{word} IN ({_listed(rule.equals)})"
    return f"coalesce({word}, '') NOT IN ({_listed(rule.other_than)})"


def identities_of(
    chain: Sequence[Identity], names: Mapping[str, str]
) -> list[tuple[Identity, str]]:
    """Those of the chain whose columns are there, each as SQL; NULL where it says nothing."""
    return [
        (one, _identity(one, [names[column] for column in one.columns]))
        for one in chain
        if all(column in names for column in one.columns)
    ]


def _identity(one: Identity, columns: Sequence[str]) -> str:
    joined = f"concat_ws(' ', {', '.join(columns)})" if len(columns) > 1 else columns[0]
    # A number that a spreadsheet has made a fraction of is the same id.
    number = rf"regexp_replace(trim({joined}), '^(\d+)\.0+$', '\1')"
    value = {
        # E-mails and names in a column of ids are compared as such.
        "id": rf"CASE WHEN contains({joined}, '@') THEN {_address(joined)} "
        rf"WHEN contains(trim({joined}), ' ') "
        rf"THEN lower(regexp_replace(trim({joined}), '\s+', ' ', 'g')) ELSE {number} END",
        "email": f"CASE WHEN contains({joined}, '@') THEN {_address(joined)} END",
        "document": rf"regexp_replace({joined}, '\D', '', 'g')",
        "phone": rf"regexp_replace({joined}, '\D', '', 'g')",
        "name": rf"lower(regexp_replace(trim({joined}), '\s+', ' ', 'g'))",
    }[one.kind]
    return f"nullif({value}, '')"


def more_than_address(text: str) -> str:
    """A condition: the text holds an e-mail address and more, or several of them."""
    return rf"contains({text}, '@') AND regexp_matches(trim({text}), '[\s<>():;,\"]|\.$')"


def _address(text: str) -> str:
    """The address within mailto:a@x.example, Ana <a@x.example> and the like, in lower case.

    What has another form, or holds several, is compared as it is.
    """
    plain = rf"lower(regexp_replace(trim({text}), '\s+', ' ', 'g'))"
    joined = rf"regexp_replace({plain}, ' ?@ ?', '@', 'g')"
    address = r'([^\s<>()\[\],;:"@]+@[\pL\pN.-]*[\pL\pN])'
    named = rf"[^<>@]*< ?(?:mailto:)?{address} ?>[ ;,.]*"
    bare = rf"\(? ?(?:mailto:)?{address}(?:\?.*)? ?\)?[ ;,.]*(?:\([^()@]*\))?"
    return (
        f"CASE WHEN {more_than_address(text)} "
        rf"THEN regexp_replace({joined}, '^(?:{named}|{bare})$', '\1\2') ELSE {plain} END"
    )


def _lower(name: str) -> str:
    return f"lower(trim({name}))"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(map(sql_literal, words))
