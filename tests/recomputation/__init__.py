"""The five outputs worked out a second time, from DEFINITIONS.md and nothing else.

A yardstick for whole runs, so it imports nothing of the product and prefers plain loops to
speed. It reads clean Olist folders only: odd input stops it instead of being repaired.

Types in the returned frames: money is ``Decimal`` with two places, counts and flags are ints,
months are ``YYYY-MM`` text, everything else is a float with NaN for blank. Sums are exact;
each average, rate and percentage is the double nearest to the exact fraction.
"""

from tests.recomputation.choices import SEED_NOTEBOOK, Choices
from tests.recomputation.outputs import recompute

__all__ = ["SEED_NOTEBOOK", "Choices", "recompute"]
