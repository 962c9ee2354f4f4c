"""Which folder is meant: where a Power BI file lies beside the raw files."""

from __future__ import annotations

from pathlib import Path

_POWER_BI = (".pbix", ".pbip")
_LOOKED_AT = 200


def power_bi_files(folder: Path) -> list[str]:
    """The Power BI files in a folder, by name."""
    try:
        return sorted(path.name for path in folder.iterdir() if path.suffix in _POWER_BI)
    except OSError:
        return []


def nearby_power_bi(raw: Path) -> Path | None:
    """A folder with a Power BI file in, beside or just above the raw folder."""
    try:
        beside = [path for path in sorted(raw.parent.iterdir()) if path.is_dir()]
    except OSError:
        return None
    places = [raw, raw.parent, *beside[:_LOOKED_AT]]
    return next((folder for folder in places if power_bi_files(folder)), None)
