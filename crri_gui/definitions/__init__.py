"""The user's choices: what every number means is decided here, once, and recorded with each run.

`definitions.py` lists the options, each of one of the types in `option_types.py`. The command
line, the window, the TOML file, the workbook, Power BI and the guide read them from there.
"""

from crri_gui.definitions.conventions import AS_WRITTEN, DATE_ORDERS, DECIMALS, Conventions
from crri_gui.definitions.definition_files import (
    parse_setting,
    read_definitions,
    to_toml,
    with_values,
)
from crri_gui.definitions.definitions import (
    OPTIONS,
    PRESET_MEANING,
    PRESETS,
    Definitions,
    preset_named,
)
from crri_gui.definitions.limits import LIMITS

__all__ = [
    "AS_WRITTEN",
    "DATE_ORDERS",
    "DECIMALS",
    "LIMITS",
    "OPTIONS",
    "PRESETS",
    "PRESET_MEANING",
    "Conventions",
    "Definitions",
    "parse_setting",
    "preset_named",
    "read_definitions",
    "to_toml",
    "with_values",
]
