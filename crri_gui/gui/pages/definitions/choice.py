"""Everything that the page Definitions decides, as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import (
    LIMITS,
    OPTIONS,
    PRESETS,
    SHOP,
    Definitions,
    Shop,
    preset_named,
)
from crri_gui.errors import UsageError
from crri_gui.gui.pages.definitions.further import OFF, ON, name_of

OF_PRESETS = tuple(name for name, option in OPTIONS.items() if not option.extension)
"""The options that presets are about: what a customer costs is no matter of theirs."""


@dataclass(frozen=True)
class Choice:
    """Definitions, how the shop is shown, the limits and the groups of extension tables.

    Limits are percentages in the order of `LIMITS`.
    """

    definitions: Definitions
    shop: Shop
    limits: tuple[float, ...]
    extensions: frozenset[str]


def values_of(choice: Choice) -> dict[str, Any]:
    """The value of every option, by its name."""
    return {
        **{name: getattr(choice.definitions, name) for name in OPTIONS},
        **{name: getattr(choice.shop, name) for name in SHOP},
        **dict(zip(LIMITS, choice.limits, strict=True)),
        **{name_of(group): ON if group in choice.extensions else OFF for group in EXTENSIONS},
    }


def with_value(choice: Choice, name: str, value: Any) -> Choice:
    """The choice with another value of an option. Raises `UsageError` where it cannot be."""
    if name in OPTIONS:
        return replace(choice, definitions=replace(choice.definitions, **{name: value}))
    if name in SHOP:
        return replace(choice, shop=replace(choice.shop, **{name: value}))
    for group in EXTENSIONS:
        if name == name_of(group):
            others = choice.extensions - {group}
            return replace(choice, extensions=others | {group} if value == ON else others)
    limits = [value if one == name else v for one, v in zip(LIMITS, choice.limits, strict=True)]
    return replace(choice, limits=tuple(limits))


def possible(definitions: Definitions, name: str, value: Any) -> bool:
    """Whether the option can have the value while the others are as they are."""
    try:
        replace(definitions, **{name: value})
    except UsageError:
        return False
    return True


def by_preset(name: str, former: Definitions) -> Definitions:
    """The preset of that name; what presets are not about stays as it was."""
    kept = {option: getattr(former, option) for option in OPTIONS if option not in OF_PRESETS}
    return replace(preset_named(name), **kept)


def nearest_preset(definitions: Definitions) -> str:
    """The preset from which the fewest options differ."""

    def different(name: str) -> int:
        base = PRESETS[name]
        return sum(getattr(base, option) != getattr(definitions, option) for option in OF_PRESETS)

    return min(PRESETS, key=different)
