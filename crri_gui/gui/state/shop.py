"""What the shop of the chosen folder is called and how its money is shown, remembered for it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crri_gui.definitions import Shop, shop_kept
from crri_gui.gui.i18n import numbers
from crri_gui.gui.state.settings import Settings


class ShownShop(QObject):
    """The shop as it is shown. No number changes by it, so no results are out of date."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._folder: Path | None = None
        self.value = Shop()
        numbers.show_money_as(self.value)

    def of(self, folder: Path) -> None:
        """What was chosen for the shop of this folder."""
        self._folder = folder
        try:
            kept = json.loads(self._settings.text(_key(folder)) or "{}")
        except ValueError:
            kept = {}
        self._show(shop_kept(kept))

    def take(self, shop: Shop) -> None:
        """Show it like this from now on, whenever the folder is chosen."""
        if self._folder is not None:
            self._settings.put(_key(self._folder), json.dumps(shop.chosen))
        self._show(shop)

    def _show(self, shop: Shop) -> None:
        if shop != self.value:
            self.value = shop
            numbers.show_money_as(shop)
            self.changed.emit()


def _key(folder: Path) -> str:
    return f"shop/{hashlib.sha256(str(folder).encode(errors='replace')).hexdigest()[:16]}"
