"""Cards beside one another where they have room, below one another where they do not."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget


def box_around(widget: QWidget) -> QBoxLayout:
    """The box that holds the widget, however deep in its page's layout.

    Raises `LookupError` where no box does.
    """
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    boxes: list[QLayout] = [layout] if layout is not None else []
    while boxes:
        box = boxes.pop()
        if isinstance(box, QBoxLayout) and box.indexOf(widget) >= 0:
            return box
        items = (box.itemAt(place) for place in range(box.count()))
        boxes += [inner for item in items if item and (inner := item.layout()) is not None]
    raise LookupError(widget)


def lay_beside(box: QBoxLayout, *, beside: bool) -> None:
    """Beside one another, or below."""
    way = QBoxLayout.Direction
    box.setDirection(way.LeftToRight if beside else way.TopToBottom)
