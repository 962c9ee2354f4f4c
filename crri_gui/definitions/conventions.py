"""How raw text is read where a file cannot tell it itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DATE_ORDERS = ("dmy", "mdy", "ymd", "excel1900", "excel1904")
DECIMALS = ("point", "comma")
AS_WRITTEN = "written"
"""The choice of a zone that leaves every time as it is written."""


@dataclass(frozen=True)
class Conventions:
    """The user's choices for what a file cannot tell.

    `date_order` maps `table.column`, or "*" for all, to one of `DATE_ORDERS`; `decimal` maps
    the same to "point" or "comma". A choice for all settles what the data leaves open; a
    choice for one column holds whatever the data says. `zone` is the shop's time zone by its
    IANA name, into which times with an offset are brought, or `AS_WRITTEN`; None: not chosen.
    """

    date_order: Mapping[str, str]
    decimal: Mapping[str, str]
    zone: str | None = None

    @property
    def applied_zone(self) -> str | None:
        """The zone that times are brought into; None when they stay as they are written."""
        return None if self.zone == AS_WRITTEN else self.zone
