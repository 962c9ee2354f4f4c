"""The process that reads workbooks; `sheets` starts it. It imports nothing of CRRI.

The library that reads them ends its process where memory does not suffice: a sheet with a value in
its last cell wants 400 GB. So it has a process of its own, which may take only so much.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import re
import signal
import sys
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    import python_calamine

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDDEN = re.compile(rb'<row r="([0-9]{1,7})"[^>]* hidden="(?:1|true)"')
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>'
)
OPTION = "--read-workbook"
"""By it the packaged application is told to be this process."""


def main(arguments: Sequence[str]) -> int:
    """Do what the JSON in the first argument asks for; the answer goes to a file."""
    asked: dict[str, Any] = json.loads(arguments[0])
    # Who presses Ctrl-C means the program that waits for us, and that ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The packages that Python looks for at its start take it longer than the reading of a small
    # workbook, so it is started without them.
    sys.path.append(asked["library"])
    import python_calamine

    _limit(asked["memory"])
    answer: dict[str, Any]
    try:
        book = python_calamine.CalamineWorkbook.from_path(asked["path"])
        if "target" in asked:
            name, skip = asked["sheet"], asked["skip"]
            answer = {"merged": _to_csv(book, name, skip, Path(asked["target"]))}
            answer |= _look(book, asked["path"], name, skip)
        else:
            names = [asked["sheet"]] if "sheet" in asked else book.sheet_names
            answer = {"sheets": [_head(book, name, asked["rows"]) for name in names]}
    except python_calamine.CalamineError as error:
        answer = {"damaged": str(error)}
    except OSError as error:
        answer = {"errno": error.errno, "message": error.strerror}
    Path(asked["answer"]).write_text(json.dumps(answer), encoding="utf-8")
    return 0


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        allowed = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))


def _head(book: python_calamine.CalamineWorkbook, name: str, rows: int) -> dict[str, Any]:
    """The first rows of a sheet as text, how many rows stand above, and the last one's number."""
    sheet = book.get_sheet_by_name(name)
    above = sheet.start[0] if sheet.start else 0
    # Without the empty rows and columns before the first value; `iter_rows` has the rows.
    first = [[str(cell) for cell in row] for row in sheet.to_python(nrows=rows)]
    last = sheet.end[0] + 1 if sheet.end else 0
    return {"name": name, "above": above, "rows": first, "last": last}


def _to_csv(
    book: python_calamine.CalamineWorkbook, name: str, skip: int, target: Path
) -> list[tuple[int, int, int]]:
    """Write the sheet from its row number `skip` (0-based) on, which is the header.

    The line breaks that take the place of the rows above are within the first name, so that the
    lines of the text are numbered as the rows are. Returns where rows below the header have a
    cell in common: the column's number in the header, and the first and the last row from 1.
    """
    sheet = book.get_sheet_by_name(name)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        rows = islice(sheet.iter_rows(), skip, None)
        header = [str(cell) for cell in next(iter(rows), ())]
        # What stands beside the table has no name, and nothing is read from it.
        width = max((place for place, cell in enumerate(header, 1) if cell.strip()), default=0)
        if skip and header:
            header[0] = "\n" * skip + header[0]
        writer.writerow(header[:width])
        writer.writerows([as_text(value) for value in row[:width]] for row in rows)
    left = sheet.start[1] if sheet.start else 0
    return [
        (first[1] - left, first[0] + 1, last[0] + 1)
        for first, last in sorted(sheet.merged_cell_ranges or ())
        if last[0] > first[0] > skip and left <= first[1] < left + width
    ]


def _look(
    book: python_calamine.CalamineWorkbook, path: str, name: str, skip: int
) -> dict[str, Any]:
    """What the library does not tell of a sheet: whether it is hidden, the numbers of its hidden
    rows, and by column the first row and the number of formulas that have no value.
    """
    from python_calamine import SheetVisibleEnum

    sheet = book.get_sheet_by_name(name)
    left = sheet.start[1] if sheet.start else 0
    [about] = [one for one in book.sheets_metadata if one.name == name]
    hidden: list[int] = []
    formulas: dict[int, list[int]] = {}
    for rows in _parts(path, name):
        if b' hidden="' in rows:
            hidden += [int(row) for row in _HIDDEN.findall(rows) if int(row) > skip + 1]
        for letters, row in _FORMULA.findall(rows) if b"<f" in rows else ():
            column = _column(letters) - left
            if int(row) > skip + 1:
                formulas.setdefault(column, [column, int(row), 0])[2] += 1
    return {
        "is_hidden": about.visible != SheetVisibleEnum.Visible,
        "hidden": hidden,
        "formulas": list(formulas.values()),
    }


def _parts(path: str, name: str) -> Iterator[bytes]:
    """The text of a sheet, cut between rows; nothing of a workbook that is made otherwise."""
    with zipfile.ZipFile(path) as book:
        try:
            sheets = ElementTree.fromstring(book.read("xl/workbook.xml"))
            links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        except (KeyError, ElementTree.ParseError):
            return
        [link] = [
            one.get(_LINK) for one in sheets.iter(f"{_MAIN}sheet") if one.get("name") == name
        ] or [None]
        targets = {one.get("Id"): one.get("Target", "") for one in links}
        part = targets.get(link, "").removeprefix("/").removeprefix("xl/")
        if f"xl/{part}" not in book.namelist():
            return
        rest = b""
        with book.open(f"xl/{part}") as source:
            while chunk := source.read(1 << 20):
                rows, end, rest = (rest + chunk).rpartition(b"</row>")
                yield rows + end


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def as_text(value: object) -> str:
    """A cell as the CSV export of the same data would have it."""
    # Up to here every whole number has a floating point number of its own.
    if isinstance(value, float) and value.is_integer() and abs(value) <= 1 << 53:
        return str(int(value))
    if isinstance(value, float) and math.isfinite(value):
        # Without a decimal sign: a number is no matter of conventions. With the exponent's own
        # sign, which no id has: an id that was a number is told from one that was a text.
        _, digits, exponent = Decimal(repr(value)).as_tuple()
        sign = "-" if value < 0 else ""
        return f"{sign}{''.join(map(str, digits))}e{exponent:+03}"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
