"""What the Publish page says while changed definitions wait to be applied."""

from __future__ import annotations

from crri_gui.gui.i18n.words import counted
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Notice, button


class DraftNotice(Notice):
    """Of which definitions the numbers are that would be published, and the way to the others."""

    def __init__(self, session: Session) -> None:
        super().__init__("warning")
        self._session = session
        self.offer(button(self.tr("To the definitions"), self._go))
        session.draft.changed.connect(self.refresh)
        session.results_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what waits, or nothing."""
        count = len(self._session.draft.names)
        if not count or self._session.results is None:
            self.hide()
            return
        said = self.tr(
            "{count:,} changed {count|definition is|definitions are} not applied: nothing of "
            "{count|it|them} is published."
        )
        self.tell(
            "warning",
            self.tr("The numbers are those of the definitions in force."),
            counted(said, count=count),
        )

    def _go(self) -> None:
        self._session.go.emit("definitions", None)
