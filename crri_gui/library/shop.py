"""A raw folder and what its numbers are to mean; nothing is read until it is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request, examined
from crri_gui.engine.report import refuse_errors
from crri_gui.engine.results import open_results
from crri_gui.library.report import InputRefused, Report, report_of
from crri_gui.library.results import Results
from crri_gui.library.working import work


class Shop:
    """A raw folder with its definitions, as `crri.open` makes it."""

    def __init__(self, request: Request) -> None:
        self._request = request

    @property
    def definitions(self) -> dict[str, Any]:
        """What every number means: each option by its name, with its value."""
        return self._request.meaning

    def check(self) -> Report:
        """Read and check the folder; nothing is written.

        >>> shop.check().ok
        True

        Raises `InputError` where the folder holds no data that can be read at all, and `UsageError`
        where something has to be chosen first, such as a column of a file or a time zone.
        """

        def job(run: RunContext) -> Report:
            with examined(run, replace(self._request, looking=True)) as data:
                return report_of(data.report, data.loaded, self.definitions)

        return work(job)

    def run(self) -> Results:
        """Read, check and compute everything; nothing is published.

        The results take memory and a temporary folder until they are closed: by the end of a
        `with` block, by `close()`, or with the process.

        >>> with shop.run() as results:
        ...     results.measure("Total Orders")
        7

        Raises `InputRefused`, whose `report` is that of `check`, where a finding forbids outputs;
        `ReconciliationError` where sums do not agree; else as `check` does.
        """

        def job(run: RunContext) -> Results:
            opened = open_results(run, self._request)
            try:
                found = opened.data.report
                report = report_of(found, opened.data.loaded, self.definitions)
                if found.errors:
                    raise InputRefused(found, report)
                refuse_errors(found)
                return Results(opened, report)
            except BaseException:
                opened.close()
                raise

        return work(job)

    def __repr__(self) -> str:
        chosen = ", ".join(f"{name}={value!r}" for name, value in self._chosen().items())
        return f"crri.open({str(self._request.input_dir)!r}{f', {chosen}' if chosen else ''})"

    def _chosen(self) -> dict[str, Any]:
        """The options that are not as recommended."""
        usual = type(self._request.definitions)().as_dict()
        return {
            name: value
            for name, value in self._request.definitions.as_dict().items()
            if value != usual[name]
        }
