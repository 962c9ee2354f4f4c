"""Publish: what changes against the files that are there, then all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crri_gui.errors import CrriError
from crri_gui.gui.choosing import choose_folder
from crri_gui.gui.pages.backups import BackupsCard
from crri_gui.gui.pages.comparison import ComparisonView
from crri_gui.gui.pages.power_bi import PowerBiCard
from crri_gui.gui.pages.run_history import RunHistory
from crri_gui.gui.parts import Notice, button, card, column, fit_into_page, label, row, scrolled
from crri_gui.gui.session import Session
from crri_gui.gui.words import of_engine

if TYPE_CHECKING:
    from crri_gui.engine.compare import Comparison
    from crri_gui.engine.progress import Run
    from crri_gui.engine.results import Results
    from crri_gui.engine.run import Outcome, State

_POWER_BI = (".pbix", ".pbip")
_LOOKED_AT = 200


class PublishPage(QWidget):
    """The last step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._compared: tuple[Results, Path] | None = None
        self._seen: State = ()
        self._done_folder: Path | None = None
        self._problem = Notice("error")
        self.try_again = button(self.tr("Try again"), self._try_again)
        self._problem.offer(self.try_again)
        self._done = Notice("ok")
        self._done.offer(button(self.tr("Open folder"), self._open_folder))
        self._done.offer(button(self.tr("Copy its path"), self._copy_path))
        self._why_not = label("", "muted", wrap=True)
        self.publish = button(self.tr("Publish"), self._publish, "primary")
        self.setFocusProxy(self.publish)
        self.compare = button(self.tr("Compare again"), self._compare)
        self.comparison = ComparisonView(session)
        self.power_bi = PowerBiCard(session)
        self.backups = BackupsCard(session)
        self.history = RunHistory(session)
        content = column(
            label(self.tr("Compare and publish"), "title"),
            self._make_target(),
            self._problem,
            self._done,
            row(self.publish, self.compare, self._why_not),
            self.comparison,
            self.power_bi,
            self.backups,
            self.history,
            None,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        session.target_changed.connect(self._target_changed)
        session.results_changed.connect(self._done.hide)
        session.results_changed.connect(self._compare_if_shown)
        session.request_changed.connect(self.refresh)
        session.run_changed.connect(self.refresh)
        session.found_changed.connect(self._propose)
        self.refresh()

    def _make_target(self) -> QFrame:
        self._path = label("", "heading", wrap=True)
        self._beside = label("", "muted", wrap=True)
        self.choose = button(self.tr("Choose folder…"), self._choose)
        self.recent = QPushButton(self.tr("Recent targets"))
        self.recent.setAccessibleName(self.tr("Recent targets"))
        self._recent_menu = QMenu(self)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self.recent.setMenu(self._recent_menu)
        self.proposal = button("", self._take_proposal, "link", name=self.tr("Proposed folder"))
        self.proposal.hide()
        settings = self._session.settings
        self.excel = QCheckBox(self.tr("Also one Excel workbook (crri_outputs.xlsx)"))
        self.excel.setChecked(settings.flag("publish/excel"))
        self.excel.toggled.connect(partial(settings.put, "publish/excel"))
        self.keep = QSpinBox()
        self.keep.setRange(0, 100)
        fit_into_page(self.keep)
        self.keep.setAccessibleName(self.tr("Former sets to keep"))
        self.keep.setValue(settings.number("publish/keep", 3))
        self.keep.valueChanged.connect(partial(settings.put, "publish/keep"))
        return card(
            column(
                label(self.tr("The folder of your .pbix or .pbip"), "muted"),
                self._path,
                self._beside,
                self.proposal,
                row(self.choose, self.recent, None),
                row(self.excel, None, label(self.tr("Former sets to keep")), self.keep),
                spacing=8,
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        """What changes is shown at once, where it is not yet."""
        super().showEvent(event)
        self._propose()
        self._compare_if_shown()

    def refresh(self) -> None:
        """Show what the session knows."""
        session = self._session
        target = session.target
        self._path.setText(str(target) if target else self.tr("No folder chosen yet"))
        self._beside.setText(self._beside_text(target))
        why = self._why()
        self._why_not.setText(why)
        self.publish.setEnabled(not why)
        self.try_again.setEnabled(
            session.publishable and target is not None and not session.worker.busy
        )
        comparable = session.publishable and target is not None and not session.worker.busy
        self.compare.setEnabled(comparable)
        if session.target is None or session.results is None:
            self.comparison.show_nothing()

    def _beside_text(self, target: Path | None) -> str:
        if target is None:
            return self.tr(
                "Dashboards point at the five CSVs in it; they keep their names and place."
            )
        files = power_bi_files(target)
        if files:
            return self.tr("Beside it: {files}").format(files=", ".join(files))
        return self.tr("There is no .pbix or .pbip in this folder yet.")

    def _why(self) -> str:
        """Why nothing can be published now; empty when it can."""
        session = self._session
        if session.running:
            return self.tr("The run is still at work.")
        if session.results is None:
            return self.tr("Run the engine first (Ctrl+R).")
        if session.stale:
            return self.tr("Something has changed since the run: run again first (Ctrl+R).")
        if not session.publishable:
            return self.tr("The checks found errors; nothing is published until they are gone.")
        if session.target is None:
            return self.tr("Choose the folder first.")
        if session.worker.busy:
            return self.tr("Comparing with what is there…")
        if self._compared != (session.results, session.target):
            return self.tr("What would change is to be seen first.")
        return ""

    def _choose(self) -> None:
        folder = choose_folder(self, self.tr("Publish to this folder"), self._session.settings)
        if folder is not None:
            self._session.set_target(folder)

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for folder in self._session.settings.recent("publish/recent"):
            self._recent_menu.addAction(str(folder), partial(self._session.set_target, folder))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("No folder was used yet")).setEnabled(False)

    def _propose(self) -> None:
        """Offer a folder with a Power BI file near the raw folder."""
        request = self._session.request
        near = nearby_power_bi(request.input_dir) if request and not self._session.target else None
        self.proposal.setVisible(near is not None)
        if near is not None:
            self.proposal.setText(self.tr("Take {folder}").format(folder=near))
            self.proposal.setProperty("folder", str(near))

    def _take_proposal(self) -> None:
        self._session.set_target(Path(str(self.proposal.property("folder"))))
        self.proposal.hide()

    def _target_changed(self) -> None:
        self._done.hide()
        self._problem.hide()
        self.proposal.hide()
        # Also the same folder may hold other files now.
        self._compared = None
        self.comparison.show_nothing()
        self._compare_if_shown()

    # Comparing

    def _compare_if_shown(self) -> None:
        session = self._session
        known = self._compared == (session.results, session.target)
        if self.isVisible() and session.publishable and session.target is not None and not known:
            self._compare()
        self.refresh()

    def _compare(self) -> None:
        session = self._session
        results, target = session.results, session.target
        if results is None or target is None:
            return
        self._problem.hide()
        # Until it is seen, nothing of this folder can be published.
        self._compared = None
        session.worker.submit(
            _comparing(results, target),
            partial(self._show_comparison, results, target),
            self._failed,
            title=self.tr("Comparing with what is published"),
            cancelled=self._not_compared,
            replaces="compare",
            stages=("write", "verify"),
        )
        self.comparison.show_waiting()
        self.refresh()

    def _show_comparison(
        self,
        results: Results,
        target: Path,
        told: tuple[State, tuple[list[str], Comparison] | None],
    ) -> None:
        self._compared = (results, target)
        self._seen, answer = told
        if answer is None:
            self.comparison.show_first()
        else:
            self.comparison.show_comparison(*answer)
        self.refresh()

    # Publishing

    def _try_again(self) -> None:
        """What failed: the comparison, or the publication of what was compared."""
        if self._compared == (self._session.results, self._session.target):
            self._publish()
        else:
            self._compare()

    def _publish(self) -> None:
        session = self._session
        results, target = session.results, session.target
        if results is None or target is None:
            return
        self._problem.hide()
        self._done.hide()
        session.worker.submit(
            _publishing(
                results,
                target,
                self._seen,
                excel=self.excel.isChecked(),
                keep=self.keep.value(),
            ),
            partial(self._published, target),
            self._failed,
            title=self.tr("Publishing"),
            cancelled=self.refresh,
            stages=("write", "verify", "publish"),
        )
        self.refresh()

    def _published(self, target: Path, outcome: Outcome) -> None:
        self._done.tell(
            "ok",
            self.tr("✓ Published to {folder}.").format(folder=target),
            " ".join(
                [
                    *map(of_engine, outcome.messages),
                    self.tr("Now refresh in Power BI Desktop: Home, then Refresh."),
                ]
            ),
        )
        self._done_folder = target
        self._session.has_published(outcome, target)
        self._compare()

    def _not_compared(self) -> None:
        if not self._session.worker.busy:
            self.comparison.show_nothing()
        self.refresh()

    def _failed(self, error: CrriError) -> None:
        from crri_gui.engine.run import ChangedMeanwhile

        if isinstance(error, ChangedMeanwhile):
            self._compared = None
        self._problem.tell_problem(error)
        self.comparison.show_nothing()
        self.refresh()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done_folder)))

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(str(self._done_folder))


