"""A refresh: publish, then the steps; what fails, what is done again, and what nobody may see."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from crri_gui.cli.main import main
from crri_gui.cli.terminal import console
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target
from crri_gui.errors import CrriError, ExitCode, InputError, OtherShop
from crri_gui.refresh import record
from crri_gui.refresh.digest import of_published
from crri_gui.refresh.refresh import MakePdf, Refreshed, refresh
from crri_gui.refresh.steps.config import NO_STEPS, Mail, PowerBi, Steps, Webhook
from crri_gui.refresh.steps.patience import Patience
from crri_gui.refresh.steps.secret import Source
from tests.effort import exhaustive, tries
from tests.refresh import servers
from tests.refresh.servers import answer
from tests.shops import FILES, Shop

ID = "11111111-2222-3333-4444-555555555555"
SECRETS = {"HOOK_PATH": "h00k-s3cret", "MAIL": "ma1l-s3cret", "PBI": "pb1-s3cret"}
TOKEN = "t0ken-s3cret"
HASTY = Patience(attempts=2, seconds=5.0, sleep=lambda _: None)


def shop() -> Shop:
    made = Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u1", "2020-02-05", 20, score=5)
    return made.add("o3", "u2", "2020-02-28", 40)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return shop().write(tmp_path / "raw")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RAW and OUT beside it, as published; not to be written to."""
    folder = tmp_path_factory.mktemp("refresh")
    shop().write(folder / "raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRRI_HOME", str(folder / "home"))
        go(folder, NO_STEPS)
    shutil.rmtree(folder / "home")
    return folder


@pytest.fixture
def here(published: Path, tmp_path: Path) -> Path:
    """The same, to be written to, and with a history of its own that is empty."""
    for name in ("raw", "out"):
        shutil.copytree(published / name, tmp_path / name)
    return tmp_path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CRRI_HOME", str(tmp_path / "home"))
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "home"


def go(
    folder: Path,
    steps: Steps,
    patience: Patience = HASTY,
    make_pdf: MakePdf | None = None,
    run: RunContext | None = None,
) -> Refreshed:
    request, target = Request(folder / "raw"), Target(folder / "out")
    return refresh(run or RunContext(), request, target, steps, patience, make_pdf=make_pdf)


Fault = Callable[[servers.Request], bytes | None]


class World:
    """The three receivers, all well until `fault` is set for one by its name."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.fault: dict[str, Fault] = {}
        self.mail_says: servers.Says = {}
        self.shown: str | None = None
        self.refreshes: list[str] = []
        self.web: servers.Server
        self.service: servers.Server
        self.post: servers.Server

    def hook(self, request: servers.Request) -> bytes | None:
        fault = self.fault.get("webhook")
        return answer(202) if fault is None else fault(request)

    def power_bi(self, request: servers.Request) -> bytes | None:
        """As the service: what it read when it was last refreshed is what it shows."""
        if "powerbi" in self.fault and (back := self.fault["powerbi"](request)) != b"go on":
            return back
        if request.path.endswith("/token"):
            return answer(200, json.dumps({"access_token": TOKEN}).encode())
        if request.method == "GET":
            listed = [{"requestId": one, "status": "Completed"} for one in self.refreshes]
            return answer(200, json.dumps({"value": listed[::-1]}).encode())
        if request.path.endswith("/refreshes"):
            rows = (self.out / "monthly_revenue.csv").read_text().splitlines()
            place = rows[0].split(",").index("revenue")
            self.shown = str(sum(Decimal(row.split(",")[place]) for row in rows[1:]))
            self.refreshes.append(f"r{len(self.refreshes)}")
            return answer(202, x_ms_request_id=self.refreshes[-1])
        row = f'{{"[Total Revenue]": {self.shown}}}'
        return answer(200, f'{{"results":[{{"tables":[{{"rows":[{row}]}}]}}]}}'.encode())

    @property
    def steps(self) -> Steps:
        at = self.service.address
        return Steps(
            PowerBi("t", ID, Source("env", "PBI"), ID, ID, 60, at, at),
            Webhook(Source("env", "HOOK")),
            Mail(
                "127.0.0.1",
                "crri@shop.example",
                ("ana@shop.example",),
                self.post.port,
                "none",
                "crri",
                Source("env", "MAIL"),
                "html",
            ),
        )

    def told(self) -> list[dict[str, Any]]:
        """What the webhook was told."""
        return [json.loads(request.body) for request in self.web.requests]


@contextmanager
def a_world(out: Path) -> Iterator[World]:
    made = World(out)
    with (
        servers.http(made.hook) as made.web,
        servers.http(made.power_bi) as made.service,
        servers.smtp(made.mail_says) as made.post,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("HOOK", f"{made.web.address}/{SECRETS['HOOK_PATH']}")
        yield made


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path / "out") as made:
        yield made


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def read_mail(data: bytes) -> EmailMessage:
    made = message_from_bytes(data, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def refuse_secrets(*folders: Path) -> None:
    for folder in folders:
        for name, content in tree(folder).items():
            for secret in (*SECRETS.values(), TOKEN):
                assert secret.encode() not in content, (name, secret)


# ---- What is published, told and done again.


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


# ---- The command line.


def write_steps(folder: Path, world: World) -> Path:
    file = folder / "refresh.toml"
    file.write_text(
        f"""
