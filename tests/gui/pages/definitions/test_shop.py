"""How the shop is named and shown: no number changes with it."""

from __future__ import annotations

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from crri_gui.definitions import (
    NO_SHOP,
    Shop,
)
from crri_gui.engine.core.run_context import RunContext
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.option_controls import (
    NumberControl,
    TextControl,
)
from tests.effort import exhaustive
from tests.gui.conftest import compute


def test_the_folders_name_is_proposed_for_the_shop(on_data: DefinitionsPage) -> None:
    page, row = on_data, on_data._rows["shop_name"]
    page.show_view("shop_name")
    assert page._data is not None
    proposed = page._data.proposed.shop_name
    assert row.take.isVisible()
    assert row.take.text() == f"Use “{proposed}”"
    row.take.click()
    assert page._draft.shop.shop_name == proposed
    assert not row.take.isVisible()
    page.discard()


def test_a_shop_changes_no_number_and_makes_nothing_out_of_date(
    on_data: DefinitionsPage, session: Session, shop: Path, settings: Settings
) -> None:
    page = on_data
    sign, decimals = page._rows["currency_symbol"].own, page._rows["money_decimals"].own
    assert isinstance(sign, TextControl) and isinstance(decimals, NumberControl)
    sign.setText("R$")
    sign.editingFinished.emit()
    decimals.setValue(0)
    assert page.bar.text.text() == "No number changes."
    page.apply()
    assert session.shop.value == Shop("", "R$", 0)
    assert not session.stale and not session.running
    # Rounded where it is read at a glance, to the cent where it has to add up.
    assert numbers.amount(1234.5) == "R$\N{NO-BREAK SPACE}1,234"
    assert numbers.money(1234.5) == "R$\N{NO-BREAK SPACE}1,234.50"
    assert numbers.compact_amount(-1234567) == "-R$\N{NO-BREAK SPACE}1.2 M"
    assert numbers.compact_money(1234567) == "1.2 M"
    # It is there again with the folder, and with no other.
    session.shop.of(shop.parent)
    assert session.shop.value == NO_SHOP
    session.shop.of(shop)
    assert session.shop.value == Shop("", "R$", 0)
    session.shop.take(NO_SHOP)


@exhaustive
def test_the_window_and_the_manifest_name_the_shop(
    window: Window, session: Session, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    from crri_gui.gui.pages.publish import jobs

    compute(session, shop, qtbot)
    session.shop.take(Shop("Casa Azul", "R$", 2))
    assert "Casa Azul" in window.windowTitle()
    assert session.results is not None
    seen, _ = jobs.compare(session.results, tmp_path, RunContext())
    jobs.publish(
        session.results,
        tmp_path,
        seen,
        RunContext(),
        excel=False,
        keep=0,
        shop=session.shop.value,
    )
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["shop"] == {"shop_name": "Casa Azul", "currency_symbol": "R$"}
    session.shop.take(NO_SHOP)
    assert "Casa Azul" not in window.windowTitle()


def test_amounts_in_portuguese(portuguese: None, session: Session) -> None:
    session.shop.take(Shop("", "R$", 1))
    assert numbers.amount(-1234.56) == "-R$\N{NO-BREAK SPACE}1.234,6"
    session.shop.take(NO_SHOP)
    assert numbers.amount(0) == "0,00"
