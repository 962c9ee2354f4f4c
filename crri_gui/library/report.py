"""What the checks say about a raw folder, as frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from crri_gui.engine import report as checked
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.rejects import Reject

if TYPE_CHECKING:
    import pandas as pd


class Report:
    """What the checks say: findings, statements that must add up, and the rows that were rejected.

    `ok` says whether outputs may be made of the folder; it prints as a summary.
    """

    def __init__(
        self, found: checked.Report, rejects: Sequence[Reject], definitions: Mapping[str, Any]
    ) -> None:
        self._found = found
        self._rejects = tuple(rejects)
        self._definitions = dict(definitions)

    @property
    def ok(self) -> bool:
        """Whether there is no finding of severity error and every statement adds up."""
        return not self._found.errors and not self._found.broken

    @property
    def to_the_cent(self) -> bool:
        """Whether every statement adds up and every amount of the raw files could be read."""
        return self._found.to_the_cent

    @property
    def flagged_months(self) -> dict[str, str]:
        """Months to be read with care, and why: "partial", "short" or "thin"; by month, YYYY-MM."""
        return dict(self._found.flagged_months)

    @property
    def findings(self) -> pd.DataFrame:
        """A row a finding, worst first: what it is (`message`), where, how much, what to do.

        `severity` is error, warning or note; `count` is in rows, orders or customers as the message
        says, `share` 0 to 1 of the same, `money` a Decimal in the currency of the raw data or None,
        `examples` a tuple of texts, `remedy` what to do.

        >>> report.findings[["severity", "code"]].head(1).values.tolist()
        [['note', 'month_partial']]
        """
        names = ["severity", "code", "message", "remedy", "table", "file", "column"]
        names += ["count", "share", "money", "examples"]
        rows = [[getattr(one, name) for name in names] for one in self._found.findings]
        return self._frame(rows, names, texts=names[:7])

    @property
    def reconciliation(self) -> pd.DataFrame:
        """A row a line of each statement; the lines add up to their `total`, or `holds` is False.

        `statement` is its title, `line` what the row is, `amount` a Decimal in the currency of the
        raw data (None where it is unknown; `at_least` is what it is worth at least then), `count`
        how many of `unit`, `total` whether it is the sum of the others.

        >>> lines = report.reconciliation
        >>> bool(lines["holds"].all())
        True
        """
        names = ["code", "statement", "line", "amount", "at_least", "count", "unit", "total"]
        rows: list[list[Any]] = []
        for one in self._found.statements:
            for line in (one.total, *one.lines):
                known = line.amount if line.at_least is None else None
                row = [one.code, one.title, line.label, known, line.at_least, line.count, one.unit]
                rows.append([*row, line is one.total, one.holds])
        return self._frame(rows, [*names, "holds"], texts=("code", "statement", "line", "unit"))

    @property
    def rejects(self) -> pd.DataFrame:
        """A row a rejected row of the raw files: its place, what was written, and why.

        `line` is from 1, as an editor counts, `rows` how many lines the row spans; `column` is
        blank where the whole row is at fault. `money` is what could be read of its amount.
        """
        names = ["table", "file", "line", "column", "value", "reason", "rows", "money"]
        rows = [[getattr(one, name) for name in names] for one in self._rejects]
        return self._frame(rows, names, texts=[*names[:2], *names[3:6]])

    def _frame(
        self, rows: list[list[Any]], names: Sequence[str], texts: Sequence[str]
    ) -> pd.DataFrame:
        import pandas as pd

        made = pd.DataFrame.from_records(rows, columns=list(names))
        for name in texts:
            made[name] = made[name].map(lambda text: None if text is None else str(text))
            made[name] = made[name].astype("string")
        for name in ("count", "line", "rows"):
            if name in names and name not in texts:
                made[name] = made[name].astype("Int64")
        made.attrs = {"definitions": self._definitions}
        return made

    def _summary(self) -> list[str]:
        found = self._found
        severities = [finding.severity for finding in found.findings]
        counts = [
            f"{severities.count(kind):,} {kind}{'' if severities.count(kind) == 1 else 's'}"
            for kind in ("error", "warning", "note")
        ]
        adding = "Every statement adds up" + (" to the cent." if found.to_the_cent else ".")
        if found.broken:
            adding = "Statements that do not add up: " + ", ".join(o.title for o in found.broken)
        verdict = "Outputs may be made of it." if self.ok else "No outputs may be made of it."
        return [
            verdict,
            f"{', '.join(counts)}; {len(self._rejects):,} rejected rows. {adding}",
            *(f"{one.severity}: {one.message}" for one in found.findings),
        ]

    def __repr__(self) -> str:
        return "\n".join(self._summary())

    def _repr_html_(self) -> str:
        verdict, counts, *told = self._summary()
        items = "".join(f"<li>{escape(text)}</li>" for text in told)
        return f"<p><b>{escape(verdict)}</b><br>{escape(counts)}</p><ul>{items}</ul>"


class InputRefused(checked.InputRefused):
    """The raw data has findings of severity error; `report` says all that was found."""

    def __init__(self, found: checked.Report, report: Report) -> None:
        super().__init__(found.findings)
        self.report = report


def report_of(
    found: checked.Report, loaded: Sequence[Loaded], definitions: Mapping[str, Any]
) -> Report:
    """The report of what was loaded."""
    return Report(found, [one for file in loaded for one in file.rejects], definitions)
