"""What the eleven named segments mean, and what one does with each.

`crri_gui.contract.NAMED_SEGMENTS` says which scores a segment has: recency and frequency from 1 to
5, a fifth of the customers each where there are no ties. Money has no part in them: it decides,
with recency and frequency from 1 to 4, whether a customer is of Low, Mid or High Value, which is
what the published table says. So each customer has a name and a value. The names and their cells
are those in common use for RFM analysis. `who` compares with the other customers, because a score
does: where nearly all bought once, one order is as often as most, which is score 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from crri_gui.contract import NAMED_SEGMENTS


@dataclass(frozen=True)
class NamedSegment:
    """A named segment: who is in it, and what one does with them."""

    name: str
    who: str
    action: str

    @property
    def recency(self) -> tuple[int, ...]:
        """Its recency scores."""
        return tuple(sorted({recency for recency, _ in NAMED_SEGMENTS[self.name]}))

    @property
    def frequency(self) -> tuple[int, ...]:
        """Its frequency scores."""
        return tuple(sorted({frequency for _, frequency in NAMED_SEGMENTS[self.name]}))


SEGMENTS_IN_WORDS: tuple[NamedSegment, ...] = (
    NamedSegment(
        "Champions",
        "most recent, more often than most",
        "Thank them; show them new things first.",
    ),
    NamedSegment(
        "Loyal",
        "more often than most, not long ago",
        "Offer a loyalty programme; ask for reviews.",
    ),
    NamedSegment(
        "Potential Loyalists",
        "recent, about as often as most",
        "Recommend what goes with their last order.",
    ),
    NamedSegment(
        "Recent Customers",
        "most recent, fewest orders",
        "Welcome them; make the second order easy.",
    ),
    NamedSegment(
        "Promising",
        "recent, fewest orders",
        "Stay in their minds; offer a small reason to return.",
    ),
    NamedSegment(
        "Needing Attention",
        "as often as most, some time ago",
        "Make an offer that ends soon.",
    ),
    NamedSegment(
        "About To Sleep",
        "less often than most, some time ago",
        "Remind them before they are gone.",
    ),
    NamedSegment(
        "At Risk",
        "as often as most or more, long ago",
        "Write in person; win them back.",
    ),
    NamedSegment(
        "Can't Lose Them",
        "most orders of all, long ago",
        "Call them; find out what went wrong.",
    ),
    NamedSegment(
        "Hibernating",
        "less often than most, long ago",
        "Send little; offer what sells to everybody.",
    ),
    NamedSegment(
        "Lost",
        "less often than most, longest ago",
        "One last offer, then save the cost.",
    ),
)
"""In the order of the contract, from the best to the lost."""
