"""The contract and the definitions as text, TOML, JSON and Markdown: made, never retyped."""

from __future__ import annotations

import argparse
import json

from crri_gui.contract import NAMED_SEGMENTS, OUTPUT_TABLES, REPEAT_RATE_DAYS
from crri_gui.definitions import OPTIONS, PRESET_MEANING, Definitions, to_toml
from crri_gui.errors import EXIT_MEANING


def definitions_as(form: str, definitions: Definitions) -> str:
    """The definitions in the form "text", "toml", "json" or "markdown"."""
    if form == "toml":
        return to_toml(definitions).rstrip()
    if form == "json":
        return json.dumps(_as_json(definitions), indent=2, ensure_ascii=False)
    if form == "markdown":
        return f"{options_markdown(definitions)}\n\n{outputs_markdown()}"
    return _text(definitions)


def _as_json(definitions: Definitions) -> dict[str, object]:
    return {
        "definitions": definitions.as_dict(),
        "options": {
            name: {
                "title": option.title,
                "group": option.group,
                "meaning": option.meaning,
                "choices": option.choices,
            }
            for name, option in OPTIONS.items()
        },
        "presets": PRESET_MEANING,
        "outputs": {
            table.name: {
                "grain": table.grain,
                **({"with": table.asked_with} if table.asked_with else {}),
                "columns": {
                    column.name: {
                        "type": column.type,
                        "unit": column.unit,
                        "meaning": column.meaning,
                        "blank": column.blank,
                        "source": column.source,
                    }
                    for column in table.columns
                },
            }
            for table in OUTPUT_TABLES
        },
        "named_segments": {name: list(cells) for name, cells in NAMED_SEGMENTS.items()},
        "repeat_rate_days": list(REPEAT_RATE_DAYS),
    }


def _text(definitions: Definitions) -> str:
    lines = ["OPTIONS (the one in force has a star)"]
    for name, option in OPTIONS.items():
        value = getattr(definitions, name)
        lines.append(f"\n{name} ({option.title}): {option.meaning}")
        for choice, meaning in option.choices.items():
            lines.append(f"  {'*' if choice == value else ' '} {choice}: {meaning}")
        if not option.is_named(value):
            lines.append(f"  * {option.to_text(value)}")
    for table in OUTPUT_TABLES:
        asked = f"; with {table.asked_with}" if table.asked_with else ""
        lines.append(f"\n{table.name.upper()} ({table.grain}{asked})")
        for column in table.columns:
            lines.append(
                f"  {column.name} [{column.type}; {column.unit}]: {column.meaning} "
                f"Blank: {column.blank}. From {column.source}."
            )
    days = ", ".join(str(day) for day in REPEAT_RATE_DAYS)
    lines.append(
        f"\nN-DAY REPEAT RATE ({days} days): of the customers observed that long after their "
        "first counted order, the share with a second one within N days of 24 hours."
    )
    lines.append("\nNAMED SEGMENTS (recency score, frequency score; 1 to 5, by mid-rank)")
    for name, cells in NAMED_SEGMENTS.items():
        lines.append(f"  {name}: " + ", ".join(f"R{r} F{f}" for r, f in cells))
    return "\n".join(lines)


def options_markdown(definitions: Definitions) -> str:
    """The options as a table: name, value, title in the window, meaning, choices."""
    lines = ["| Option | Value | In the window | Meaning | Choices |", "|---|---|---|---|---|"]
    for name, option in OPTIONS.items():
        shown = option.to_text(getattr(definitions, name))
        choices = "<br>".join(f"`{c}`: {m}" for c, m in option.choices.items())
        lines.append(f"| `{name}` | `{shown}` | {option.title} | {option.meaning} | {choices} |")
    return "\n".join(lines)


def outputs_markdown() -> str:
    """Every column of every output as tables."""
    parts = []
    for table in OUTPUT_TABLES:
        parts += [
            f"**{table.name}**: {table.grain}"
            + (f" (`--with {table.asked_with}`)" if table.asked_with else ""),
            "",
            "| Column | Type | Unit | Meaning | Blank | Source |",
            "|---|---|---|---|---|---|",
        ]
        parts += [
            f"| `{c.name}` | {c.type} | {c.unit} | {c.meaning} | {c.blank} | {c.source} |"
            for c in table.columns
        ]
        parts.append("")
    return "\n".join(parts).rstrip()


def exit_codes_markdown() -> str:
    """The exit codes of the command line as a table."""
    rows = [f"| {int(code)} | {meaning} |" for code, meaning in EXIT_MEANING.items()]
    return "\n".join(["| Exit code | Meaning |", "|---|---|", *rows])


def commands_markdown(parser: argparse.ArgumentParser) -> str:
    """Every command of `parser` with its options.

    Several options that the same commands take, with the same meaning, are printed once, below,
    under the names of these commands.
    """
    commands = next(
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    helps = {choice.dest: choice.help for choice in commands._choices_actions}
    rows_of = {name: _option_rows(command) for name, command in commands.choices.items()}
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in dict.fromkeys(row for rows in rows_of.values() for row in rows):
        takers = tuple(name for name, rows in rows_of.items() if row in rows)
        groups.setdefault(takers, []).append(row)
    # One option alone is told sooner than where it is told.
    shared = {names: rows for names, rows in groups.items() if len(names) > 1 and len(rows) > 1}
    once = {row for rows in shared.values() for row in rows}
    lines = []
    for name, rows in rows_of.items():
        lines += [f"**`crri {name}`**: {helps[name]}", ""]
        lines += [*_TABLE, *(row for row in rows if row not in once), ""]
        titles = [f"*{_title(names)}*" for names in shared if name in names]
        if titles:
            lines += [f"More options, listed below: those of {'; those of '.join(titles)}.", ""]
    for names, rows in shared.items():
        lines += [f"**Options of {_title(names)}**", "", *_TABLE, *rows, ""]
    return "\n".join([*lines, "**`crri`** without a command", "", *_TABLE, *_option_rows(parser)])


_TABLE = ("| Option | Meaning |", "|---|---|")


def _title(commands: tuple[str, ...]) -> str:
    *first, last = (f"`{name}`" for name in commands)
    return f"{', '.join(first)} and {last}"


def _option_rows(parser: argparse.ArgumentParser) -> list[str]:
    rows = []
    for action in parser._actions:
        if not action.option_strings or action.dest == "help":
            continue
        value = f" {action.metavar or '|'.join(action.choices or ())}".rstrip()
        shown = f"{action.option_strings[-1]}{value if action.nargs != 0 else ''}"
        text = (action.help or "") % {"default": action.default}
        rows.append(f"| `{shown.replace('|', ' or ')}` | {text.replace('|', ' or ')} |")
    return rows
