"""What is remembered of the tables from one start to the next."""

from __future__ import annotations

from crri_gui.engine.query.catalog import BROWSABLE
from crri_gui.gui.state.settings import Settings


class TableMemory:
    """Widths and chosen columns by table, the last table, and whether the record is shown."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def table(self) -> str:
        """The table that was looked at last."""
        return self._settings.text("tables/table")

    @table.setter
    def table(self, name: str) -> None:
        self._settings.put("tables/table", name)

    @property
    def record(self) -> bool:
        """Whether the whole row is shown at the side."""
        return self._settings.flag("tables/record")

    @record.setter
    def record(self, on: bool) -> None:
        self._settings.put("tables/record", on)

    def columns(self) -> dict[str, list[str]]:
        """The columns chosen for each table, where any were."""
        chosen = {name: self._settings.texts(f"tables/columns/{name}") for name in BROWSABLE}
        return {name: columns for name, columns in chosen.items() if columns}

    def put_columns(self, table: str, columns: list[str]) -> None:
        """These were chosen."""
        self._settings.put(f"tables/columns/{table}", columns)

    def widths(self, table: str) -> dict[str, int]:
        """Of the columns that the user made wider or narrower, in pixels."""
        kept = (text.rpartition("=") for text in self._settings.texts(f"tables/widths/{table}"))
        return {name: int(width) for name, _, width in kept if width.isdecimal()}

    def put_width(self, table: str, column: str, width: int) -> None:
        """This one is wanted."""
        both = {**self.widths(table), column: width}
        self._settings.put(
            f"tables/widths/{table}", [f"{name}={width}" for name, width in both.items()]
        )
