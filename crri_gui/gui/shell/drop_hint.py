"""What the window shows while a folder is dragged over it: that it can be dropped here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crri_gui.gui.state.settings import is_folder
from crri_gui.gui.widgets.basics import label


class DropHint(QFrame):
    """A frame over the whole window, with the name of the folder that would be opened."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drop_hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = label("", "title", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        self.hide()

    def offer(self, folder: Path) -> None:
        """Show that this folder can be dropped."""
        name = folder.name or str(folder)
        self.text.setText(self.tr("Drop to open “{folder}”").format(folder=name))
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        self.raise_()
        self.show()


def accepted_folder(event: QDropEvent) -> Path | None:
    """The folder that is dragged, or that of a file; None, and nothing accepted, if there is none.

    It is accepted as a copy, whatever is proposed: Windows proposes to move, and its Explorer
    deletes what a program says it has moved.
    """
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        for folder in (path, path.parent):
            if url.isLocalFile() and is_folder(folder):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                return folder
    return None
