"""The pages of the guide: links lead somewhere, commands are real, recipes do what they say."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from struct import unpack

import pytest

from build_scripts import docs, screenshots
from crri_gui.cli import main, options
from crri_gui.cli import request as asked
from crri_gui.errors import ExitCode
from crri_gui.refresh.steps.config import read_steps
from tests.effort import one_in
from tests.shops import FILES, Shop

GUIDE = docs.ROOT / "resources" / "guide"
PAGES = [
    *sorted(docs.ROOT.glob("*.md")),
    *sorted((docs.ROOT / "resources").rglob("*.md")),
    docs.ROOT / "powerbi" / "README.md",
]
each_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: str(page.relative_to(docs.ROOT))
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The code of a page with its language: fenced, and indented by four spaces."""
    yield from ((match[1], match[2]) for match in _FENCE.finditer(text))
    plain = _FENCE.sub("", text)
    for match in re.finditer(r"(?:^ {4}.*\n)+", plain, re.MULTILINE):
        yield "", match[0]


def anchors(page: Path) -> set[str]:
    """The names that GitHub gives to the headings of a page."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@each_page
def test_links_and_pictures_lead_to_what_is_there(page: Path) -> None:
    for target in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_of_the_guide_is_in_the_index_and_in_the_readme() -> None:
    for index in (GUIDE / "README.md", docs.ROOT / "README.md"):
        linked = {(index.parent / link).resolve() for link in _LINK.findall(index.read_text())}
        assert {page for page in GUIDE.glob("*.md") if page.name != "README.md"} <= linked


def test_the_pictures_are_small_and_are_those_that_the_pages_show() -> None:
    texts = [page.read_text("utf-8") for page in GUIDE.glob("*.md")]
    shown = {name for text in texts for name in re.findall(r"\(pictures/(.+?)\.png\)", text)}
    assert shown == set(screenshots.GUIDE_PAGES) == {f.stem for f in screenshots.GUIDE.iterdir()}
    for file in screenshots.GUIDE.iterdir():
        assert file.stat().st_size <= 120 * 1024
        # Pages are as wide as the window; experiments have a window of their own.
        wide = 640 if file.stem == "experiments" else 1280
        assert unpack(">I", file.read_bytes()[16:20]) == (wide,)


@each_page
def test_commands_that_the_page_shows_are_understood(page: Path) -> None:
    for _, code in blocks(page.read_text("utf-8")):
        for line in re.sub(r"\\\n\s*", "", code).splitlines():
            command = re.match(r"\s*crri( (?!COMMAND).*)", line)
            if command is None:
                continue
            arguments = shlex.split(command[1].split(" >")[0].split("  ")[0], posix=True)
            try:
                chosen = options.parser().parse_args(arguments)
            except SystemExit as stopped:
                assert stopped.code == 0, line  # it has shown its version
                continue
            if hasattr(chosen, "preset"):
                asked.chosen_definitions(chosen)


USER_PAGES = [page for page in PAGES if page == docs.ROOT / "README.md" or "guide" in page.parts]
USER_PAGES.append(docs.ROOT / "powerbi" / "README.md")
# What the pages show and no test types; each is looked at by the test that is named.
NOT_RUN = {
    "crri refresh .*--steps": "needs servers: tests/refresh/test_refresh_command.py has them",
    "crri schedule (install|show|remove)": "changes this machine: tests/refresh/test_schedule.py",
    "crri digest --output-dir OUT$": "tells of a refresh that published: "
    "tests/refresh/test_refresh_command.py has some",
    "crri watch": "stays until it is ended: tests/refresh/test_watch.py",
    "crri run .*--engine spark": "needs a cluster: tests/engine/spark/test_spark.py has one",
    "crri --(self-test|help|version)": "tests/test_self_test.py, tests/cli/test_usage.py",
    r"git clone|cd |\.venv/bin/python -m pip": "needs a network",
    r"\.venv/bin/spark-class": "stays until it is ended: "
    "tests/engine/spark/spark_cluster.py starts both",
    "python3 build_scripts/": "sets this machine up, builds, opens a window: tests/build_scripts",
}
_INLINE = re.compile(r"`(crri [^`]+?)`")


def commands_of(page: Path) -> list[str]:
    """The commands of a page that begin a block or stand in it, then those within sentences."""
    text = page.read_text("utf-8")
    shown = []
    for language, code in blocks(text):
        lines = re.sub(r"\\\n\s*", "", code).splitlines()
        if not language and re.match(r"\s*(crri|python3?|git|\.venv/\S+) ", lines[0]):
            shown += [re.split(r"\s{2,}", line.strip())[0] for line in lines]
    inline = (" ".join(found.split()) for found in _INLINE.findall(_FENCE.sub("", text)))
    # A command without its folders is the name of one, or of one of its options.
    return shown + [
        one for one in inline if re.search(r"-dir |--repoint |--output |^crri demo$", one)
    ]


def typed(command: str) -> list[str]:
    """The arguments as a shell hands them over; of Windows where its separators stand there."""
    return shlex.split(command.partition(" >")[0], posix="\\" not in command)[1:]


def place(raw: Path, arguments: list[str]) -> None:
    """Put the raw files where `--table` says that they are."""
    chosen = [arguments[at + 1] for at, one in enumerate(arguments) if one == "--table"]
    for name, _, where in (one.partition("=") for one in chosen):
        if where == "none":
            continue
        target = raw / where.replace("*", "-2018")
        target = target if target.suffix else target / FILES[name]
        target.parent.mkdir(exist_ok=True)
        (raw / FILES[name]).rename(target)


def place_export(raw: Path, *, known: bool) -> None:
    """Put an export in place of the raw tables, in a layout that is known or that is not."""
    for file in raw.iterdir():
        file.unlink()
    header = "customer_id,order_id,date,amount" if known else "E-mail,Reference,When,Qty,Price"
    row = "{0}@x.example,{0},2024-01-0{0},10.00" + ("" if known else ",2.50")
    lines = [header, *(row.format(n) for n in range(1, 6))]
    (raw / "export.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the pages suppose it: RAW, and OUT with a former set; others with a project."""
    folder = tmp_path_factory.mktemp("guide")
    # Amounts that are the same whatever the decimal sign is.
    shop = Shop().add("o1", "u1", "2020-01-05", "10").add("o2", "u1", "2020-02-05", "20", score=5)
    raw = shop.add("o3", "u2", "2020-02-28", "40").write(folder / "RAW")
    for definition in ("late=after_date", "order_value=payments", "late=after_date"):
        run = ["run", "--input-dir", str(raw), "--output-dir", str(folder / "OUT"), "--quiet"]
        assert main.main([*run, "--set", definition]) == ExitCode.DONE
    for name in ("FOLDER", "PROJECT"):
        shutil.copytree(folder / "OUT", folder / name)
        assert (
            main.main(["powerbi", "--output-dir", str(folder / name), "--quiet"]) == ExitCode.DONE
        )
    return folder


