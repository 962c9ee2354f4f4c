"""Findings: what the checks have to say about the raw data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Literal, cast

from crri_gui import messages

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One thing the user should know about the data.

    `count` is in rows, orders or customers as `message` says; `share` is `count` as a share
    (0 to 1) of the same things: of the table's rows, or of the orders or customers that were
    looked at. Where nothing is counted it is a share of what `message` names; what it is of says
    `share` of the message in the catalogue. `money` is the amount concerned, in the currency of
    the raw data, None where no amount is involved. An error keeps the outputs from being
    written. `rows` is a SELECT of the rows themselves for who looks at the results, empty
    where there are none to show.
    """

    code: str
    severity: Severity
    message: str
    table: str | None = None
    file: str | None = None
    column: str | None = None
    count: int = 0
    share: float | None = None
    money: Decimal | None = None
    examples: tuple[str, ...] = ()
    remedy: str = ""
    rows: str = field(default="", compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; money as text, so that no cent is lost."""
        values = asdict(self)
        del values["rows"]
        values["money"] = None if self.money is None else str(self.money)
        values["examples"] = list(self.examples)
        return values


def finding(
    name: str,
    severity: Severity | None = None,
    /,
    *,
    table: str | None = None,
    file: str | None = None,
    column: str | None = None,
    count: int = 0,
    share: float | None = None,
    money: Decimal | None = None,
    examples: tuple[str, ...] = (),
    rows: str = "",
    **values: Any,
) -> Finding:
    """The finding of this name in the catalogue of messages.

    Its message and remedy may name `values`, the fields of the finding and `table_column`, which
    is its column with its table. `severity` is for
    messages that have several. Raises KeyError when the message, or a value of it, is missing.
    """
    message = messages.message(name)
    if severity is None:
        [only] = message.severities
        severity = cast(Severity, only)
    where = {"table": table, "file": file, "column": column}
    values |= where | {"table_column": f"{table}.{column}" if table else column}
    values |= {"count": count, "share": share, "money": money}
    return Finding(
        message.code,
        severity,
        messages.sentence(name, **values),
        **where,
        count=count,
        share=share,
        money=money,
        examples=examples,
        remedy=messages.remedy(name, **values),
        rows=rows,
    )


def worst_first(findings: list[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; of warnings those that most money is concerned by first.

    Else they stay in the order they were found: of errors the first is the cause.
    """

    def place(finding: Finding) -> tuple[int, Decimal]:
        money = (finding.money if finding.severity == "warning" else None) or Decimal(0)
        return SEVERITIES.index(finding.severity), -abs(money)

    return sorted(findings, key=place)
