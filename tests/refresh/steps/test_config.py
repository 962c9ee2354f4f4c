"""The file that says which steps follow a publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.errors import UsageError
from crri_gui.refresh.steps.config import Steps, Webhook, read_steps
from crri_gui.refresh.steps.secret import Source
from tests.refresh.steps.service import MODEL, SECRET, WORKSPACE

WHOLE = f"""
[powerbi]
tenant = "shop.example"
client_id = "{MODEL}"
client_secret_env = "CRRI_POWERBI_SECRET"
workspace = "{WORKSPACE}"
semantic_model = "{MODEL}"

[webhook]
address_keyring = "crri/webhook"
form = "teams"

[mail]
host = "smtp.shop.example"
user = "crri"
password_env = "CRRI_MAIL_PASSWORD"
from = "crri@shop.example"
to = ["ana@shop.example", "rui@shop.example"]
"""


def steps_of(text: str, folder: Path) -> Steps:
    (folder / "refresh.toml").write_text(text, encoding="utf-8")
    return read_steps(folder / "refresh.toml")


def test_the_file_of_steps_says_who_is_told_and_how(tmp_path: Path) -> None:
    steps = steps_of(WHOLE, tmp_path)
    assert steps.names == ("powerbi", "webhook", "mail")
    assert steps.webhook == Webhook(Source("keyring", "crri/webhook"), "teams")
    assert steps.mail is not None and steps.mail.port == 587 and steps.mail.security == "starttls"
    assert steps.powerbi is not None and steps.powerbi.api == "https://api.powerbi.com"
    # It works in every workspace.
    assert steps.powerbi.refresh == "standard"


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("[webhook]", "[weebhook]", "weebhook"),
        ('form = "teams"', 'form = "teems"', "webhook.form"),
        ('form = "teams"', f'address = "{SECRET}"', "webhook.address"),
        ('address_keyring = "crri/webhook"', "", "webhook.address"),
        ('address_keyring = "crri/webhook"', f'address_env = "https://{SECRET}"', "address_env"),
        ('address_keyring = "crri/webhook"', 'address_keyring = "crri"', "address_keyring"),
        ('form = "teams"', 'address_env = "HOOK"', "webhook.address"),
        ('"CRRI_MAIL_PASSWORD"', f'"{SECRET}"', "mail.password_env"),
        ('user = "crri"', f'user = "crri"\npassword = "{SECRET}"', "mail.password"),
        ('user = "crri"', 'user = "crri"\nsecurity = "none"', "mail.security"),
        ('user = "crri"', 'user = "crri"\nport = 0', "mail.port"),
        ('user = "crri"', 'user = "crri"\nport = true', "mail.port"),
        ('"smtp.shop.example"', '"smtp.shop.example/x"', "mail.host"),
        ('"crri@shop.example"', '"CRRI <crri@shop.example>"', "mail.from"),
        ('"rui@shop.example"', r'"rui@shop.example\nBcc: x@y.z"', "mail.to"),
        ('["ana@shop.example", "rui@shop.example"]', "[]", "mail.to"),
        (WORKSPACE, "../../admin", "powerbi.workspace"),
        ('"shop.example"', '"shop.example/../x"', "powerbi.tenant"),
        ("[webhook]", 'api = "http://evil.example"\n[webhook]', "powerbi.api"),
        ("[webhook]", "minutes = 0\n[webhook]", "powerbi.minutes"),
        ("[webhook]", 'refresh = "notify"\n[webhook]', "powerbi.refresh"),
        ("[webhook]", "refreshes = 1\n[webhook]", "powerbi.refreshes"),
    ],
)
def test_what_the_file_says_wrong_is_told_by_its_place_and_never_shown(
    before: str, after: str, place: str, tmp_path: Path
) -> None:
    text = WHOLE.replace(before, after, 1)
    assert text != WHOLE
    with pytest.raises(UsageError) as said:
        steps_of(text, tmp_path)
    assert place in said.value.what and SECRET not in str(said.value)


@pytest.mark.parametrize("content", [b"[mail", b"\xff\xfe", b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "refresh.toml").write_bytes(content)
    with pytest.raises(UsageError, match="is no TOML"):
        read_steps(tmp_path / "refresh.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        read_steps(tmp_path / "other.toml")
