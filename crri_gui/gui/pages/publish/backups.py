"""Former publications: the sets of the target folder, and restoring one."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMessageBox

from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Notice, button, column, label, question
from crri_gui.gui.widgets.combo_box import ComboBox
from crri_gui.gui.widgets.flow import Flow

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.publish.release import Backup


_NAMED = Qt.ItemDataRole.UserRole + 1


class BackupsCard(QFrame):
    """Hidden while there is no former set."""

    restored = Signal(object, str, object)
    """The folder, when the set was replaced that is there again, and what else there is to say."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._problem = Notice("error")
        self.sets = ComboBox(self.tr("Former sets"))
        self._of_set = label("", "muted", wrap=True)
        self.sets.currentIndexChanged.connect(self._tell_set)
        self.restore = button(self.tr("Restore this set…"), self.ask)
        choice = Flow()
        choice.addWidget(self.sets)
        choice.addWidget(self.restore)
        layout = column(
            label(self.tr("Former publications"), "heading"),
            label(
                self.tr(
                    "Every publication keeps the set it replaced. Restoring one keeps the set of "
                    "today in turn."
                ),
                "muted",
                wrap=True,
            ),
            choice,
            self._of_set,
            self._problem,
        )
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        session.target_changed.connect(self.refresh)
        session.published.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the former sets of the target."""
        target = self._session.target
        self.sets.clear()
        self._problem.hide()
        if target is not None:
            from crri_gui.engine.publish.release import backups

            try:
                for backup in backups(target):
                    self.sets.addItem(self._short(backup), backup.id)
                    self.sets.setItemData(self.sets.count() - 1, self._named(backup), _NAMED)
                self._tell_set()
            except CrriError as error:
                self._problem.tell_problem(error)
        self.setVisible(self.sets.count() > 0)

    def _tell_set(self) -> None:
        self._of_set.setText(str(self.sets.currentData(_NAMED) or ""))

    def _named(self, backup: Backup) -> str:
        from crri_gui.engine.publish.release import totals_of

        when = self._dated(backup)
        totals = totals_of(backup)
        try:
            orders, revenue = int(totals["orders"]), Decimal(totals["revenue"])
        except (KeyError, ValueError, ArithmeticError):
            text = self.tr("{when}, {count:,} {count|file|files}")
            return counted(text, when=when, count=len(backup.files))
        text = self.tr("{when}: {orders:,} {orders|order|orders}, revenue {revenue}")
        return counted(text, when=when, orders=orders, revenue=numbers.money(revenue))

    def _short(self, backup: Backup) -> str:
        """When it was published, where that is known: the line below the list says more."""
        from crri_gui.engine.publish.published import published_at

        published = published_at(backup)
        if not published:
            return self._dated(backup)
        return self.tr("published {when}").format(when=numbers.stamp(published))

    def _dated(self, backup: Backup) -> str:
        from crri_gui.engine.publish.published import published_at

        replaced, published = numbers.stamp(backup.created), published_at(backup)
        if not published:
            return self.tr("replaced {when}").format(when=replaced)
        return self.tr("published {published}, replaced {when}").format(
            published=numbers.stamp(published), when=replaced
        )

    def ask(self) -> None:
        """Restore the set that is chosen, if the user is sure."""
        asked = question(
            self,
            self.tr("Restore a former set"),
            self.tr("Put this set in place of what is published now?"),
            self.tr("{set}. What is published now is kept as the newest former set.").format(
                set=self.sets.currentData(_NAMED)
            ),
        )
        yes = asked.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        no = asked.addButton(self.tr("Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(no)
        asked.setEscapeButton(no)
        asked.exec()
        if asked.clickedButton() is yes:
            self._restore()

    def _restore(self) -> None:
        target = self._session.target
        if target is None:
            return
        keep = max(1, self._session.settings.number("publish/keep", 3))
        self._session.worker.submit(
            partial(_restore_backup, target, str(self.sets.currentData()), keep),
            self._restored,
            self._failed,
            title=self.tr("Restoring"),
        )

    def _restored(self, done: tuple[Backup, tuple[str, ...]]) -> None:
        backup, said = done
        which = numbers.stamp(backup.created)
        self._session.look_at_published()
        self._session.target_changed.emit()
        self.restored.emit(self._session.target, which, said)

    def _failed(self, error: CrriError) -> None:
        self._problem.tell_problem(error)


def _restore_backup(
    target: Path, backup: str, keep: int, run: RunContext
) -> tuple[Backup, tuple[str, ...]]:
    from crri_gui.engine.publish import release
    from crri_gui.powerbi.project.refresh import renew

    with release.hold(target, "crri-gui"):
        restored = release.restore(target, backup, keep=keep)
    return restored, renew(run, target, command="crri-gui")
