"""The window's translations: collected from the sources, compiled for the application.

    python build_scripts/translations.py           collect new texts, compile what is translated
    python build_scripts/translations.py --check   fail when a text is missing or out of date

Messages of the engine are not among them: they have their translations in crri_gui/messages. The
texts lie in resources/translations/*.ts, to be edited with Qt Linguist or any editor; the
application reads the compiled crri_gui/gui/i18n/translations/*.qm.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crri_gui.contract import OUTPUT_TABLES  # noqa: E402
from crri_gui.dashboard.measures import MEASURES  # noqa: E402
from crri_gui.dashboard.named_segments import SEGMENTS_IN_WORDS  # noqa: E402
from crri_gui.dashboard.page import NEEDS  # noqa: E402
from crri_gui.dashboard.pages import PAGES  # noqa: E402
from crri_gui.definitions import (  # noqa: E402
    LIMITS,
    OPTIONS,
    PRESET_MEANING,
    PRESET_TITLE,
    SHOP,
)
from crri_gui.engine.query.catalog import columns_beside_the_contract  # noqa: E402
from crri_gui.gui.state.steps import STATES, STEPS  # noqa: E402
from crri_gui.raw_tables import RAW_TABLES  # noqa: E402

SOURCES = ROOT / "resources" / "translations"
COMPILED = ROOT / "crri_gui" / "gui" / "i18n" / "translations"
COMMAND = "python build_scripts/translations.py"
LANGUAGES = ("pt_BR",)


def texts_of_definitions() -> Iterator[tuple[str, str]]:
    """(context, text) of what the window shows from the places where things are defined."""
    for text in (*STEPS.values(), *STATES.values()):
        yield "steps", text
    for option in (*SHOP.values(), *OPTIONS.values(), *LIMITS.values()):
        texts = (
            option.group,
            option.title,
            option.meaning,
            option.form,
            *option.labels,
            *option.choices.values(),
        )
        yield from (("definitions", text) for text in texts if text)
    for text in (*PRESET_TITLE.values(), *PRESET_MEANING.values()):
        yield "definitions", text
    for table in RAW_TABLES:
        yield "contract", table.without
    for output in OUTPUT_TABLES:
        yield "contract", output.title
        yield "contract", output.grain
        if output.asked_with:
            yield "contract", output.answers
        for one in output.reconcile.sums:
            yield "contract", one.of
        for column in output.columns:
            for text in (column.unit, column.meaning, column.blank):
                yield "contract", text
    for column in columns_beside_the_contract().values():
        yield from (
            ("contract", text) for text in (column.unit, column.meaning, column.blank) if text
        )
    for measure in MEASURES:
        yield "dashboard", measure.name
        for text in (measure.meaning, measure.unit, measure.blank):
            yield "contract", text
        if measure.made_of is not None:
            yield from (("contract", part.title) for part in measure.made_of.parts)
    for need in NEEDS:
        yield "dashboard", need.missing
    for segment in SEGMENTS_IN_WORDS:
        yield from (("dashboard", text) for text in (segment.name, segment.who, segment.action))
    for page in PAGES:
        shown = [page.title, page.name, page.filter_note, *(card.name for card in page.cards)]
        for chart in page.window_charts:
            shown += [chart.title, chart.beside_title, chart.note, chart.hint]
        yield from (("dashboard", text) for text in shown if text)


def collect(language: str, target: Path) -> None:
    """Bring the .ts file of a language up to date with the sources."""
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder) / "texts.py"
        calls = [
            f"QCoreApplication.translate({context!r}, {text!r})"
            for context, text in dict.fromkeys(texts_of_definitions())
        ]
        generated.write_text("\n".join(calls) + "\n", encoding="utf-8")
        sources = sorted((ROOT / "crri_gui" / "gui").rglob("*.py"))
        _tool(
            "lupdate",
            *["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"],
            *["-target-language", language],
            *map(str, (*sources, generated)),
            *["-ts", str(target)],
        )


def compile_texts(source: Path, target: Path) -> None:
    """Compile a .ts file; a text that is not translated is shown in English."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _tool("lrelease", "-silent", "-nounfinished", str(source), "-qm", str(target))


def _tool(name: str, *arguments: str) -> None:
    program = Path(sys.executable).parent / f"pyside6-{name}"
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"pyside6-{name} failed:\n{done.stdout}{done.stderr}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Collect and compile, or check; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    problems: list[str] = []
    for language in LANGUAGES:
        source = SOURCES / f"crri_{language}.ts"
        compiled = COMPILED / f"crri_{language}.qm"
        with tempfile.TemporaryDirectory() as folder:
            new, made = Path(folder) / source.name, Path(folder) / compiled.name
            if source.exists():
                shutil.copy(source, new)
            collect(language, new)
            compile_texts(new, made)
            if check:
                problems += _differences(source, new, compiled, made)
            else:
                SOURCES.mkdir(parents=True, exist_ok=True)
                shutil.copy(new, source)
                shutil.copy(made, compiled)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def _differences(source: Path, new: Path, compiled: Path, made: Path) -> Iterator[str]:
    if source.read_bytes() != new.read_bytes():
        yield f"{source.name} is out of date: run {COMMAND}"
    elif missing := new.read_text("utf-8").count('type="unfinished"'):
        yield f"{source.name} lacks {missing} translations"
    if compiled.read_bytes() != made.read_bytes():
        yield f"{compiled.name} is out of date: run {COMMAND}"


if __name__ == "__main__":
    sys.exit(main())
