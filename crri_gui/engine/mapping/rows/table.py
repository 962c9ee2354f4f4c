"""Files of the same columns, and what these hold in their first rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crri_gui.engine.core.masking import masked as by_shape
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.preview import records_of
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.mapping.rows.persons import Type, is_of_person, masked

_SHOWN = 5
_DATE = re.compile(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|[A-Za-z]{3}[- ]\d{1,2}[-, ]+"
    r"\d{2,4}|\d{1,2}[- ][A-Za-zçÇ]{3,9}[- ]\d{2,4}|\d{8}(?=T))([T ,]+\d{1,2}[:.h]\d{2}.*)?"
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?(\s*[AaPp]\.?[Mm]\.?)?")
# A currency's sign, or its code, may stand before or behind the number.
_MONEY = re.compile(
    r"[-+(]?\s*(?:[A-Z]{0,3}[^\w\s,.()+'-]{1,2}|[A-Z]{3}(?=\s))?\s*-?"
    r"\d[\d.,' \u00a0]*\)?\s*(?:[^\w\s]{1,2}|[A-Z]{3})?-?"
)
_WHOLE = re.compile(r"-?\d+")
_SURELY_PHONE = re.compile(r"'?\+\d[\d\s()./-]{6,18}")
_PHONE = re.compile(r"\+?[\d\s()./-]{7,20}")
_FORMS: dict[Type, re.Pattern[str]] = {
    "date": _DATE,
    "clock": _CLOCK,
    "money": _MONEY,
    "whole": _WHOLE,
}
_FEW = 40
# Of the values in a column, this part has to be of a type: exports hold strays.
_MOST = 0.9


@dataclass(frozen=True)
class Column:
    """A column of the export, from the first rows of its files.

    `key` is its name as a mapping names it, `name` as the header does. `filled` is the share of
    rows that have a value, `distinct` how many different values they have, `samples` the first of
    them, `words` the values with their rows where there are few: of columns that decide what a row
    or an order is in all rows (`all_words`). Samples that tell of a person are masked, and are no
    words.
    """

    key: str
    name: str
    type: Type
    filled: float
    distinct: int
    samples: tuple[str, ...]
    words: tuple[tuple[str, int], ...] = ()

    def with_words(self, counted: Iterable[tuple[str, int]]) -> Column:
        """The column with these words; a value that is masked has strayed there from another."""
        words = [(word, rows) for word, rows in counted if shown(word, self.type) == word]
        return replace(self, words=tuple(words))


@dataclass(frozen=True)
class Table:
    """Files of the same columns; `rows` are their first records as text, in that order.

    `whole` says that these are all of their records.
    """

    files: tuple[Sniffed, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """What the user calls the files."""
        return tuple(file.label for file in self.files)

    @property
    def title(self) -> str:
        """The name of the first file, without its ending."""
        return self.files[0].path.stem

    def column(self, key: str) -> Column | None:
        """The column of this name; None where there is none."""
        return next((one for one in self.columns if one.key == key), None)

    def values(self, key: str) -> list[str]:
        """The values of a column in the first rows."""
        place = next(n for n, one in enumerate(self.columns) if one.key == key)
        return [row[place].strip() for row in self.rows]


def table_of(run: RunContext, files: Sequence[Sniffed]) -> Table:
    """What the first rows of these files hold. Raises `InputError`, `Cancelled`."""
    header = files[0].header
    keys = files[0].columns
    rows: list[tuple[str, ...]] = []
    whole = True
    for file in files:
        run.checkpoint()
        records, are_all = records_of(run, file)
        whole = whole and are_all
        # A line below the table has fewer fields.
        rows += [row for row in records if len(row) == len(header)]
    columns = [
        profiled(key, name.strip().strip("\ufeff"), [row[place].strip() for row in rows])
        for place, (key, name) in enumerate(zip(keys, header, strict=True))
    ]
    return Table(tuple(files), tuple(columns), tuple(rows), whole)


def profiled(key: str, name: str, values: Sequence[str]) -> Column:
    """What a column is, by these values of it."""
    filled = [value for value in values if value]
    counted = Counter(filled)
    kind = _type_of(filled, len(counted))
    samples = tuple(shown(value, kind) for value in tuple(counted)[:_SHOWN])
    of_person = is_of_person(key, kind)
    if of_person:
        samples = tuple(map(masked, samples))
    share = len(filled) / len(values) if values else 0.0
    made = Column(key, name, kind, share, len(counted), samples)
    return made.with_words(counted.most_common()) if kind == "word" and not of_person else made


def shown(value: str, kind: Type) -> str:
    """A value of a column that holds no persons, masked where one has strayed there.

    An e-mail or a phone is known by its form; a name, where the others are numbers or dates.
    """
    if kind in _FORMS:
        return value if _FORMS[kind].fullmatch(value) else by_shape(value)
    return masked(value) if "@" in value or _SURELY_PHONE.fullmatch(value) else value


def _type_of(values: Sequence[str], distinct: int) -> Type:
    if not values:
        return "blank"
    looked_at = values[:1000]

    def mostly(pattern: re.Pattern[str]) -> bool:
        return sum(map(bool, map(pattern.fullmatch, looked_at))) >= _MOST * len(looked_at)

    if sum("@" in value for value in looked_at) >= _MOST * len(looked_at):
        return "email"
    if mostly(_CLOCK):
        return "clock"
    if mostly(_DATE):
        return "date"
    if mostly(_SURELY_PHONE):
        return "phone"
    if mostly(_WHOLE):
        return "whole"
    if mostly(_MONEY):
        return "money"
    if mostly(_PHONE):
        return "phone"
    return "word" if distinct <= _FEW and distinct < max(2, len(values)) else "text"
