"""Publish: what changes against the files that are there, then all of them or none."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.publish import jobs
from crri_gui.gui.pages.publish.backups import BackupsCard
from crri_gui.gui.pages.publish.comparison import ComparisonView
from crri_gui.gui.pages.publish.done import DoneNotice
from crri_gui.gui.pages.publish.draft_notice import DraftNotice
from crri_gui.gui.pages.publish.keep_fresh import KeepFreshCard
from crri_gui.gui.pages.publish.power_bi import PowerBiCard
from crri_gui.gui.pages.publish.published_watch import PublishedWatch
from crri_gui.gui.pages.publish.run_history import RunHistory
from crri_gui.gui.pages.publish.target import TargetCard
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import (
    MARGIN,
    Notice,
    button,
    column,
    label,
    question,
    row,
    scrolled,
)
from crri_gui.gui.widgets.beside import StaysAbove

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
        session.appearance.dress(self)  # what is made measures itself
        # What is shown, and what is being compared: results and target.
        self._compared: Subject | None = None
        self._comparing: Subject | None = None
        self._task: Task | None = None
        self._seen: State = ()
        self._other_shop: tuple[str, ...] = ()
        self._is_first = False
        self._just_published = False
        # What the comparison told, and what the last publication has changed.
        self._told: Compared | None = None
        self._changed: Compared | None = None
        # Asked for from elsewhere: where nothing is published yet, nothing is to be seen first.
        self._at_once = False
        # A button that is at work cannot hold the focus; it gets it back.
        self._held_focus = False
        self._problem = Notice("error")
        self.try_again = button(self.tr("Try again"), self._try_again)
        self._problem.offer(self.try_again)
        self.elsewhere = button(self.tr("Choose another folder…"), self._choose_other)
        self._problem.offer(self.elsewhere)
        self._refused: tuple[Subject, CrriError | None] | None = None
        self._draft = DraftNotice(session)
        self._why_not = label("", "muted", wrap=True)
        self.publish = button(self.tr("Publish"), self._publish, "primary")
        self.compare = button(self.tr("Compare again"), self._compare)
        self.comparison = ComparisonView(session)
        self.watch = PublishedWatch(session, self)
        self.watch.changed.connect(self._changed_meanwhile)
        self.place = TargetCard(session)
        self.power_bi = PowerBiCard(session)
        self.fresh = KeepFreshCard(session, self.place)
        self.backups = BackupsCard(session)
        self.history = RunHistory(session)
        self.write = button(self.tr("Write the Power BI project"), self._write_project)
        self.undo = button(self.tr("Restore the former set…"), self.backups.ask)
        self.done = DoneNotice(session, self.write, self.undo)
        head = column(
            row(label(self.tr("Publish"), "title"), self._why_not, self.compare, self.publish)
        )
        head.setContentsMargins(MARGIN, 20, MARGIN, 0)
        told = QWidget()
        inside = column(self._draft, self._problem, self.done, self.comparison.verdict)
        inside.setContentsMargins(0, 0, 0, 0)
        told.setLayout(inside)
        cards = (self.power_bi, self.fresh, self.backups, self.history)
        content = column(self.place, self.comparison, *cards, None)
        self._area = scrolled(content)
        StaysAbove(told, head, content, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._area, 1)
        self.backups.restored.connect(self._restored)
        self.power_bi.written.connect(self.place.refresh)
        self.power_bi.written.connect(self.done.project_is_written)
        session.target_changed.connect(self._target_changed)
        session.results_changed.connect(self.done.hide)
        session.results_changed.connect(self._compare_if_shown)
        session.request_changed.connect(self._compare_if_shown)
        session.run_changed.connect(self._compare_if_shown)
        self.refresh()

    def show_view(self, wish: str) -> None:
        """ "look": the focus is on the button; "publish": at once where nothing is replaced."""
        self._at_once = wish == "publish"
        self.refresh()
        self._held_focus = not self.publish.isEnabled()
        (self if self._held_focus else self.publish).setFocus()
        if self._compared is not None:
            self._publish_at_once()

    def showEvent(self, event: QShowEvent) -> None:
        """What changes is shown at once, where it is not yet."""
        super().showEvent(event)
        self.watch.look()
        self._session.raw.look()
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
        subject = self._subject
        if any(known not in (None, subject) for known in (self._compared, self._comparing)):
            self._forget()
        self._draft.refresh()
        why = self._why()
        self._why_not.setText(why)
        self._enable_publish(not why)
        free = subject is not None and not session.worker.busy
        free = free and self._refusal() is None
        self.try_again.setEnabled(free)
        self.compare.setEnabled(free)

    def _enable_publish(self, on: bool) -> None:
        if not on and self.publish.hasFocus():
            self._held_focus = True
            self.setFocus()
        self.publish.setEnabled(on)
        if on and self._held_focus:
            self._held_focus = False
            if self.hasFocus():
                self.publish.setFocus()

    def _why(self) -> str:
        """Why nothing can be published now; empty when it can."""
        session = self._session
        if session.running:
            return self.tr("The run is still at work.")
        if session.results is None:
            return self.tr("Choose a folder of raw exports first.")
        if session.stale:
            return self.tr("Something has changed since: compute again first (Ctrl+R).")
        if session.run_problem is not None:
            return self.tr("The last run failed: compute again first (Ctrl+R).")
        if not session.publishable:
            return self.tr("The checks found errors; nothing is published until they are gone.")
        if session.target is None:
            return self.tr("Choose the folder first.")
        if (refused := self._refusal()) is not None:
            return translate_message(refused.what)
        if session.worker.busy:
            return self.tr("Comparing with what is there…")
        if self._compared is None:
            return self.tr("Look first at what would change.")
        return ""

    def _refusal(self) -> CrriError | None:
        """Why nothing can ever be published there; looked at once."""
        subject = self._subject
        if subject is None:
            return None
        if self._refused is None or self._refused[0] != subject:
            from crri_gui.gui.state.targets import never

            self._refused = subject, never(*subject)
        return self._refused[1]

    def _tell_problem(self, error: CrriError | None) -> None:
        """What went wrong, and the button that can help: the same once more, or another folder."""
        self._problem.tell_problem(error)
        in_vain = isinstance(error, UsageError)
        self.try_again.setVisible(not in_vain)
        self.elsewhere.setVisible(in_vain)

    def _choose_other(self) -> None:
        self.place.choose.click()

    def _target_changed(self) -> None:
        self.done.hide()
        self._problem.hide()
        self._at_once = False
        # Also the same folder may hold other files now.
        self._forget()
        self._compare_if_shown()

    # Comparing

    def _compare_if_shown(self) -> None:
        self.refresh()
        subject = self._subject
        if (refused := self._refusal()) is not None:
            self._tell_problem(refused)
            return
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
        self._session.raw.look()
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
        if not self._just_published:  # else what was done stands there, and nothing waits for it
            self.comparison.show_waiting()
        self.refresh()

    def _show_comparison(self, subject: Subject, told: Compared) -> None:
        if subject is self._comparing:
            self._compared, self._comparing, self._task = subject, None, None
            self._seen, answer = told
            if answer is None:
                tables = subject[0].data.tables
                self.comparison.show_first([one.name for one in tables if not one.five])
            elif self._just_published and answer[1].unchanged:
                self.comparison.show_done(self._changed[1] if self._changed else None)
            else:
                self.comparison.show_comparison(*answer)
                self._other_shop = answer[1].other_shop
            self._just_published, self._changed, self._told = False, None, told
            self._is_first = answer is None
            self.watch.begin(subject[1], self._seen)
            self.refresh()
            self._publish_at_once()
        else:
            self.refresh()

    def _publish_at_once(self) -> None:
        wished, self._at_once = self._at_once, False
        if wished and self._is_first and self.publish.isEnabled():
            self._publish()

    def _not_compared(self, subject: Subject, error: CrriError | None = None) -> None:
        # An earlier one may end only now.
        if subject is self._comparing:
            self._forget()
            self._tell_problem(error)
        self.refresh()

    def _changed_meanwhile(self) -> None:
        self._session.look_at_published()
        target = self._session.target
        self._forget()
        if target is not None and not target.exists():
            self.comparison.show_gone(target)
        else:
            self.comparison.show_changed()
        self.place.refresh()
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
        self.done.hide()
        self.watch.end()
        self._session.worker.submit(
            partial(
                jobs.publish,
                results,
                target,
                self._seen,
                excel=self.place.excel.isChecked(),
                keep=self.place.keep.value(),
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
            self.tr("Another shop, or a part of it"),
            self.tr(
                "This looks like another shop than the published one, or like a part of it. "
                "Publish over it?"
            ),
            " ".join(map(translate_message, self._other_shop)),
        )
        yes = asked.addButton(self.tr("Publish over it"), QMessageBox.ButtonRole.AcceptRole)
        no = asked.addButton(self.tr("Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(no)
        asked.setEscapeButton(no)
        asked.exec()
        return asked.clickedButton() is yes

    def _published(self, target: Path, outcome: Outcome) -> None:
        self.done.tell_published(target, outcome.manifest, outcome.messages)
        self._area.verticalScrollBar().setValue(0)
        self._session.has_published(outcome, target)
        self.undo.setVisible(self.backups.sets.count() > 0)
        self._just_published, self._changed = True, self._told
        self._compare()

    def _restored(self, folder: Path, when: str, said: tuple[str, ...]) -> None:
        self.undo.setVisible(self.backups.sets.count() > 0)
        self.done.tell_restored(folder, when, said)
        self._area.verticalScrollBar().setValue(0)

    def _publishing_cancelled(self) -> None:
        if self._compared is not None:
            self.watch.begin(self._compared[1], self._seen)
        self.refresh()

    def _not_published(self, error: CrriError) -> None:
        from crri_gui.engine.run import ChangedMeanwhile

        self._tell_problem(error)
        self._area.verticalScrollBar().setValue(0)
        if isinstance(error, ChangedMeanwhile):
            self._forget()
        elif self._compared is not None:
            self.watch.begin(self._compared[1], self._seen)
        self.refresh()

    def _write_project(self) -> None:
        self._area.ensureWidgetVisible(self.power_bi)
        self.power_bi.write.click()
