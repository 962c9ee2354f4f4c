"""The groups of extension tables as options of the page: each is computed, or is not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import FURTHER, LIMITS, OPTIONS, SHOP
from crri_gui.definitions.option_types import Choice, Option
from crri_gui.gui.i18n.words import of_contract

ON, OFF = "on", "off"


def name_of(group: str) -> str:
    """The option's name on the page, which no definition has."""
    return f"with {group}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def all_options() -> dict[str, Option]:
    """Every option of the page, in its order: tables before what only they use."""
    of_tables = {name: option for name, option in OPTIONS.items() if option.extension}
    others = {name: option for name, option in OPTIONS.items() if not option.extension}
    return {**others, **further_options(), **of_tables, **SHOP, **LIMITS}


def further_options() -> dict[str, Option]:
    """An option for each group, by its name on the page."""
    computed = QCoreApplication.translate("FurtherTables", "Computed and published")
    left_out = QCoreApplication.translate("FurtherTables", "Not computed")
    return {
        name_of(group): Choice(
            title=" · ".join(of_contract(table.title) for table in tables),
            group=FURTHER,
            meaning=" ".join(_sentence(of_contract(table.answers)) for table in tables),
            default=ON if all(table.offered for table in tables) else OFF,
            labels=(computed, left_out),
            named={ON: computed, OFF: left_out},
            name=f"--with {group}",
        )
        for group, tables in EXTENSIONS.items()
    }
