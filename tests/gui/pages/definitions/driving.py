"""What a user does with an option."""

from __future__ import annotations

from crri_gui.gui.pages.definitions.option import OptionRow


def pick(option: OptionRow, value: str) -> None:
    """Choose in the option's box, as a user does."""
    assert option.box is not None
    option.box.setCurrentIndex(option.box.findData(value))
    option.box.activated.emit(option.box.currentIndex())
