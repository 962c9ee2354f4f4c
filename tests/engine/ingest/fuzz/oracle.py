"""An independent reading of raw files: which records they hold, and the money of the shop."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any


def content_of(path: Path, encoding: str) -> str:
    """The text of a CSV, packed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return data.decode(encoding, errors="replace").removeprefix("\ufeff")


def plausible_counts(text: str, delimiter: str) -> set[int]:
    """How many records below the header there may be; empty where nobody can say."""
    if '"' in text:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            return set()
        return {len([row for row in rows if row]) - 1}
    by_feed = [line for line in text.replace("\r\n", "\n").split("\n") if line]
    by_any = [line for line in re.split(r"\r\n|\r|\n", text) if line]
    return {len(by_feed) - 1, len(by_any) - 1}


def assert_accounted(manifest: Mapping[str, Any], raw: Path) -> None:
    """Every record of every text file was accepted or rejected."""
    for taken in manifest["inputs"]:
        path = raw / taken["file"]
        if path.suffix not in (".csv", ".gz"):
            continue
        text = content_of(path, taken["encoding"])
        counts = plausible_counts(text, taken["delimiter"])
        read = taken["rows"] + taken["rejected"]
        if counts and (taken["rejected"] == 0 or '"' not in text):
            assert read in counts, (taken, counts)


def assert_money(manifest: Mapping[str, Any], raw: Path) -> None:
    """The accepted prices add up to those that anyone can read in the file.

    Only where the file leaves no doubt: no quotation mark, every price in plain digits.
    """
    taken = next(entry for entry in manifest["inputs"] if entry["table"] == "order_items")
    path = raw / taken["file"]
    if path.suffix not in (".csv", ".gz"):
        return
    text = content_of(path, taken["encoding"])
    lines = re.split(r"\r\n|\n" if "\n" in text else r"\r", text)
    header = [name.strip().casefold() for name in lines[0].split(taken["delimiter"])]
    if '"' in text or "price" not in header or "\r" in "".join(lines):
        return
    rows = [line.split(taken["delimiter"]) for line in lines[1:] if line]
    rows = [row for row in rows if len(row) == len(header)]
    place = header.index("price")
    if not all(re.fullmatch(r"\d+(\.\d\d?)?", row[place]) for row in rows):
        return
    if len(rows) != taken["rows"] or taken["rejected"] + taken["rows"] < len(rows):
        return
    prices = next(s for s in manifest["reconciliation"] if s["code"] == "prices")
    unread = [line for line in prices["lines"] if line["label"].startswith("rejected rows")]
    accepted = Decimal(prices["total"]["amount"]) - sum(Decimal(x["amount"] or 0) for x in unread)
    assert accepted == sum(Decimal(row[place]) for row in rows)