[powerbi]
tenant = "t"
client_id = "{ID}"
client_secret_env = "PBI"
workspace = "{ID}"
semantic_model = "{ID}"
login = "{world.service.address}"
api = "{world.service.address}"
[webhook]
address_env = "HOOK"
[mail]
host = "127.0.0.1"
port = {world.post.port}
security = "none"
user = "crri"
password_env = "MAIL"
from = "crri@shop.example"
to = "ana@shop.example"
attach = "html"
"""
    )
    return file


Captured = pytest.CaptureFixture[str]


def test_the_command_says_what_it_did_and_ends_with_a_code_of_its_own(
    here: Path, world: World, capsys: Captured
) -> None:
    steps = str(write_steps(here, world))
    command = ["refresh", "--input-dir", str(here / "raw"), "--output-dir", str(here / "out")]
    shop().add("o4", "u3", "2020-03-10", "12.50").write(here / "raw")
    world.fault["webhook"] = lambda _: answer(403, SECRETS["HOOK_PATH"].encode())
    assert main([*command, "--steps", steps]) == ExitCode.NOT_SENT
    shown = capsys.readouterr()
    assert "Revenue: 82.50 (+12.50)" in shown.out
    assert "Power BI service: done." in shown.out and "Mail: done." in shown.out
    assert (
        "Webhook: Error: The message to the webhook could not be sent. It answers 403" in shown.err
    )
    assert main([*command, "--steps", steps, "--json"]) == ExitCode.NOT_SENT
    said = json.loads((out := capsys.readouterr()).out)
    assert (said["exit_code"], said["steps"]["done"]) == (12, [])
    assert said["steps"]["failed"]["webhook"]["code"] == "webhook_not_sent"
    assert main(["history", "--output-dir", str(here / "out")]) == 0
    listed = capsys.readouterr().out
    assert "published (exit code 12)" in listed and "Webhook: failed: The message" in listed
    assert main(["history", "--json"]) == 0
    endings = [one["ending"] for one in json.loads(capsys.readouterr().out)["refreshes"]]
    assert endings == ["unchanged", "published"]
    for secret in (*SECRETS.values(), TOKEN):
        assert secret not in shown.out + shown.err + out.out + out.err + listed
    refuse_secrets(here / "home", here / "out")


def test_what_is_wrong_with_the_steps_is_told_before_anything_is_read(
    here: Path, capsys: Captured
) -> None:
    (here / "refresh.toml").write_text("[mail]\nhost = 1\n")
    command = ["refresh", "--input-dir", str(here / "raw"), "--output-dir", str(here / "new")]
    assert main([*command, "--steps", str(here / "refresh.toml")]) == ExitCode.USAGE
    assert "mail.host of the file of steps" in capsys.readouterr().err
    assert not (here / "new").exists() and not (here / "home").exists()


def test_the_digest_is_text_page_and_json(here: Path, capsys: Captured) -> None:
    out = ["digest", "--output-dir", str(here / "out")]
    # Published, but by no refresh that is known here: there is no former set either.
    assert main(out) == 0
    said = capsys.readouterr().out
    assert "Revenue: 70.00\n" in said and "No backup of the set that it replaced" in said
    changed = shop().add("o4", "u3", "2020-03-10", "12.50")
    changed.write(here / "raw")
    # What publishing would change, and after it what it has changed.
    assert main([*out, "--input-dir", str(here / "raw"), "--quiet", "--json"]) == 0
    before = json.loads(capsys.readouterr().out)
    go(here, NO_STEPS)
    assert main([*out, "--json"]) == 0
    after = json.loads(capsys.readouterr().out)
    assert before == after
    # Its backup tells the same to who has no record of that refresh.
    shutil.rmtree(here / "home")
    assert main([*out, "--json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out) == after
    assert before["figures"][0] == {"name": "revenue", "before": "70.00", "after": "82.50"}
    page = here / "digest.html"
    assert main([*out, "--language", "pt_BR", "--html", str(page)]) == 0
    assert "Receita: 82,50 (+12,50)" in capsys.readouterr().out
    html = page.read_text("utf-8")
    assert '<html lang="pt-BR">' in html and "<li>Meses novos: mar. 2020.</li>" in html
    assert main([*out, "--html", str(here / "out" / "manifest.json")]) == ExitCode.USAGE


@exhaustive
@pytest.mark.long
def test_the_report_that_is_mailed_is_drawn_of_what_is_published(
    raw: Path, world: World, capsys: Captured
) -> None:
    here = raw.parent
    steps = write_steps(here, world)
    steps.write_text(steps.read_text().replace('attach = "html"', 'attach = "pdf"'))
    command = ["refresh", "--input-dir", str(raw), "--output-dir", str(here / "out"), "--quiet"]
    assert main([*command, "--steps", str(steps)]) == ExitCode.DONE, capsys.readouterr().err
    [report] = read_mail(*world.post.mails).iter_attachments()
    assert report.get_content_type() == "application/pdf"
    assert report.get_content().startswith(b"%PDF-") and len(report.get_content()) > 20_000


# ---- Faults.


STATUSES = (301, 302, 400, 401, 403, 404, 408, 409, 429, 500, 502, 503)


def a_fault(chance: random.Random, run: RunContext) -> Fault:
    """Something that goes wrong at one of the next requests, and not before."""
    left = chance.randrange(4)
    kind = chance.choice(["status", "cut", "half", "lie", "echo", "stop", "well"])
    status = chance.choice(STATUSES)

    def fault(request: servers.Request) -> bytes | None:
        nonlocal left
        left -= 1
        if left >= 0 or kind == "well":
            return b"go on"
        if kind == "cut":
            return None
        if kind == "half":
            return b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
        if kind == "lie":
            return answer(200, chance.choice([b"<html>", b"[]", b"{}", b"null", b'{"status":1}']))
        if kind == "stop":
            run.cancel()
            return b"go on"
        # The server gives back all that it was sent.
        sent = {"error": {"code": request.headers.get("authorization", "")[7:] or TOKEN}}
        body = json.dumps(sent).encode() + (request.body if kind == "status" else b"")
        return answer(status, body, Location=f"https://elsewhere.example{request.path}")

    return fault


MAIL_FAULTS: list[servers.Says] = [
    {},
    {},
    {"CONNECT": None},
    {"CONNECT": "421 no"},
    {"AUTH": f"535 {SECRETS['MAIL']}"},
    {"MAIL": "451 no"},
    {"RCPT": "550 no"},
    {"DATA": None},
    {"END": "552 full"},
]


@pytest.mark.long
def test_whatever_goes_wrong_nothing_is_half_done_and_no_secret_is_seen(
    published: Path, home: Path, capsys: Captured, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(18)
    before = tree(published / "out")
    said: list[str] = []
    codes: set[ExitCode] = set()
    with a_world(published / "out") as world:
        for _ in range(tries(50, 1_000)):
            shutil.rmtree(home, ignore_errors=True)
            run = RunContext()
            world.mail_says.clear()
            world.mail_says.update(chance.choice(MAIL_FAULTS))
            hook = a_fault(chance, run)
            world.fault = {
                "powerbi": a_fault(chance, run),
                "webhook": lambda r, hook=hook: answer(202) if (b := hook(r)) == b"go on" else b,  # type: ignore[misc]
            }
            made = go(published, world.steps, run=run)
            said += [console.error_text(error) for error in made.failed.values()]
            assert set(made.done) | set(made.failed) == {"powerbi", "webhook", "mail"}
            assert not set(made.done) & set(made.failed)
            failing = {error.exit_code for error in made.failed.values()}
            assert made.exit_code in (failing or {ExitCode.DONE})
            [kept] = record.of_folder(published / "out")
            assert kept.ended and kept.exit_code == made.exit_code
            states = {name: one.state for name, one in kept.steps.items()}
            assert states == dict.fromkeys(made.done, "done") | dict.fromkeys(made.failed, "failed")
            codes.add(made.exit_code)
            refuse_secrets(home)
            # Well again: what is left is done, and then nothing is.
            world.fault, done = {}, made.done
            world.mail_says.clear()
            again = go(published, world.steps)
            assert set(again.done) == {"powerbi", "webhook", "mail"} - set(done)
            asked = len(world.web.requests), len(world.service.requests), len(world.post.mails)
            assert go(published, world.steps).exit_code == ExitCode.UNCHANGED
            assert asked == (
                *(len(one.requests) for one in (world.web, world.service)),
                len(world.post.mails),
            )
    assert tree(published / "out") == before
    assert codes == {ExitCode.DONE, ExitCode.NOT_SENT, ExitCode.NOT_REFRESHED}
    shown = capsys.readouterr()
    for secret in (*SECRETS.values(), TOKEN):
        assert secret not in "\n".join([*said, shown.out, shown.err, caplog.text])
