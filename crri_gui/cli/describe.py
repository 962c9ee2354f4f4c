"""The contract and the definitions as text, TOML, JSON and Markdown: made, never retyped."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable

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

    A group of options that several commands take alike is printed once, below, under its title.
    """
    commands = next(
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    helps = {choice.dest: choice.help for choice in commands._choices_actions}
    groups: dict[str, tuple[list[str], list[str]]] = {}
    lines = []
    for name, command in commands.choices.items():
        own, *titled = _groups(command)
        lines += [f"**`crri {name}`**: {helps[name]}", ""]
        shared = []
        for title, rows in titled:
            takers, known = groups.setdefault(title, ([], rows))
            if rows == known:
                takers.append(f"`{name}`")
                shared.append(f"[{title}](#{_anchor(title)})")
            else:
                own[1].extend(rows)
        lines += [*_TABLE, *own[1], ""] if own[1] else []
        lines += [f"And those of: {', '.join(shared)}.", ""] if shared else []
    for title, (takers, rows) in groups.items():
        lines += [f"### Options: {title}", "", f"Of {', '.join(takers)}.", "", *_TABLE, *rows, ""]
    return "\n".join(
        [*lines, "### Options without a command", "", *_TABLE, *_option_rows(parser._actions)]
    )


def _groups(command: argparse.ArgumentParser) -> list[tuple[str, list[str]]]:
    """The options of a command: those of its own, then each titled group of them."""
    positional, own, *titled = command._action_groups
    return [
        ("", _option_rows([*positional._group_actions, *own._group_actions])),
        *((group.title or "", _option_rows(group._group_actions)) for group in titled),
    ]


def _anchor(title: str) -> str:
    return f"options-{title.replace(' ', '-')}"


_TABLE = ("| Option | Meaning |", "|---|---|")


def _option_rows(actions: Iterable[argparse.Action]) -> list[str]:
    rows = []
    for action in actions:
        if not action.option_strings or action.dest == "help":
            continue
        value = f" {action.metavar or '|'.join(action.choices or ())}".rstrip()
        shown = f"{action.option_strings[-1]}{value if action.nargs != 0 else ''}"
        text = (action.help or "") % {"default": action.default}
        rows.append(f"| `{shown.replace('|', ' or ')}` | {text.replace('|', ' or ')} |")
    return rows
