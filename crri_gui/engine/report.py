"""What the checks of a run say, and whether it forbids outputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.statement import Statement
from crri_gui.errors import InputError, ReconciliationError


@dataclass(frozen=True)
class Report:
    """What the checks say, without the tables."""

    inputs: list[dict[str, Any]]
    findings: list[Finding]
    statements: list[Statement]
    flagged_months: dict[str, str]

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep the outputs from being written."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def broken(self) -> list[Statement]:
        """The statements that do not add up."""
        return [statement for statement in self.statements if not statement.holds]

    @property
    def to_the_cent(self) -> bool:
        """Whether every statement adds up and every amount in the raw files could be read."""
        return all(statement.to_the_cent for statement in self.statements)

    @property
    def rejected_rows(self) -> int:
        """How many rows of the raw files are left out because they cannot be read."""
        return sum(one["rejected"] for one in self.inputs)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "inputs": self.inputs,
            "findings": [finding.as_dict() for finding in self.findings],
            "reconciliation": [statement.as_dict() for statement in self.statements],
            "flagged_months": self.flagged_months,
        }


class InputRefused(InputError):
    """The data has findings of severity error; `findings` are all that were made."""

    def __init__(self, findings: list[Finding]) -> None:
        errors = [finding for finding in findings if finding.severity == "error"]
        first = errors[0]
        super().__init__(
            "input_refused.several" if len(errors) > 1 else "input_refused",
            finding=first.message,
            more=len(errors) - 1,
            advice=first.remedy,
            file=first.file,
            column=first.column,
        )
        self.findings = findings


def refuse_errors(report: Report) -> None:
    """Raise when the checks or the reconciliation forbid outputs."""
    if report.errors:
        raise InputRefused(report.findings)
    if report.broken:
        worst = report.broken[0]
        raise ReconciliationError(
            "statement_does_not_add_up",
            statement=worst.title,
            difference=worst.difference,
            rows=worst.count_difference,
        )
