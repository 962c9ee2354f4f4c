"""A refresh: publish, then the steps; what fails, what is done again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import CrriError, ExitCode, InputError, OtherShop
from crri_gui.refresh import record
from crri_gui.refresh.digest import of_published
from crri_gui.refresh.steps.config import NO_STEPS
from tests.refresh import servers
from tests.refresh.servers import answer
from tests.refresh.test_refresh_command import Captured
from tests.refresh.world import World, go, read_mail, shop, tree
from tests.shops import FILES, Shop

pytestmark = pytest.mark.usefixtures("home")


def test_the_first_refresh_publishes_and_tells_everybody(raw: Path, world: World) -> None:
    made = go(raw.parent, world.steps)
    assert made.exit_code == ExitCode.DONE and made.done == ("powerbi", "webhook", "mail")
    [told] = world.told()
    assert told["title"] == "New numbers are published"
    assert told["lines"] == [
        "The report in the Power BI service shows the published revenue, to the cent."
    ]
    assert told["figures"]["revenue"] == {"before": None, "after": "70.00"}
    assert told["changes"] == ["Nothing was published before, so there is nothing to compare with."]
    assert len(world.post.mails) == 1
    # Nothing new: nobody is told again.
    again = go(raw.parent, world.steps)
    assert (again.exit_code, again.done) == (ExitCode.UNCHANGED, ())
    assert len(world.web.requests) == len(world.post.mails) == 1


def test_the_second_one_tells_what_changed(here: Path, world: World) -> None:
    go(here, NO_STEPS)
    changed = shop().add("o4", "u3", "2020-03-10", "12.50").add("o5", "u1", "2020-01-20", 1)
    changed.write(here / "raw")
    made = go(here, world.steps)
    assert made.exit_code == ExitCode.DONE
    [told] = world.told()
    # 10 + 20 + 40 = 70, and 12.50 + 1 = 13.50 more.
    assert told["figures"] == {
        "revenue": {"before": "70.00", "after": "83.50"},
        "orders": {"before": "3", "after": "5"},
        "customers": {"before": "2", "after": "3"},
    }
    assert told["changes"][:3] == [
        "New months: Mar 2020.",
        "Jan 2020 restated: revenue 10.00 → 11.00 (+1.00).",
        "Customers: 1 new, 0 gone.",
    ]
    assert "Revenue: 83.50 (+13.50)" in told["text"]


def test_a_refusal_is_told_once_a_day_and_the_published_set_stays(here: Path, world: World) -> None:
    go(here, NO_STEPS)
    before = tree(here / "out")
    orders = here / "raw" / FILES["orders"]
    orders.write_bytes(orders.read_bytes().replace(b"order_purchase_timestamp", b"bought_at"))
    for _ in range(2):
        with pytest.raises(InputError):
            go(here, world.steps)
    [told] = world.told()
    assert told["outcome"] == "not_published"
    assert told["title"] == "Not published: the data needs a look"
    assert "order_purchase_timestamp" in told["lines"][0]
    assert told["lines"][-1].startswith("The set published on ")
    assert not world.service.requests and len(world.post.mails) == 1
    assert tree(here / "out") == before
    newest, *_ = record.of_folder(here / "out")
    assert (newest.ending, newest.exit_code) == ("not_published", ExitCode.INPUT)


@pytest.mark.parametrize(
    ("name", "code"),
    [("powerbi", ExitCode.NOT_REFRESHED), ("webhook", ExitCode.NOT_SENT)],
)
def test_what_failed_is_done_at_the_next_refresh_and_nothing_else(
    name: str, code: ExitCode, here: Path, world: World
) -> None:
    world.fault[name] = lambda _: answer(404)
    made = go(here, world.steps)
    assert made.exit_code == code and set(made.failed) == {name}
    others = {"powerbi", "webhook", "mail"} - {name}
    assert set(made.done) == others
    world.fault.clear()
    world.web.requests.clear()
    again = go(here, world.steps)
    assert (again.exit_code, again.done) == (ExitCode.DONE, (name,))
    assert len(world.post.mails) == 1


def test_a_report_that_shows_other_numbers_is_told_to_all(here: Path, world: World) -> None:
    def lie(request: servers.Request) -> bytes:
        if not request.path.endswith("executeQueries"):
            return b"go on"
        return answer(200, b'{"results":[{"tables":[{"rows":[{"[Total Revenue]": 69.99}]}]}]}')

    world.fault["powerbi"] = lie
    made = go(here, world.steps)
    assert made.exit_code == ExitCode.OTHER_NUMBERS
    [told] = world.told()
    assert "69.99, where 70.00 is published" in told["lines"][0]
    assert told["lines"][1].startswith("Do not use the report.")


def test_a_step_that_comes_later_is_done_for_what_is_published_already(
    here: Path, world: World
) -> None:
    assert go(here, NO_STEPS).exit_code == ExitCode.UNCHANGED
    made = go(here, replace(world.steps, powerbi=None, mail=None))
    assert made.done == ("webhook",)
    [told] = world.told()
    assert told["figures"]["orders"] == {"before": None, "after": "3"}


def test_stopping_leaves_the_rest_for_the_next_refresh(here: Path, world: World) -> None:
    run = RunContext()

    def stop(_: servers.Request) -> bytes:
        run.cancel()
        return answer(202)

    world.fault["webhook"] = stop
    made = go(here, world.steps, run=run)
    assert made.done == ("powerbi",) and set(made.failed) == {"webhook", "mail"}
    assert made.exit_code == ExitCode.NOT_SENT
    world.fault.clear()
    assert go(here, world.steps).done == ("webhook", "mail")


def test_the_report_goes_with_the_mail_and_its_absence_is_told(here: Path, world: World) -> None:
    steps = replace(world.steps, powerbi=None, webhook=None)
    assert steps.mail is not None
    steps = replace(steps, mail=replace(steps.mail, attach="pdf"))

    def draw(_: RunContext, file: Path) -> None:
        file.write_bytes(b"%PDF-1.7")

    go(here, steps, make_pdf=draw)
    shutil.rmtree(here / "home")

    def cannot(_: RunContext, __: Path) -> None:
        raise CrriError("report_not_written")

    made = go(here, steps, make_pdf=cannot)
    assert made.exit_code == ExitCode.DONE
    with_it, without = map(read_mail, world.post.mails)
    assert [part.get_content() for part in with_it.iter_attachments()] == [b"%PDF-1.7"]
    assert not [*without.iter_attachments()]
    body = without.get_body(("plain",))
    assert body is not None and "the mail goes without it" in body.get_content()


def test_a_published_set_of_many_months_is_told_without_its_raw_files(
    sample_shop: Path, tmp_path: Path, capsys: Captured
) -> None:
    """It does not say when orders were placed: who came back and what was late stay untold."""
    folders = ["--input-dir", str(sample_shop), "--output-dir", str(tmp_path / "out")]
    assert main(["run", *folders, "--quiet"]) == 0
    assert main(["digest", "--output-dir", str(tmp_path / "out"), "--quiet"]) == 0
    said = capsys.readouterr().out
    assert "Revenue of Aug 2018" in said and "against Jul 2018" in said


def test_a_set_that_was_published_by_hand_is_told_against_its_backup(
    here: Path, capsys: Captured
) -> None:
    """Whatever a refresh told before it is of another set, and a damaged backup tells nothing."""
    go(here, NO_STEPS)
    shop().add("o4", "u3", "2020-03-10", "12.50").write(here / "raw")
    folders = ["--input-dir", str(here / "raw"), "--output-dir", str(here / "out")]
    assert main(["run", *folders, "--quiet"]) == 0
    digest = ["digest", "--output-dir", str(here / "out"), "--quiet"]
    capsys.readouterr()
    assert main(digest) == 0
    said = capsys.readouterr().out
    assert "Revenue: 82.50 (+12.50)" in said and "New months: Mar 2020." in said
    [backup] = (here / "out" / ".crri").rglob("rfm_customers.csv")
    backup.write_bytes(backup.read_bytes().replace(b"u1", b"u7"))
    assert main(digest) == 0
    said = capsys.readouterr().out
    assert "Revenue: 82.50\n" in said and "is damaged" in said
    # What is published itself is not believed either.
    published = here / "out" / "rfm_customers.csv"
    published.write_bytes(published.read_bytes().replace(b"u1", b"u7"))
    assert main(digest) == ExitCode.OUTPUT
    assert main(["digest", "--output-dir", str(here / "none"), "--quiet"]) == ExitCode.OUTPUT


def test_the_progress_of_a_digest_goes_from_nothing_to_nearly_all(here: Path) -> None:
    go(here, NO_STEPS)
    told: list[float] = []
    stages = ("verify",)
    of_published(RunContext(lambda step: told.append(step.fraction), stages), here / "out")
    assert told == sorted(told)
    assert told[0] == 0 and told[-1] >= 0.75  # the last of five tables is being compared


def test_another_shop_is_refused_by_the_comparison_that_is_told(here: Path) -> None:
    """And by no second one beside it."""
    other = Shop()
    for n in range(8):
        other.add(f"p{n}", f"w{n}", "2021-01-05", 10 + n)
    other.write(here / "raw")
    before, said = tree(here / "out"), []
    run = RunContext(lambda progress: said.append(progress.doing))
    with pytest.raises(OtherShop):
        go(here, NO_STEPS, run=run)
    assert tree(here / "out") == before
    compared = [one for one in said if getattr(one, "name", "") == "comparing_table"]
    assert compared and not [one for one in said if getattr(one, "name", "") == "comparing_shops"]


def test_one_refresh_of_a_folder_at_a_time(here: Path) -> None:
    with record.held(here / "out"), pytest.raises(CrriError, match="Another refresh") as said:
        go(here, NO_STEPS)
    assert said.value.exit_code == ExitCode.OUTPUT


def test_damaged_records_are_set_aside_and_stop_nothing(here: Path, world: World) -> None:
    steps = replace(world.steps, powerbi=None, mail=None)
    go(here, steps)
    [file] = (here / "home").rglob("*.json")
    for content in (b"", b"[]", b'{"id": 1}', file.read_bytes().replace(b"unchanged", b"magic")):
        file.write_bytes(content)
        assert go(here, steps).done == ("webhook",)
        assert file.with_name(f"{file.name}.damaged").exists()
        for other in (here / "home").rglob("*.json"):
            if other != file:
                other.unlink()


def test_records_are_kept_within_limits_and_say_what_the_last_ones_did(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "KEPT", 3)
    for _ in range(5):
        go(here, NO_STEPS)
    assert [one.ending for one in record.of_folder(here / "out")] == ["unchanged"] * 3
    assert len(record.of_all()) == 3
