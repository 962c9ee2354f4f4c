"""The user's choices: what every number means is decided here, once, and recorded with each run.

`definitions.py` lists the options, each of one of the types in `option_types.py`. The command
line, the window, the TOML file, the workbook, Power BI and the guide read them from there.
`shop.py` lists those that only say how the shop and its money are shown.
"""

from crri_gui.definitions.conventions import AS_WRITTEN, DATE_ORDERS, DECIMALS, Conventions
from crri_gui.definitions.definition_files import (
    parse_setting,
    read_amounts,
    read_definitions,
    read_extensions,
    read_shop,
    to_toml,
    with_values,
)
from crri_gui.definitions.definitions import FURTHER, OPTIONS, Definitions
from crri_gui.definitions.limits import LIMITS
from crri_gui.definitions.presets import PRESET_MEANING, PRESET_TITLE, PRESETS, preset_named
from crri_gui.definitions.shop import NO_SHOP, SHOP, SYMBOLS, Shop, shop_kept

__all__ = [
    "AS_WRITTEN",
    "DATE_ORDERS",
    "DECIMALS",
    "FURTHER",
    "LIMITS",
    "NO_SHOP",
    "OPTIONS",
    "PRESETS",
    "PRESET_MEANING",
    "PRESET_TITLE",
    "SHOP",
    "SYMBOLS",
    "Conventions",
    "Definitions",
    "Shop",
    "parse_setting",
    "preset_named",
    "read_amounts",
    "read_definitions",
    "read_extensions",
    "read_shop",
    "shop_kept",
    "to_toml",
    "with_values",
]
