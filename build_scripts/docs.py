"""The generated parts of the documentation: python build_scripts/docs.py [--check]

README.md and the pages of resources/guide have blocks between `<!-- generated: NAME -->` and
`<!-- end -->`, made from the contract, the definitions, the measures, the command line and the
catalogue of messages. `resources/docs/preset-differences.md` is made from runs of the sample shop.
With --check nothing is written and the exit code is 1 when something is out of date.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crri_gui.cli import describe, options  # noqa: E402
from crri_gui.contract import (  # noqa: E402
    EXTENSIONS,
    NAMED_SEGMENTS,
    REPEAT_RATE_DAYS,
    tables_with,
)
from crri_gui.dashboard.measures import MEASURES  # noqa: E402
from crri_gui.dashboard.named_segments import SEGMENTS_IN_WORDS  # noqa: E402
from crri_gui.definitions import (  # noqa: E402
    OPTIONS,
    PRESET_MEANING,
    PRESETS,
    Definitions,
    with_values,
)
from crri_gui.engine.core.findings import SEVERITIES  # noqa: E402
from crri_gui.engine.core.run_context import RunContext  # noqa: E402
from crri_gui.engine.discover.sources import INCLUDED  # noqa: E402
from crri_gui.engine.layouts.layout import Layout  # noqa: E402
from crri_gui.engine.layouts.shipped import layouts  # noqa: E402
from crri_gui.engine.pipeline import Examined, Request, examined  # noqa: E402
from crri_gui.messages import Message, catalogue, sentence  # noqa: E402
from crri_gui.messages.formatting import LANGUAGES, fill  # noqa: E402
from crri_gui.raw_tables import RAW_TABLES  # noqa: E402
from crri_gui.sample.shop import make_shop  # noqa: E402

PAGES = (ROOT / "README.md", *sorted((ROOT / "resources" / "guide").glob("*.md")))
DIFFERENCES = ROOT / "resources" / "docs" / "preset-differences.md"
ORDERS = 20_000
_BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def page(path: Path) -> str:
    """A page with its generated blocks made anew."""
    text = path.read_text(encoding="utf-8")
    return _BLOCK.sub(lambda match: f"{match[1]}{_BLOCKS[match[2]]()}\n{match[3]}", text)


def _raw_tables() -> str:
    rows = []
    for table in RAW_TABLES:
        read = [f"`{c.name}`" + ("" if c.needed else " (may be missing)") for c in table.columns]
        known = ", ".join(f"`{name}`" for name in table.signature)
        rows.append(
            f"| `{table.name}` | `{table.olist_file}` | {'yes' if table.needed else 'no'} "
            f"| {known} | {', '.join(read) or 'nothing'} | {table.without} |"
        )
    header = "| Table | Olist's name | Needed | Recognised by | Read from it | Without it |"
    return "\n".join([header, "|---" * 6 + "|", *rows])


def _layouts() -> str:
    rows = []
    for layout in layouts():
        known = ", ".join(f"`{name}`" for name in layout.recognise)
        parts = [sentence(INCLUDED[part]) for part in layout.goods_include]
        if layout.lacks:
            rows.append(f"| {layout.title} | {known} | refused: export {layout.instead} |  |")
            continue
        rows.append(f"| {layout.title} | {known} | {_worth(layout)} | {', '.join(parts)} |")
    header = "| Export | Recognised by | Value of an order | With it |"
    return "\n".join([header, "|---" * 4 + "|", *rows])


def _worth(layout: Layout) -> str:
    """What an order is worth in a layout, as its file says it."""
    each = layout.amounts.get("goods")
    made = each or layout.amounts["item_goods"]
    text = " ".join(f"{sign} {' * '.join(factors)}" for sign, factors in made.terms)
    return f"`{text.removeprefix('+ ')}`" + ("" if each else " of its items")


def _files() -> str:
    rows = [
        f"| `{table.file_name}` | {table.one_row_per} | {table.answers} |"
        for table in tables_with(())
    ]
    further = [
        f"| `{table.file_name}` | {group} | {table.one_row_per} | {table.answers} |"
        for group, tables in EXTENSIONS.items()
        for table in tables
    ]
    return "\n".join(
        [
            *("| File | One row per | What it answers |", "|---|---|---|", *rows, ""),
            "Further tables, made where they are asked for (`--with GROUP,GROUP`):",
            *("", "| File | Group | One row per | What it answers |", "|---|---|---|---|"),
            *further,
        ]
    )


def _presets() -> str:
    rows = [f"| `{name}` | {meaning} |" for name, meaning in PRESET_MEANING.items()]
    return "\n".join(["| Preset | What it is |", "|---|---|", *rows])


def _measures() -> str:
    rows = [f"| {m.name} | {m.unit} | {m.in_power_bi} | {m.blank} |" for m in MEASURES]
    return "\n".join(["| Measure | Unit | Meaning | Blank |", "|---|---|---|---|", *rows])


def _segments() -> str:
    rows = []
    for segment in SEGMENTS_IN_WORDS:
        cells = ", ".join(f"R{r} F{f}" for r, f in NAMED_SEGMENTS[segment.name])
        rows.append(f"| {segment.name} | {cells} | {segment.who} | {segment.action} |")
    days = ", ".join(map(str, REPEAT_RATE_DAYS))
    return "\n".join(
        [
            f"The N-day repeat rates are of {days} days.",
            "",
            "| Segment | Recency score, frequency score | Who, beside all others | What to do |",
            "|---|---|---|---|",
            *rows,
        ]
    )


class _Value:
    """What stands in the place of a value that differs from shop to shop."""

    def __format__(self, _: str) -> str:
        return "…"

    def __repr__(self) -> str:
        return "…"


def _plain(template: str) -> str:
    """A template as a reader sees it: without values, and words in the plural."""
    return fill(template, defaultdict(_Value), LANGUAGES["en"])


def _each_once(texts: Iterable[Mapping[str, str]]) -> str:
    return "<br>".join(dict.fromkeys(_plain(text["en"]) for text in texts if text))


def _to_do(remedies: str) -> str:
    # Some remedies are those of another problem.
    return {"": "nothing", "…": "depends on the file"}.get(remedies, remedies)


def _findings() -> str:
    """A row for each code: the worst first, then by name."""
    by_code: dict[str, list[Message]] = {}
    for message in catalogue().values():
        if message.severities:
            by_code.setdefault(message.code, []).append(message)
    worst = {code: SEVERITIES.index(found[0].severities[0]) for code, found in by_code.items()}
    rows = [
        f"| `{code}` | {' or '.join(found[0].severities)} "
        f"| {_each_once(message.texts for message in found)} "
        f"| {_to_do(_each_once(message.remedy for message in found))} |"
        for code, found in sorted(by_code.items(), key=lambda item: (worst[item[0]], item[0]))
    ]
    header = "| Code | Severity | What it says | What to do |"
    text = "\n".join([header, "|---|---|---|---|", *rows])
    return text.replace("….…", "a column")


_BLOCKS = {
    "files": _files,
    "outputs": describe.outputs_markdown,
    "options": lambda: describe.options_markdown(Definitions()),
    "presets": _presets,
    "exit_codes": describe.exit_codes_markdown,
    "commands": lambda: describe.commands_markdown(options.parser()),
    "raw_tables": _raw_tables,
    "layouts": _layouts,
    "measures": _measures,
    "segments": _segments,
    "findings": _findings,
}


_FIGURES = {
    "Orders": "SELECT count(*) FROM master_orders",
    "Revenue": "SELECT sum(revenue) FROM monthly_revenue",
    "Repeat customers": "SELECT 100.0 * avg((frequency >= 2)::INT) FROM rfm_customers",
    "Mean delivery days": "SELECT avg(delivery_days) FROM master_orders",
    "Late": "SELECT 100.0 * sum(late) / sum(judged) FROM month_operations",
    "Mean review": "SELECT avg(review_score) FROM master_orders",
    "Median recency": "SELECT median(recency) FROM rfm_customers",
    "High Value customers": (
        "SELECT 100.0 * avg((segment = 'High Value')::INT) FROM rfm_customers"
    ),
    "High Value money": (
        "SELECT 100.0 * sum(monetary) FILTER (segment = 'High Value') / sum(monetary) "
        "FROM rfm_customers"
    ),
}
_PERCENT = ("Repeat customers", "Late", "High Value customers", "High Value money")


def _figures(run: RunContext, data: Examined) -> list[str]:
    figures = []
    for name, sql in _FIGURES.items():
        row = data.database(run).row(sql)
        value = float(row[0])
        if name in ("Orders", "Median recency"):
            figures.append(f"{value:,.0f}")
        else:
            figures.append(f"{value:,.2f}" + (" %" if name in _PERCENT else ""))
    return figures


def differences() -> str:
    """What each choice of the preset seed-notebook does to the numbers of the sample shop."""
    notebook = PRESETS["seed-notebook"]
    variants: dict[str, dict[str, Any]] = {"recommended": {}}
    for name, option in OPTIONS.items():
        value = getattr(notebook, name)
        if value != option.default:
            variants[f"only `{name} = {value}`"] = {name: value}
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder)
        make_shop(raw, ORDERS, 1)
        wanted = {name: with_values(Definitions(), v, name) for name, v in variants.items()}
        for name, definitions in {**wanted, "seed-notebook": notebook}.items():
            run = RunContext()
            with examined(run, Request(raw, definitions=definitions)) as data:
                rows.append(f"| {name} | " + " | ".join(_figures(run, data)) + " |")
        mistake = _join_mistake(raw)
    header = "| Definitions | " + " | ".join(_FIGURES) + " |"
    return "\n".join(
        [
            "# What the preset seed-notebook does to the numbers",
            "",
            "Generated by `python build_scripts/docs.py` from runs of the sample shop "
            f"({ORDERS:,} orders, seed 1): do not edit. Each row changes one definition of",
            "`recommended`; the last is the whole preset. "
            "What an option means: `crri definitions`.",
            "",
            header,
            "|---" * (len(_FIGURES) + 1) + "|",
            *rows,
            "",
            "The notebook joined reviews to items before it summed. That mistake is not in the "
            "preset, because",
            "every run brings reviews to one row per order first. In this shop it would have "
            f"added {mistake} to",
            "the revenue of all orders.",
            "",
        ]
    )


def _join_mistake(raw: Path) -> str:
    import duckdb

    items = raw / "olist_order_items_dataset.csv"
    reviews = raw / "olist_order_reviews_dataset.csv"
    with duckdb.connect() as con:
        row = con.execute(
            """SELECT sum(i.price::DECIMAL(18, 2)),
                      (SELECT sum(price::DECIMAL(18, 2)) FROM read_csv($items))
               FROM read_csv($items) i LEFT JOIN read_csv($reviews) r USING (order_id)""",
            {"items": str(items), "reviews": str(reviews)},
        ).fetchone()
    assert row is not None
    joined, true = row
    return f"{joined - true:,.2f} ({100 * (joined - true) / true:.2f} %)"


def main(arguments: list[str]) -> int:
    """Write what is out of date, or only say so with --check."""
    stale = []
    texts = {path: page(path) for path in PAGES} | {DIFFERENCES: differences()}
    for path, text in texts.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
    for path in stale:
        print(f"{'out of date' if '--check' in arguments else 'written'}: {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