def power_bi_files(folder: Path) -> list[str]:
    """The Power BI files in a folder, by name."""
    try:
        return sorted(path.name for path in folder.iterdir() if path.suffix in _POWER_BI)
    except OSError:
        return []


def nearby_power_bi(raw: Path) -> Path | None:
    """A folder with a Power BI file in, beside or just above the raw folder."""
    try:
        beside = [path for path in sorted(raw.parent.iterdir()) if path.is_dir()]
    except OSError:
        return None
    places = [raw, raw.parent, *beside[:_LOOKED_AT]]
    return next((folder for folder in places if power_bi_files(folder)), None)


def _comparing(
    results: Results, target: Path
) -> Callable[[Run], tuple[State, tuple[list[str], Comparison] | None]]:
    """With the state that was compared; None where the folder holds nothing to compare with."""

    def job(run: Run) -> tuple[State, tuple[list[str], Comparison] | None]:
        from crri_gui.contract import OUTPUT_TABLES
        from crri_gui.engine.run import compare_results, published_state

        seen = published_state(target)
        if not any((target / table.file_name).exists() for table in OUTPUT_TABLES):
            return seen, None
        return seen, compare_results(run, results, target)

    return job


def _publishing(
    results: Results, target: Path, seen: State, *, excel: bool, keep: int
) -> Callable[[Run], Outcome]:
    def job(run: Run) -> Outcome:
        from crri_gui.engine.run import Target, publish_results
        from crri_gui.powerbi.renewing import renew

        place = Target(target, excel=excel, keep_backups=keep)
        outcome = publish_results(run, results, place, seen)
        said = renew(run, target, command="crri-gui")
        return replace(outcome, messages=(*outcome.messages, *said))

    return job
