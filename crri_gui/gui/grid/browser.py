"""The view that is looked at, and every question about it; the answers come later, by signals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from crri_gui.engine.quality.evidence import TABLE
from crri_gui.engine.query.browse import Filter, Grid, Statistics, View
from crri_gui.engine.query.export import COPY_LIMIT
from crri_gui.engine.query.profile import Profile
from crri_gui.errors import CrriError
from crri_gui.gui.grid import cell_text, jobs
from crri_gui.gui.grid.grid_model import GridModel
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.state.session import Session

if TYPE_CHECKING:
    import duckdb

    from crri_gui.engine.results import Results

Ranges = list[tuple[int, int]]


class Browser(QObject):
    """Keeps the model on the view that was asked for last.

    While a view is made ready the one before it stays; when it cannot be made, it stays for good.
    """

    opened = Signal()
    """The model shows another grid."""
    busy_changed = Signal()
    profiled = Signal(str)
    measured = Signal()
    listed = Signal(object, int)
    found = Signal(object)
    """(row, column name, whether around the end), or None."""
    copied = Signal(str)

    def __init__(self, session: Session, model: GridModel) -> None:
        super().__init__(model)
        self._session = session
        self._model = model
        self._results: Results | None = None
        self._con: duckdb.DuckDBPyConnection | None = None
        self._known: dict[tuple[str, tuple[Filter, ...]], dict[str, Profile]] = {}
        self._profiling: str | None = None
        self._failing: set[str] = set()
        self._exporting: list[tuple[Grid, Path]] = []
        self._start, self._backwards, self._text = 0, False, ""
        self._last: tuple[str, int] | None = None
        self.view: View | None = None
        self.grid: Grid | None = None
        self.columns: dict[str, list[str]] = {}
        self.busy = False
        self.statistics: tuple[str, Statistics] | None = None

    @property
    def _live(self) -> Results | None:
        """The results, unless the session has closed them meanwhile."""
        return self._results if self._results is self._session.results else None

    # Views

    def take(self, results: Results | None) -> None:
        """Ask these results from now on; the view that was looked at is opened in them."""
        if results is self._results:
            return
        self._results, self._con, self._known = results, None, {}
        self._profiling, self.statistics = None, None
        if results is None:
            self.grid = self.view = None
            self._model.clear()
        else:
            self._con = results.cursor()
            self.grid = None
            if self.view is not None:
                self.open(self.view)

    def open(self, view: View) -> None:
        """Sort and filter."""
        self.view = view
        results = self._live
        if results is None:
            return
        self._set_busy(True)
        kept = [grid for grid, _ in self._exporting]
        if self.grid is not None:
            kept.append(self.grid)
        self._session.queries.submit(
            jobs.opening(results, view, kept),
            self._opened,
            self._not_opened,
            title=self.tr("Sorting and filtering"),
            replaces="tables/open",
        )

    def _opened(self, grid: Grid) -> None:
        if self._con is None or grid.view != self.view:
            return
        self.grid = grid
        self._profiling, self.statistics = None, None
        self._failing.clear()
        self._show()
        self._set_busy(False)
        self.opened.emit()

    def _not_opened(self, error: CrriError) -> None:
        self._set_busy(False)
        self._session.problem.emit(error)
        if self.grid is not None:
            self.view = self.grid.view
        elif self.view is not None and (self.view.filters or self.view.sort):
            # What fitted the results before does not fit these.
            self.open(View(self.view.table))

    def _show(self) -> None:
        assert self.grid is not None
        assert self._con is not None
        self._model.show_grid(self.grid, self._con, self.chosen_columns())

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()

    # Columns

    def chosen_columns(self) -> list[str]:
        """Of the table that is shown, in the table's order."""
        if self.grid is None:
            return []
        chosen = self.columns.get(self.grid.view.table, [])
        names = [field.name for field in self.grid.fields if field.name in chosen]
        return names or self.standard_columns()

    def standard_columns(self) -> list[str]:
        """Those of the contract."""
        return [field.name for field in self.grid.fields if field.standard] if self.grid else []

    def choose_columns(self, names: list[str]) -> None:
        """Show these; without any, the standard ones."""
        if self.grid is None:
            return
        self.columns[self.grid.view.table] = names
        self._show()
        self.opened.emit()

    # Sorting and filtering

    def sort(self, column: str, *, add: bool = False) -> None:
        """Ascending, then descending, then as it was; `add` keeps the other columns' sort."""
        if self.view is None:
            return
        now = dict(self.view.sort)
        others = [(name, down) for name, down in self.view.sort if add and name != column]
        own = {None: [(column, False)], False: [(column, True)], True: []}[now.get(column)]
        self.open(View(self.view.table, self.view.filters, (*others, *own)))

    def sort_by(self, *sort: tuple[str, bool]) -> None:
        """By these columns only (column, descending)."""
        if self.view is not None and sort != self.view.sort:
            self.open(View(self.view.table, self.view.filters, sort))

    def filter(self, column: str, filters: tuple[Filter, ...]) -> None:
        """Replace the column's filters."""
        if self.view is None:
            return
        others = tuple(one for one in self.view.filters if one.column != column)
        self.set_filters((*others, *filters))

    def remove(self, one: Filter) -> None:
        """Take a filter away."""
        if self.view is not None:
            self.set_filters(tuple(other for other in self.view.filters if other != one))

    def set_filters(self, filters: tuple[Filter, ...]) -> None:
        """Let these hold instead of those before."""
        if self.view is not None and filters != self.view.filters:
            self.open(View(self.view.table, filters, self.view.sort))

    def list_values(self, column: str, search: str) -> None:
        """Ask for a column's values; `listed` brings them."""
        results = self._live
        if results is not None and self.view is not None:
            self._session.queries.submit(
                jobs.listing(results, self.view, column, search),
                self._listed,
                title=self.tr("Listing values"),
                replaces="tables/values",
            )

    def _listed(self, answer: tuple[list[tuple[Any, int]], int]) -> None:
        self.listed.emit(*answer)

    # Profiles

    @property
    def profiles(self) -> dict[str, Profile]:
        """What is known so far of the columns of the rows that are shown."""
        if self.grid is None:
            return {}
        # Another finding's rows have the same name, but are others.
        table = self.grid.source if self.grid.view.table == TABLE else self.grid.view.table
        return self._known.setdefault((table, self.grid.view.filters), {})

    def want_profiles(self, columns: list[str]) -> None:
        """Look at these columns, one at a time, the first ones first."""
        missing = [
            name for name in columns if name not in self.profiles and name not in self._failing
        ]
        results = self._live
        if not missing or results is None or self.grid is None:
            return
        if self._profiling is not None or self.busy:
            return
        self._profiling = missing[0]
        self._session.queries.submit(
            jobs.profiling(results, self.grid, missing[0]),
            self._profiled,
            self._profile_failed,
            title=self.tr("Looking at {column}").format(column=missing[0]),
            replaces="tables/profile",
            cancelled=self._not_profiled,
        )

    def _profiled(self, profile: Profile) -> None:
        if profile.column != self._profiling:
            return
        self._profiling = None
        self.profiles[profile.column] = profile
        self.profiled.emit(profile.column)

    def _profile_failed(self, error: CrriError) -> None:
        # Told once, and not asked for again with every repaint.
        if self._profiling is not None:
            self._failing.add(self._profiling)
        self._profiling = None
        self._session.problem.emit(error)

    def _not_profiled(self) -> None:
        self._profiling = None

    # Finding

    def find(self, text: str, row: int, *, backwards: bool = False) -> None:
        """The next row that holds the text, `row` being the current one; `found` brings it."""
        results = self._live
        if results is None or self.grid is None or not self.grid.rows or not text:
            return
        # A new text may be in the current row; the one that was found there is passed.
        step = 0 if self._last != (text, row) else -1 if backwards else 1
        start = (row + step) % self.grid.rows
        self._start, self._backwards, self._text = start, backwards, text
        self._session.queries.submit(
            jobs.finding(
                results,
                self.grid,
                text,
                self.chosen_columns(),
                start,
                backwards=backwards,
                number=cell_text.plain_number(text),
            ),
            self._found,
            title=self.tr("Searching"),
            replaces="tables/find",
        )

    def _found(self, place: tuple[int, str] | None) -> None:
        if place is None:
            self.found.emit(None)
            return
        row, column = place
        self._last = (self._text, row)
        around = row > self._start if self._backwards else row < self._start
        self.found.emit((row, column, around))

    # The selection

    def measure(self, column: str, ranges: Ranges) -> None:
        """Sum up the selected cells of a column; `measured` says that `statistics` has them."""
        self.statistics = None
        results = self._live
        if results is not None and self.grid is not None and ranges:
            self._session.queries.submit(
                jobs.measuring(results, self.grid, column, ranges),
                self._measured,
                title=self.tr("Adding up the selection"),
                replaces="tables/measure",
            )
        self.measured.emit()

    def _measured(self, answer: tuple[str, Statistics]) -> None:
        self.statistics = answer
        self.measured.emit()

    def copy(self, columns: list[str], ranges: Ranges) -> None:
        """The cells as text for the clipboard; `copied` brings it."""
        results = self._live
        if results is None or self.grid is None or not ranges:
            return
        count = len(columns) * sum(last - first + 1 for first, last in ranges)
        if count > COPY_LIMIT:
            self._session.say(
                self.tr(
                    "{count} cells are too many to copy (up to {limit}). Export them instead."
                ).format(count=numbers.integer(count), limit=numbers.integer(COPY_LIMIT))
            )
            return
        self._session.queries.submit(
            jobs.copying(results, self.grid, columns, ranges, numbers.locale().decimalPoint()),
            self._copied,
            title=self.tr("Copying"),
            replaces="tables/copy",
        )

    def _copied(self, text: str) -> None:
        self.copied.emit(text)

    # Exporting

    def export(self, target: Path) -> None:
        """What is seen, into a file: the rows that pass, in their order, the chosen columns."""
        results, target = self._live, _with_ending(target)
        if results is None or self.grid is None:
            return
        if refusal := self._session.refusal(target):
            self._session.problem.emit(refusal)
            return
        # What it reads must not be given back meanwhile.
        self._exporting.append((self.grid, target))
        self._session.worker.submit(
            jobs.exporting(results, self.grid, self.chosen_columns(), target),
            self._exported,
            self._not_exported,
            title=self.tr("Exporting {file}").format(file=target.name),
            cancelled=self._export_cancelled,
        )

    def _exported(self, rows: int) -> None:
        # They end in the order in which they were asked for.
        _, target = self._exporting.pop(0)
        self._session.say(
            counted(
                self.tr("{rows:,} {rows|row was|rows were} exported to {file}."),
                rows=rows,
                file=target,
            )
        )

    def _not_exported(self, error: CrriError) -> None:
        self._exporting.pop(0)
        self._session.problem.emit(error)

    def _export_cancelled(self) -> None:
        _, target = self._exporting.pop(0)
        self._session.say(
            self.tr("The export to {file} was cancelled; nothing was written.").format(file=target)
        )


def _with_ending(target: Path) -> Path:
    return target if target.suffix.lower() in (".csv", ".xlsx") else Path(f"{target}.csv")
