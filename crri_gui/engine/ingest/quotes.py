"""Where a quotation mark opens and does not close, and how many records the file then has.

Within an unclosed quotation mark a reader sees one field that goes on to the end of the file.
Here every line is a line of its own again after the one on which the mark opens, so that what
the reader lost can be counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext

# No text of a shop's customers goes over more lines; what does is an unclosed mark.
_MOST_LINES_OF_A_FIELD = 1_000
_SHOWN = 5


@dataclass(frozen=True)
class Quoting:
    """What a count by lines says: the records below the header, and the physical lines
    (1-based) on which a quotation mark opens that does not close."""

    records: int
    unclosed: tuple[int, ...]


def count_by_lines(run: RunContext, path: Path, delimiter: str, escape: str) -> Quoting:
    """Count the records of a UTF-8 text that may hold unclosed quotation marks."""
    d = re.escape(delimiter.encode())
    inner = rb'[^"\\]*(?:(?:""|\\.)[^"\\]*)*' if escape == "\\" else rb'[^"]*(?:""[^"]*)*'
    # A quoted field that is whole within its line, with what ends it.
    whole = re.compile(rb"(^|[" + d + rb'])"' + inner + rb'"(?=[' + d + rb"\r\n]|$)", re.DOTALL)
    opens = re.compile(rb"(?:^|[" + d + rb'])"', re.DOTALL)
    # What closes a field on a later line: a mark that ends a field, none before it.
    closes = re.compile(rb"^" + inner + rb'"(?=[' + d + rb"\r\n]|$)", re.DOTALL)
    quote = b'"'
    records = 0
    unclosed: list[int] = []
    with path.open("rb") as file:
        number = 0
        while line := file.readline():
            number += 1
            if number % 10_000 == 0:
                run.checkpoint()
            if not line.strip():
                continue
            records += 1
            if quote not in line or not opens.search(whole.sub(rb"\1", line)):
                continue
            # A field goes on over the next lines, or its mark is never closed.
            back, first = file.tell(), number
            for _ in range(_MOST_LINES_OF_A_FIELD):
                more = file.readline()
                if not more:
                    break
                number += 1
                if quote not in more:
                    continue
                closing = closes.match(more)
                if closing is None:
                    if more.replace(b'""', b"").count(quote):
                        break
                    continue
                rest = more[closing.end() :]
                if not opens.search(whole.sub(rb"\1", rest)):
                    back = 0
                    break
            else:
                more = b""
            if back:
                unclosed.append(first)
                file.seek(back)
                number = first
    return Quoting(max(0, records - 1), tuple(unclosed))


def lines_text(lines: tuple[int, ...]) -> str:
    """The lines for a message: "line 7", or "lines 7, 9 and 12 more"."""
    shown = ", ".join(f"{line:,}" for line in lines[:_SHOWN])
    more = f" and {len(lines) - _SHOWN:,} more" if len(lines) > _SHOWN else ""
    return f"line{'s' if len(lines) > 1 else ''} {shown}{more}"
