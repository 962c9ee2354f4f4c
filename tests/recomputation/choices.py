"""The options, and those of the notebook that dashboards began with."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Choices:
    """The options; every first value is the product's default."""

    # "default" (all but canceled, unavailable) | "delivered" | "all" | own list
    statuses: str | tuple[str, ...] = "default"
    # "items" | "items_freight" | "payments"
    order_value: str = "items"
    # "all" | "complete" | (first "YYYY-MM", last "YYYY-MM")
    window: str | tuple[str, str] = "all"
    # "fractional" | "whole"
    delivery_days: str = "fractional"
    # "date" | "timestamp" | "days" (more than late_after_days)
    late: str = "date"
    late_after_days: int = 10
    # "dated" (orders with both dates) | "all" (every counted order of the month)
    late_over: str = "dated"
    # "blank" | "median"
    review_blank: str = "blank"
    # "day_after" | "last_order" | own date "YYYY-MM-DD"
    snapshot: str = "day_after"
    # recency and monetary: "mid_rank" | "quartiles"
    value_score: str = "mid_rank"
    # "mid_rank" | "fixed" | "first"
    frequency_score: str = "mid_rank"
    high_value_from: int = 10
    mid_value_from: int = 7

    def __post_init__(self) -> None:
        """Refuse a misspelt choice."""
        allowed = {
            "order_value": ("items", "items_freight", "payments"),
            "delivery_days": ("fractional", "whole"),
            "late": ("date", "timestamp", "days"),
            "late_over": ("dated", "all"),
            "review_blank": ("blank", "median"),
            "value_score": ("mid_rank", "quartiles"),
            "frequency_score": ("mid_rank", "fixed", "first"),
        }
        for name, values in allowed.items():
            if getattr(self, name) not in values:
                raise ValueError(f"{name}: {getattr(self, name)!r} is none of {values}")
        if isinstance(self.statuses, str) and self.statuses not in ("default", "delivered", "all"):
            raise ValueError(f"statuses: {self.statuses!r}")
        if isinstance(self.window, str) and self.window not in ("all", "complete"):
            raise ValueError(f"window: {self.window!r}")
        if self.snapshot not in ("day_after", "last_order"):
            date.fromisoformat(self.snapshot)


SEED_NOTEBOOK = Choices(
    statuses="all",
    delivery_days="whole",
    late="days",
    late_over="all",
    review_blank="median",
    snapshot="last_order",
    value_score="quartiles",
    frequency_score="first",
)
