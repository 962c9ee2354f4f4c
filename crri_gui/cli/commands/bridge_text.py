"""The way from their figures to ours as text for a terminal: a waterfall."""

from __future__ import annotations

import argparse
import textwrap
from decimal import Decimal

from crri_gui.cli.request import request_of, theirs_of
from crri_gui.cli.terminal import console
from crri_gui.engine.bridge.explain import Bridge, Step, bridge_to
from crri_gui.engine.bridge.figures import NAMES, Figures
from crri_gui.errors import UsageError

_BAR = 14
_WIDTH = 96
_NAME = 44
# A line is at most 100 characters wide; of three figures no bar has room beside it.
_MOST_WITH_BAR = 2
_ROOM = 14
_NARROW = {"orders": 10, "revenue": 16, "customers": 10, "repeat_customers": 10}
_TITLES = {"repeat_customers": "Came back"}


def made(options: argparse.Namespace) -> Bridge:
    """What the arguments ask to be explained. Raises `UsageError`, and as `bridge_to`."""
    theirs = theirs_of(options)
    request = request_of(options)
    if request.cluster is not None:
        raise UsageError("bridge_on_cluster")
    return console.work(options, lambda run: bridge_to(run, request, theirs))


def describe(bridge: Bridge) -> str:
    """The waterfall, what it says, and the steps that it does without."""
    shown = [name for name in NAMES if name in bridge.theirs.given]
    drawn = "revenue" if "revenue" in shown else shown[0]
    running = bridge.running()
    # Bars begin where the lowest figure would be but for a tenth, so that steps can be seen.
    values = [float(getattr(one, drawn)) for one in running]
    low, high = min(values), max(values)
    low -= (high - low) / 10

    def bar(begin: float, end: float, sign: str) -> str:
        if high <= low:
            return sign * _BAR
        first, last = sorted(round((v - low) / (high - low) * _BAR) for v in (begin, end))
        return (" " * first + sign * max(last - first, 1)).ljust(_BAR)

    rows = [_row("", _titles(shown), "Count", "")]
    first, last = running[0], running[-1]
    rows.append(_row("Their report", _amounts(first, shown), "", bar(low, values[0], "=")))
    for place, step in enumerate(bridge.steps):
        begin, end = values[place : place + 2]
        sign = "+" if end >= begin else "-"
        changes = _amounts(step.change, shown, signed=True)
        rows.append(_row(_named(step), changes, f"{step.count:,}", bar(begin, end, sign)))
    if not bridge.exact:
        rest = _amounts(bridge.rest, shown, signed=True)
        rows.append(_row("  not explained", rest, "", bar(values[-2], values[-1], "?")))
    rows.append(_row("These outputs", _amounts(last, shown), "", bar(low, values[-1], "=")))
    said = [textwrap.fill(one, _WIDTH) for one in bridge.said]
    if bridge.figure:
        said.append(f"Such a revenue is called {bridge.figure['en']!r} in {bridge.report['en']}.")
    blocks = ["\n".join(row.rstrip() for row in rows), "\n".join(said)]
    if bridge.unused:
        unused = [
            _row(_named(s), _amounts(s.change, shown, signed=True), f"{s.count:,}", "")
            for s in bridge.unused
        ]
        head = "Known as well, and not needed for it (each as if it were the only step):"
        blocks.append("\n".join([head, *(row.rstrip() for row in unused)]))
    return "\n\n".join(blocks)


def _named(step: Step) -> str:
    called = step.called.get("en", step.label)
    same = called.casefold() == step.label.casefold()
    return f"  {called}" if same else f"  {called} ({step.label})"


def _titles(shown: list[str]) -> list[str]:
    return _in_columns([_TITLES.get(name, name.capitalize()) for name in shown], shown)


def _in_columns(texts: list[str], shown: list[str]) -> list[str]:
    """Each text as wide as its column."""
    widths = _NARROW if len(shown) == len(_NARROW) else {}
    return [f"{text:>{widths.get(n, _ROOM)}}" for text, n in zip(texts, shown, strict=True)]


def _row(name: str, amounts: list[str], count: str, drawn: str) -> str:
    cells = "".join(amounts)
    bar = f"  {drawn}" if len(amounts) <= _MOST_WITH_BAR else ""
    return f"{name:<{_NAME}}{cells}{count:>8}{bar}"


def _amounts(figures: Figures, shown: list[str], *, signed: bool = False) -> list[str]:
    made = []
    for name in shown:
        value = getattr(figures, name)
        sign = "+" if signed and value else ""
        digits = ",.2f" if isinstance(value, Decimal) else ","
        made.append(f"{value:{sign}{digits}}")
    return _in_columns(made, shown)