@pytest.fixture(scope="module")
def tried() -> set[str]:
    """The commands that did what they say on a page that was looked at before."""
    return set()


@pytest.mark.long
@pytest.mark.parametrize(
    "page", one_in(4, USER_PAGES), ids=lambda page: str(page.relative_to(docs.ROOT))
)
def test_the_commands_of_the_page_do_what_they_say(
    page: Path,
    published: Path,
    tried: set[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = tmp_path / "here"
    shutil.copytree(published, here)
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CRRI_HOME", str(tmp_path / "home"))
    said = ""
    for command in commands_of(page):
        if any(re.match(pattern, command) for pattern in NOT_RUN):
            continue
        if command in tried and page.name != "first-run.md":
            continue
        assert command.startswith("crri "), f"neither run nor in NOT_RUN: {command}"
        arguments = typed(command)
        shutil.rmtree("RAW")
        shutil.copytree(published / "RAW", "RAW")
        if arguments[0] in ("map", "who"):
            place_export(Path("RAW"), known=arguments[0] == "who")
        place(Path("RAW"), arguments)
        code = main.main(arguments)
        out, err = capsys.readouterr()
        assert code in (ExitCode.DONE, ExitCode.UNCHANGED), f"{command}\n{err}"
        tried.add(command)
        said += out
    if page.name == "first-run.md":
        for line in page.read_text("utf-8").splitlines():
            if line.startswith(("    Revenue ", "    Reconciled ")):
                assert line.strip() in said


def test_what_is_not_run_is_still_shown_and_its_scripts_are_there() -> None:
    shown = [command for page in USER_PAGES for command in commands_of(page)]
    for pattern in NOT_RUN:
        found = [one for one in shown if re.match(pattern, one)]
        assert found or "--(self-test" in pattern, pattern
    for command in shown:
        if script := re.match(r"python3 (build_scripts/\S+)", command):
            assert (docs.ROOT / script[1]).is_file(), command


def test_examples_of_conventions_and_tables_are_accepted() -> None:
    page = (GUIDE / "your-data.md").read_text("utf-8")
    shown = [line for _, code in blocks(page) for line in code.splitlines() if "=" in line]
    commands = [shlex.split(line)[1:] for line in shown if line.strip().startswith("crri run")]
    assert len(commands) == 4
    for arguments in commands:
        request = asked.request_of(options.parser().parse_args(arguments))
        assert request.tables or request.conventions.date_order or request.conventions.decimal


def recipe(name: str) -> str:
    """The code of the page of schedules that is marked with this name."""
    text = (GUIDE / "schedules.md").read_text("utf-8")
    found = re.search(rf"<!-- recipe: {re.escape(name)} -->\n```\w+\n(.*?)^```$", text, re.M | re.S)
    assert found is not None
    return found[1]


def test_the_file_of_steps_that_the_page_shows_is_understood(tmp_path: Path) -> None:
    file = tmp_path / "refresh.toml"
    file.write_text(recipe("refresh.toml"), encoding="utf-8")
    steps = read_steps(file)
    assert steps.names == ("powerbi", "webhook", "mail")
