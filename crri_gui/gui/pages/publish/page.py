"""Publish: what changes against the files that are there, then all of them or none."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QMenu,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crri_gui.errors import CrriError
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.publish import jobs
from crri_gui.gui.pages.publish.backups import BackupsCard
from crri_gui.gui.pages.publish.comparison import ComparisonView
from crri_gui.gui.pages.publish.nearby import nearby_power_bi, power_bi_files
from crri_gui.gui.pages.publish.power_bi import PowerBiCard
from crri_gui.gui.pages.publish.published_watch import PublishedWatch
from crri_gui.gui.pages.publish.run_history import RunHistory
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import (
    Notice,
    button,
    card,
    column,
    fit_into_page,
    label,
    question,
    row,
    scrolled,
)
from crri_gui.gui.widgets.choosing import choose_folder

if TYPE_CHECKING:
    from crri_gui.engine.results import Results
    from crri_gui.engine.run import Outcome, State
    from crri_gui.gui.pages.publish.jobs import Compared
    from crri_gui.gui.state.worker import Task

    Subject = tuple[Results, Path]


class PublishPage(QWidget):
    """The last step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        # What is shown, and what is being compared: results and target.
        self._compared: Subject | None = None
        self._comparing: Subject | None = None
        self._task: Task | None = None
        self._seen: State = ()
        self._other_shop: tuple[str, ...] = ()
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
        self.watch = PublishedWatch(session, self)
        self.watch.changed.connect(self._changed_meanwhile)
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
        session.request_changed.connect(self._compare_if_shown)
        session.run_changed.connect(self._compare_if_shown)
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
        self.watch.look()
        self._compare_if_shown()

    def changeEvent(self, event: QEvent) -> None:
        """Who comes back from another window may have changed the files there."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.watch.look()

    @property
    def _subject(self) -> Subject | None:
        """What could be published now, and where."""
        session = self._session
        if session.results is None or session.target is None or not session.publishable:
            return None
        return session.results, session.target

    def refresh(self) -> None:
        """Show what the session knows, and nothing that belonged to what it knew before."""
        session = self._session
        target = session.target
        subject = self._subject
        if any(known not in (None, subject) for known in (self._compared, self._comparing)):
            self._forget()
        self._path.setText(str(target) if target else self.tr("No folder chosen yet"))
        self._beside.setText(self._beside_text(target))
        why = self._why()
        self._why_not.setText(why)
        self.publish.setEnabled(not why)
        free = subject is not None and not session.worker.busy
        self.try_again.setEnabled(free)
        self.compare.setEnabled(free)

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
        if session.run_problem is not None:
            return self.tr("The last run failed: run again first (Ctrl+R).")
        if not session.publishable:
            return self.tr("The checks found errors; nothing is published until they are gone.")
        if session.target is None:
            return self.tr("Choose the folder first.")
        if session.worker.busy:
            return self.tr("Comparing with what is there…")
        if self._compared is None:
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
        self._forget()
        self._compare_if_shown()

    # Comparing

    def _compare_if_shown(self) -> None:
        self.refresh()
        subject = self._subject
        if self.isVisible() and subject not in (None, self._compared, self._comparing):
            self._compare()

    def _forget(self) -> None:
        """What was compared is not what is there now: nothing of it is shown or published."""
        self._compared = self._comparing = None
        self._other_shop = ()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.watch.end()
        self.comparison.show_nothing()

    def _compare(self) -> None:
        subject = self._subject
        if subject is None:
            return
        self._problem.hide()
        # Until it is seen, nothing of this folder can be published.
        self._forget()
        self._comparing = subject
        self._task = self._session.worker.submit(
            partial(jobs.compare, *subject),
            partial(self._show_comparison, subject),
            partial(self._not_compared, subject),
            title=self.tr("Comparing with what is published"),
            cancelled=partial(self._not_compared, subject),
            replaces="compare",
            stages=("write", "verify"),
        )
        self.comparison.show_waiting()
        self.refresh()

    def _show_comparison(self, subject: Subject, told: Compared) -> None:
        if subject is self._comparing:
            self._compared, self._comparing, self._task = subject, None, None
            self._seen, answer = told
            if answer is None:
                self.comparison.show_first()
            else:
                self.comparison.show_comparison(*answer)
                self._other_shop = answer[1].other_shop
            self.watch.begin(subject[1], self._seen)
        self.refresh()

    def _not_compared(self, subject: Subject, error: CrriError | None = None) -> None:
        # An earlier one may end only now.
        if subject is self._comparing:
            self._forget()
            self._problem.tell_problem(error)
        self.refresh()

    def _changed_meanwhile(self) -> None:
        self._forget()
        self.comparison.show_changed()
        self.refresh()

    # Publishing

    def _try_again(self) -> None:
        """What failed: the comparison, or the publication of what was compared."""
        if self._compared is None:
            self._compare()
        else:
            self._publish()

    def _publish(self) -> None:
        compared = self._compared
        if compared is None or (self._other_shop and not self._ask()):
            return
        if self._compared is not compared:
            return  # Behind the question the world has gone on.
        results, target = compared
        self._problem.hide()
        self._done.hide()
        self.watch.end()
        self._session.worker.submit(
            partial(
                jobs.publish,
                results,
                target,
                self._seen,
                excel=self.excel.isChecked(),
                keep=self.keep.value(),
                shop=self._session.shop.value,
            ),
            partial(self._published, target),
            self._not_published,
            title=self.tr("Publishing"),
            cancelled=self._publishing_cancelled,
            stages=("write", "verify", "publish"),
        )
        self.refresh()

    def _ask(self) -> bool:
        """Whether another shop is to take the place of what is published."""
        asked = question(
            self,
            self.tr("Another shop"),
            self.tr("This looks like another shop than the published one. Publish over it?"),
            " ".join(map(translate_message, self._other_shop)),
        )
        yes = asked.addButton(self.tr("Publish over it"), QMessageBox.ButtonRole.AcceptRole)
        no = asked.addButton(self.tr("Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(no)
        asked.setEscapeButton(no)
        asked.exec()
        return asked.clickedButton() is yes

    def _published(self, target: Path, outcome: Outcome) -> None:
        self._done.tell(
            "ok",
            self.tr("✓ Published to {folder}.").format(folder=target),
            " ".join(
                [
                    *map(translate_message, outcome.messages),
                    self.tr("Now refresh in Power BI Desktop: Home, then Refresh."),
                ]
            ),
        )
        self._done_folder = target
        self._session.has_published(outcome, target)
        self._compare()

    def _publishing_cancelled(self) -> None:
        if self._compared is not None:
            self.watch.begin(self._compared[1], self._seen)
        self.refresh()

    def _not_published(self, error: CrriError) -> None:
        from crri_gui.engine.run import ChangedMeanwhile

        self._problem.tell_problem(error)
        if isinstance(error, ChangedMeanwhile):
            self._forget()
        elif self._compared is not None:
            self.watch.begin(self._compared[1], self._seen)
        self.refresh()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done_folder)))

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(str(self._done_folder))
