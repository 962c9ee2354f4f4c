"""The example notebook, with what its cells show: python build_scripts/notebook.py"""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# It is started as a script, in a folder of any name.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crri_gui.library.notebook import Cell, cells_of_sample, notebook

EXAMPLE = Path(__file__).parents[1] / "resources" / "examples" / "customer_analytics.ipynb"


def executed(cells: Sequence[Cell]) -> dict[int, dict[str, str]]:
    """What each code cell shows, by its place: its last expression, as a notebook takes it."""
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = {}
    for place, (kind, text) in enumerate(cells):
        if kind != "code":
            continue
        parsed = ast.parse(text)
        last = parsed.body.pop() if isinstance(parsed.body[-1], ast.Expr) else None
        exec(compile(parsed, f"<cell {place}>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"<cell {place}>", "eval"), names)
            if value is not None:
                html = getattr(value, "_repr_html_", lambda: None)()
                shown[place] = {"text/plain": repr(value)} | ({"text/html": html} if html else {})
    return shown


def main() -> None:
    """Write the example anew."""
    cells = cells_of_sample()
    EXAMPLE.parent.mkdir(exist_ok=True)
    EXAMPLE.write_text(notebook(cells, executed(cells)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
