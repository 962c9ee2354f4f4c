"""The state of the analyst's work, and everything that changes it.

Pages ask the session to do something and show what its signals tell; none knows another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from crri_gui.definitions import Conventions, Definitions
from crri_gui.errors import CrriError
from crri_gui.gui.state import extensions, jobs, last_definitions, targets
from crri_gui.gui.state.draft import Draft
from crri_gui.gui.state.publication import Publication
from crri_gui.gui.state.raw_watch import RawWatch
from crri_gui.gui.state.run_record import RunRecord
from crri_gui.gui.state.settings import Settings, is_folder, mapping_of, remember_mapping
from crri_gui.gui.state.shop import ShownShop
from crri_gui.gui.state.worker import Task, Worker
from crri_gui.gui.theme.appearance import Appearance

if TYPE_CHECKING:
    from crri_gui.engine.discover.find import Found
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.results import Results
    from crri_gui.engine.run import Outcome
    from crri_gui.gui.state.targets import Origin

RUN_STAGES = ("find", "read", "check", "compute", "reconcile")


class Session(QObject):
    """One analyst's work: from a folder to published files."""

    request_changed = Signal()
    found_changed = Signal()
    results_changed = Signal()
    run_changed = Signal()
    target_changed = Signal()
    published = Signal(object)
    history_changed = Signal()
    said = Signal(str)
    problem = Signal(object)
    go = Signal(str, object)
    explain = Signal(str)
    why = Signal(object)
    """Somebody asks why a number is what it is (`engine.explain.asked`)."""
    list_customers = Signal(object)
    """Somebody wants the list of the customers behind a number, named in the same way."""
    closing = Signal()
    opened = Signal()
    """Somebody wants to see a folder: it is looked into, and computed as soon as it can be."""

    def __init__(self, settings: Settings, appearance: Appearance) -> None:
        super().__init__()
        self.settings = settings
        self.appearance = appearance
        self.worker = Worker("crri-run", self)
        self.queries = Worker("crri-query", self)
        self.worker.failed.connect(self.problem)
        self.queries.failed.connect(self.problem)
        self.request: Request | None = None
        self.found: Found | None = None
        self.find_problem: CrriError | None = None
        self.results: Results | None = None
        self._retired: list[Results] = []
        self.run_problem: CrriError | None = None
        self.task: Task | None = None
        self._wanted = False
        self.target: Path | None = None
        self.target_origin: Origin = "chosen"
        self.publication = Publication(self.queries, self)
        self._record = RunRecord(self.history_folder, self.queries, self)
        self._record.changed.connect(self.history_changed)
        self._record.failed.connect(self.problem)
        # How often a mapping was kept: now, when the run began, and when the results' run began.
        self._mappings = self._mappings_of_run = self._mappings_of_results = 0
        self.raw = RawWatch(self.queries, self)
        self.raw.changed.connect(self.request_changed)
        self._definitions = Definitions()
        self.shop = ShownShop(settings, self)
        self.draft = Draft(self)

    # What is to be computed

    @cached_property
    def extensions(self) -> frozenset[str]:
        """The groups of extension tables that the next run computes."""
        return extensions.kept(self.settings)

    @property
    def definitions(self) -> Definitions:
        """The definitions of the next run."""
        return self._definitions

    @property
    def stale(self) -> bool:
        """Whether something was changed since the results were computed."""
        if self.results is None:
            return False
        mapped_anew = self._mappings != self._mappings_of_results
        return mapped_anew or self.raw.different or self.request != self.results.request

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self.task is not None

    def choose_folder(self, folder: Path) -> None:
        """Take this folder of raw exports; what was chosen by hand for another is forgotten."""
        from crri_gui.engine.pipeline import Request

        if self.request is not None and self.request.input_dir != folder:
            self._take_target(None)
        mapping = mapping_of(self.settings, folder)
        limit = jobs.memory_limit()
        self.request = Request(
            folder, self._definitions, self.extensions, memory_limit=limit, mapping=mapping
        )
        self.settings.put("source/folder", str(folder))
        self.shop.of(folder)
        self.look()
        self.queries.submit(
            partial(jobs.find_target, folder, targets.remembered(self.settings, folder)),
            partial(self._target_found, folder),
            title=self.tr("Looking for the folder to publish to"),
            replaces="target",
        )

    def open_folder(self, folder: Path) -> None:
        """Take this folder and compute it, as soon as its files are recognised."""
        self.cancel()
        self._wanted = True
        self.choose_folder(folder)
        self.opened.emit()

    def make_sample(self) -> None:
        """Make the sample shop in the folder of the settings and open it."""
        folder = self.settings.folder / "sample shop"
        self.worker.submit(
            partial(jobs.make_sample, folder),
            self.open_folder,
            title=self.tr("Making the sample shop"),
            replaces="sample",
        )

    def read_again(self) -> None:
        """Look into the folder again and compute what is there now."""
        self._wanted = True
        self.look()

    def look(self) -> None:
        """Look into the folder again."""
        if self.request is None:
            return
        self.found, self.find_problem = None, None
        self.queries.submit(
            partial(jobs.find, self.request),
            self._looked,
            self._not_found,
            title="find",
            replaces="find",
        )
        self.request_changed.emit()

    def choose_table(self, table: str, file: str | None) -> None:
        """Take this file for a raw table ("none": go without it; None: as it is recognised)."""
        assert self.request is not None
        tables = {name: chosen for name, chosen in self.request.tables.items() if name != table}
        if file is not None:
            tables[table] = file
        self.request = replace(self.request, tables=tables)
        self.look()

    def mapping_kept(self, file: Path, beside: bool) -> None:
        """A mapping of the folder was written: read by it, now and when the folder is chosen again.

        `beside` says that it lies where it is looked for without being named.
        """
        assert self.request is not None
        self._mappings += 1
        self.request = replace(self.request, mapping=None if beside else file)
        remember_mapping(self.settings, self.request.input_dir, self.request.mapping)
        self._wanted = True
        self.look()
        self.opened.emit()

    def choose_convention(self, kind: str, column: str, value: str | None) -> None:
        """How `table.column` is read: `kind` is date_order or decimal; None: as the data says."""
        assert self.request is not None
        conventions = self.request.conventions
        choices = {"date_order": conventions.date_order, "decimal": conventions.decimal}
        choices[kind] = {name: way for name, way in choices[kind].items() if name != column}
        if value is not None:
            choices[kind] = {**choices[kind], column: value}
        self._read_by(Conventions(**choices, zone=conventions.zone))

    def choose_zone(self, zone: str | None) -> None:
        """The shop's time zone, `AS_WRITTEN`, or None: asked for where times need one."""
        assert self.request is not None
        self._read_by(replace(self.request.conventions, zone=zone))

    def _read_by(self, conventions: Conventions) -> None:
        assert self.request is not None
        self.request = replace(self.request, conventions=conventions)
        self.request_changed.emit()

    def set_definitions(self, definitions: Definitions) -> None:
        """What the numbers of the next run mean."""
        if definitions == self._definitions:
            return
        self._definitions = definitions
        if self.request is not None:
            self.request = replace(self.request, definitions=definitions)
        last_definitions.keep(self.settings.folder, definitions)
        self.request_changed.emit()

    def set_extensions(self, groups: frozenset[str]) -> None:
        """The groups of extension tables that are computed."""
        if groups == self.extensions:
            return
        self.extensions = groups
        extensions.keep(self.settings, groups)
        if self.request is not None:
            self.request = replace(self.request, extensions=groups)
        self.request_changed.emit()

    def set_limits(self, shares: Mapping[str, float]) -> None:
        """The shares (0 to 1) beyond which nothing is published, by their names in `LIMITS`."""
        if self.request is not None:
            changes: dict[str, Any] = {**shares}
            self.request = replace(self.request, **changes)
            self.request_changed.emit()

    def set_target(self, folder: Path) -> None:
        """Publish to this folder, whenever this raw folder is published."""
        targets.remember(self.settings, self.request, folder)
        self._take_target(folder)

    def _take_target(self, folder: Path | None, origin: Origin = "chosen") -> None:
        same, self.target, self.target_origin = folder == self.target, folder, origin
        if not same:
            self.look_at_published()
        self.target_changed.emit()

    def _target_found(self, raw: Path, found: tuple[Path, Origin]) -> None:
        # What was chosen by hand meanwhile stays.
        if self.target is None and self.request is not None and self.request.input_dir == raw:
            self._take_target(*found)

    def _looked(self, found: Found) -> None:
        self.found = found
        self.find_problem = found.problem
        self.settings.used("source/recent", found.folder)
        self.found_changed.emit()
        self._run_if_wanted()

    def _not_found(self, error: CrriError) -> None:
        self.find_problem = error
        self.found_changed.emit()

    def _run_if_wanted(self) -> None:
        """Compute what was opened, once it is recognised and no other run is under way."""
        if self._wanted and self.found is not None and self.find_problem is None:
            self.run()

    def resume(self) -> None:
        """Take up where the last session ended: the definitions, the folder and its results."""
        try:
            self.set_definitions(last_definitions.kept(self.settings.folder))
        except CrriError as error:
            self.say(self.tr("The last definitions cannot be read: {why}").format(why=error))
        folder = self.settings.text("source/folder")
        if folder and is_folder(Path(folder)):
            self._wanted = True
            self.choose_folder(Path(folder))

    # Computing

    def run(self) -> None:
        """Compute from the raw folder; what is there stays until the new results are."""
        if self.request is None or self.running:
            return
        self._wanted = False
        self.run_problem = None
        self._mappings_of_run = self._mappings
        self.task = self.worker.submit(
            partial(jobs.compute, self.request),
            self.take_results,
            self._not_computed,
            title=self.tr("Computing"),
            cancelled=self._run_cancelled,
            stages=RUN_STAGES,
        )
        self.run_changed.emit()

    def cancel(self) -> None:
        """Cancel the run."""
        if self.task is not None:
            self.task.cancel()
            self.run_changed.emit()

    def take_results(self, results: Results) -> None:
        """Show these; the former ones are given back. It closes them in its time."""
        former, self.results, self.task = self.results, results, None
        self._mappings_of_results = self._mappings_of_run
        self.raw.begin(results)
        self.publication.forget()
        self.run_changed.emit()
        self.results_changed.emit()
        if former is not None:
            # Behind the questions that are still being asked of them: a connection that is at
            # work cannot be closed.
            self._retired.append(former)
            self.queries.submit(
                partial(jobs.close_results, former),
                self._closed,
                title=self.tr("Giving the former results back"),
            )
        self.say(self.tr("Computed."))
        self._record.begin(results)
        self.look_at_published()
        self._run_if_wanted()

    def _not_computed(self, error: CrriError) -> None:
        self.task, self.run_problem = None, error
        self.run_changed.emit()
        self._run_if_wanted()

    def _run_cancelled(self) -> None:
        self.task = None
        self.run_changed.emit()
        if not self._wanted:
            self.say(self.tr("Cancelled. Nothing was changed."))
        self._run_if_wanted()

    # Publishing

    @property
    def history_folder(self) -> Path:
        """Where the records of former runs lie."""
        return self.settings.folder / "history"

    @property
    def publishable(self) -> bool:
        """Whether there are results that may be published as they are: those of the last run."""
        results = self.results
        if results is None or self.running or self.stale or self.run_problem is not None:
            return False
        return not results.data.report.errors and not results.data.report.broken

    @property
    def is_published(self) -> bool:
        """Whether the results are what is published in the target, as far as that is known."""
        return self.publication.holds

    def look_at_published(self) -> None:
        """Find out whether they are: other files may be there now, or other results here."""
        self.publication.look(self.results, self.target)

    def has_published(self, outcome: Outcome, target: Path) -> None:
        """Remember that the results were published, and where."""
        if target == self.target:
            self.target_origin = "chosen"
            self.publication.mark()
            targets.remember(self.settings, self.request, target)
        self._record.mark(target)
        self.published.emit(outcome)

    def refusal(self, target: Path) -> CrriError | None:
        """Why nothing may be saved there: it would be taken for a raw or a published file."""
        return targets.refusal(self.results, self.found, target)

    # Telling

    def say(self, text: str) -> None:
        """A short sentence for the status bar."""
        self.said.emit(text)

    def _closed(self, former: Results) -> None:
        self._retired.remove(former)

    def close(self) -> None:
        """Stop all work and give everything back."""
        self.closing.emit()
        self.queries.stop()
        self.worker.stop()
        for former in self._retired:
            former.close()
        self._retired.clear()
        if self.results is not None:
            self.results.close()
            self.results = None
        self.settings.sync()
