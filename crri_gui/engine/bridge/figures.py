"""The figures of a report: orders, revenue, customers, and the days that they are about."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from crri_gui.errors import UsageError

NAMES = ("orders", "revenue", "customers", "repeat_customers")
_MOST_MINUTES = 26 * 60  # between the easternmost zone and the westernmost one
_AHEAD = re.compile(r"([+\-\u2212]?)(\d{1,2})(?::?([0-5]\d))?(?:\s*h)?")
_PLAIN = re.compile(r"\d+([.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}([., \u00a0\u202f'])\d{3}(\1\d{3})*([.,]\d+)?")


@dataclass(frozen=True)
class Figures:
    """Revenue is in the currency of the raw data, the others are counts.

    `repeat_customers` are those with two orders or more among these.
    """

    orders: int
    revenue: Decimal
    customers: int
    repeat_customers: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.orders + other.orders,
            self.revenue + other.revenue,
            self.customers + other.customers,
            self.repeat_customers + other.repeat_customers,
        )

    def __sub__(self, other: Figures) -> Figures:
        return Figures(
            self.orders - other.orders,
            self.revenue - other.revenue,
            self.customers - other.customers,
            self.repeat_customers - other.repeat_customers,
        )


@dataclass(frozen=True)
class Theirs:
    """What the report says; None where it does not.

    It is about the days `since` to `until`, both included; None for all. `clock` is how many
    minutes its clock is ahead of that of the raw data, or its time zone by its IANA name; None
    where nothing was said of it.
    """

    orders: int | None = None
    revenue: Decimal | None = None
    customers: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    clock: int | str | None = None
    repeat_customers: int | None = None

    def __post_init__(self) -> None:
        if self.given == ():
            raise UsageError("theirs_says_nothing", names=", ".join(NAMES))
        if self.since and self.until and self.until < self.since:
            raise UsageError("theirs_ends_before", since=self.since, until=self.until)

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the figures that it says."""
        return tuple(name for name in NAMES if getattr(self, name) is not None)


def count(text: str, name: str) -> int:
    """A number of orders or customers as a person writes it. Raises `UsageError`."""
    value = amount(text, name)
    if value != int(value):
        raise UsageError("theirs_unreadable", name=name, value=text)
    return int(value)


def amount(text: str, name: str = "revenue") -> Decimal:
    """An amount as a person writes it, in either convention: 1,234.50, 1.234,50, 1234.5.

    One sign before three digits groups thousands: 1,234 and 1.234 are 1234. Raises `UsageError`.
    """
    plain = text.strip()
    sign = "-" if plain.startswith(("-", "\u2212")) else ""
    plain = plain.lstrip("-\u2212").strip()
    grouped = _GROUPED.fullmatch(plain)
    if grouped is not None:
        last = grouped[3] or ""
        if last and last[0] == grouped[1]:
            raise UsageError("theirs_unreadable", name=name, value=text)
        whole = plain[: len(plain) - len(last)]
        plain = re.sub(r"\D", "", whole) + last.replace(",", ".")
    elif _PLAIN.fullmatch(plain):
        plain = plain.replace(",", ".")
    try:
        value = Decimal(sign + plain)
    except InvalidOperation as error:
        raise UsageError("theirs_unreadable", name=name, value=text) from error
    if not value.is_finite():
        raise UsageError("theirs_unreadable", name=name, value=text)
    return value


def clock(text: str) -> int | str:
    """A clock as a person writes it: -3, +05:30 (how far it is ahead), or America/Sao_Paulo.

    In minutes; a zone stays what it is. Raises `UsageError`.
    """
    text = text.strip()
    ahead = _AHEAD.fullmatch(text)
    if ahead is not None:
        minutes = int(ahead[2]) * 60 + int(ahead[3] or 0)
        if minutes <= _MOST_MINUTES:
            return minutes if ahead[1] in ("", "+") else -minutes
    if ahead is not None or not re.search("[A-Za-z]", text):
        raise UsageError("their_clock_unreadable", value=text)
    return text


def first_and_last(month: str) -> tuple[dt.date, dt.date]:
    """The days of a month such as 2024-03. Raises `UsageError`."""
    try:
        first = dt.date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise UsageError("theirs_month_unreadable", value=month) from error
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return first, following - dt.timedelta(days=1)
