"""The process that reads workbooks; `sheets` starts it. It imports nothing of CRRI.

The library that reads them ends its process where memory does not suffice: a sheet with a value in
its last cell wants 400 GB. So it has a process of its own, which may take only so much.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import signal
import sys
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import python_calamine

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
            answer = {"merged": _to_csv(book, asked["sheet"], asked["skip"], Path(asked["target"]))}
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
