"""Clean Olist files as they are read, and how their values are written."""

from collections.abc import Hashable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd

Rows = list[tuple[Hashable, ...]]

BLANK = float("nan")
SECONDS_A_DAY = 86_400
REPEAT_DAYS = (7, 30, 60, 90, 180, 365)


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Rows of one file as text, identical repeats dropped."""
    path = folder / f"olist_{name}_dataset.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame = frame.drop_duplicates()
    columns = [frame[column].tolist() for column in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def cents_of(text: str) -> int:
    """Exact cents of a decimal text."""
    cents = Decimal(text) * 100
    if cents != int(cents):
        raise ValueError(f"{text!r} is finer than a cent")
    return int(cents)


def money(cents: int) -> Decimal:
    """Cents as an amount with two places."""
    return Decimal(cents).scaleb(-2)


def moment(text: str) -> datetime | None:
    """Timestamp of a text, None if blank."""
    return datetime.fromisoformat(text) if text else None


def month_of(when: date) -> str:
    """Calendar month as YYYY-MM."""
    return f"{when.year:04d}-{when.month:02d}"
