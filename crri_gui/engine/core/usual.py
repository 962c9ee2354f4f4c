"""What is too small to be read: under 5 % of the usual size."""

from __future__ import annotations

from collections.abc import Mapping

_TINY_SHARE = 0.05


def tiny(sizes: Mapping[str, int]) -> set[str]:
    """What has under 5 % of the usual size, which is the median of those that are not empty.

    Of an even number the upper one of the two in the middle. What is empty is not tiny.
    """
    filled = sorted(size for size in sizes.values() if size > 0)
    usual = filled[len(filled) // 2] if filled else 0
    return {name for name, size in sizes.items() if 0 < size < usual * _TINY_SHARE}
