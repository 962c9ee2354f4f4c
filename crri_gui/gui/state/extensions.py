"""Which extension tables the window computes: kept in the settings, group by group."""

from __future__ import annotations

from collections.abc import Collection

from crri_gui.gui.state.settings import Settings

_KEY = "extensions/{group}"


def kept(settings: Settings) -> frozenset[str]:
    """Those that were switched on, and those of which nothing was said and which are offered."""
    from crri_gui.contract import EXTENSIONS

    return frozenset(
        group
        for group, tables in EXTENSIONS.items()
        if settings.flag(_KEY.format(group=group), all(table.offered for table in tables))
    )


def keep(settings: Settings, chosen: Collection[str]) -> None:
    """Remember what is on and what is off."""
    from crri_gui.contract import EXTENSIONS

    for group in EXTENSIONS:
        settings.put(_KEY.format(group=group), group in chosen)
