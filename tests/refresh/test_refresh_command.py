"""`crri refresh` and `crri digest`: what they say, their codes, and the report that is mailed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.errors import ExitCode
from crri_gui.refresh.steps.config import NO_STEPS
from tests.effort import exhaustive
from tests.refresh.servers import answer
from tests.refresh.world import ID, SECRETS, TOKEN, World, go, read_mail, refuse_secrets, shop

pytestmark = pytest.mark.usefixtures("home")


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
