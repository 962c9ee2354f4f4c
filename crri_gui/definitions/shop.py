"""How the shop and its money are shown: options that change no number and no published CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from crri_gui.definitions.option_types import IntRange, Option, Text

_GROUP = "Shop"

SYMBOLS = {"BRL": "R$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "USD": "$"}
"""The signs of currencies that have one of their own, by their codes."""


def _option(option: Option) -> Any:
    return field(default=option.default, metadata={"option": option})


@dataclass(frozen=True)
class Shop:
    """What the shop is called, the sign of its currency, and how many decimals amounts show.

    A value that its option does not permit raises `UsageError`.
    """

    shop_name: str = _option(
        Text(
            title="Shop name",
            group=_GROUP,
            meaning="What dashboards and reports call the shop.",
            default="",
            own="the name, at most 40 characters",
            example="Casa Azul",
            longest=40,
        )
    )
    currency_symbol: str = _option(
        Text(
            title="Currency sign",
            group=_GROUP,
            meaning="What stands before amounts where they are shown. The CSVs hold only numbers.",
            default="",
            own="a sign or a code, at most 5 characters",
            example="R$",
            longest=5,
        )
    )
    money_decimals: int = _option(
        IntRange(
            title="Decimals of amounts",
            group=_GROUP,
            meaning="How many decimals cards, charts and reports show of an amount. It is computed "
            "and published to the cent whatever is shown.",
            default=2,
            low=0,
            high=2,
            own="0 to 2",
        )
    )

    def __post_init__(self) -> None:
        for name, option in SHOP.items():
            option.check(getattr(self, name))

    @property
    def chosen(self) -> dict[str, Any]:
        """What is not as it is without a choice, as plain JSON and TOML values."""
        values = {name: getattr(self, name) for name in SHOP}
        return {name: value for name, value in values.items() if value != SHOP[name].default}


SHOP: dict[str, Option] = {
    made.name: replace(made.metadata["option"], name=made.name) for made in fields(Shop)
}
"""Every option of the shop by its name, in the order of the fields."""


NO_SHOP = Shop()
"""Nothing is chosen."""


def shop_kept(values: object) -> Shop:
    """The shop of what was kept in a file; what no option permits is left out."""
    if not isinstance(values, Mapping):
        return NO_SHOP
    kept = {name: values[name] for name in SHOP if name in values}
    return Shop(**{name: value for name, value in kept.items() if SHOP[name].permits(value)})
