"""The folder powerbi/: the project of the sample shop and what to paste.

    python build_scripts/powerbi.py [--check]

Everything in it but README.md is generated, the pictures by drawings.py. With --check nothing is
written and the exit code is 1 when something is out of date.
"""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crri_gui.definitions import Definitions  # noqa: E402
from crri_gui.engine.core.run_context import RunContext  # noqa: E402
from crri_gui.engine.pipeline import Request  # noqa: E402
from crri_gui.engine.query.presentation_facts import collect  # noqa: E402
from crri_gui.engine.run import Target, run_and_publish  # noqa: E402
from crri_gui.powerbi.model import language  # noqa: E402
from crri_gui.powerbi.model.portuguese import written_words  # noqa: E402
from crri_gui.powerbi.model.roles import ROLE, role_text  # noqa: E402
from crri_gui.powerbi.project.paste import measures_text, queries_text  # noqa: E402
from crri_gui.powerbi.project.presentation import PRESENTATION, PresentationInput, presentation  # noqa: E402
from crri_gui.powerbi.project.project import project_files  # noqa: E402
from crri_gui.powerbi.project.template import TEMPLATE, template  # noqa: E402
from crri_gui.powerbi.report.theme import theme  # noqa: E402
from crri_gui.sample.shop import make_shop  # noqa: E402

FOLDER = ROOT / "powerbi"
DATA_FOLDER = r"C:\CRRI\published"
SAMPLE = "crri-demo/published"
ORDERS = 10_000
TRANSLATIONS = ROOT / "resources" / "translations" / "crri_pt_BR.ts"
WORDS = ROOT / "crri_gui" / "powerbi" / "model" / language.WORDS
OTHERS = ("README.md", "pictures/")
ALWAYS: frozenset[str] = frozenset()
"""Whoever opens the folder's project has the tables that every run publishes."""


@cache
def files() -> dict[str, bytes]:
    """Every generated file of the folder by its path; always the same."""
    name, content = theme()
    made = {
        **project_files(DATA_FOLDER, Definitions().as_dict(ALWAYS), extensions=ALWAYS),
        "measures.dax": measures_text(ALWAYS).encode("utf-8"),
        "queries.pq": queries_text(DATA_FOLDER, ALWAYS).encode("utf-8"),
        f"theme/{name}": content,
        f"roles/{ROLE}.tmdl": role_text().encode("utf-8"),
        TEMPLATE: template(ALWAYS),
    }
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "published"
        make_shop(raw, ORDERS, 1)
        outcome = run_and_publish(RunContext(), Request(raw), Target(out))
        # Without the time of the run: the same bytes every time.
        made[PRESENTATION] = presentation(
            collect(RunContext(), out, outcome.manifest), PresentationInput(SAMPLE)
        )
    return made


def words() -> bytes:
    """The model's words in Portuguese, from the translations of the desktop application."""
    found: dict[str, str] = {}
    for context in ElementTree.parse(TRANSLATIONS).getroot().iter("context"):
        if context.findtext("name") not in ("contract", "dashboard", "definitions"):
            continue
        for entry in context.iter("message"):
            said = entry.find("translation")
            if said is not None and said.get("type") is None and said.text:
                found[str(entry.findtext("source"))] = said.text
    return written_words(found).encode("utf-8")


def stale() -> tuple[dict[str, bytes], list[Path]]:
    """What is missing or differs, and what is there but not made any more."""
    wanted = files()
    there = {
        path.relative_to(FOLDER).as_posix(): path
        for path in FOLDER.rglob("*")
        if path.is_file() and not path.relative_to(FOLDER).as_posix().startswith(OTHERS)
    }
    changed = {
        name: content
        for name, content in wanted.items()
        # Git may check text files out with the line ends of Windows.
        if name not in there or _as_made(there[name]) != content
    }
    return changed, [path for name, path in there.items() if name not in wanted]


def _as_made(path: Path) -> bytes:
    content = path.read_bytes()
    return content if path.name == TEMPLATE else content.replace(b"\r\n", b"\n")


def main(arguments: list[str]) -> int:
    """Write what is out of date, or only say so with --check."""
    made = words()
    if _as_made(WORDS) != made:
        name = WORDS.relative_to(ROOT).as_posix()
        if "--check" in arguments:
            print(f"out of date: {name}")
            return 1
        WORDS.write_bytes(made)
        print(f"written: {name}")
        language.words.cache_clear()
    changed, gone = stale()
    if "--check" in arguments:
        for name in [*changed, *(path.relative_to(FOLDER).as_posix() for path in gone)]:
            print(f"out of date: powerbi/{name}")
        return 1 if changed or gone else 0
    for name, content in changed.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(content)
        print(f"written: powerbi/{name}")
    for path in gone:
        path.unlink()
        print(f"removed: powerbi/{path.relative_to(FOLDER).as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
