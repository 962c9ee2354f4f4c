"""What goes wrong, what is being done and what would change, in the language of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crri_gui.engine.compare_run import compare_with_published
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import InputError, OutputError
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.publish.comparison import ComparisonView
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.problems import ProblemBar
from crri_gui.messages import Sentence
from tests.effort import exhaustive
from tests.shops import FILES, Shop, publish

pytestmark = pytest.mark.usefixtures("portuguese")


def small_shop() -> Shop:
    """Two orders of one customer."""
    shop = Shop()
    shop.add("o1", "ana", "2017-01-10", "10.00")
    shop.add("o2", "ana", "2017-02-10", "20.00")
    return shop


@pytest.fixture
def bar(qtbot: QtBot) -> ProblemBar:
    """The bar of the window, with nothing in it."""
    page = QWidget()
    qtbot.addWidget(page)
    return ProblemBar(page)


def test_a_problem_and_what_to_do_about_it(bar: ProblemBar, tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("{}")
    with pytest.raises(InputError) as refused:
        find(tmp_path)
    bar.show_problem(refused.value)
    assert bar.text == (
        "Nenhum arquivo contém as tabelas orders, customers, order_items. A pasta contém: "
        f"notes.json (dados de outro formato, não lido). [{tmp_path}] "
        "Escolha a pasta com as exportações (por exemplo olist_orders_dataset.csv, "
        "olist_customers_dataset.csv, olist_order_items_dataset.csv): elas são reconhecidas pelos "
        "nomes das colunas."
    )


def test_a_problem_with_its_place(bar: ProblemBar, tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    path = raw / FILES["orders"]
    header, rest = path.read_text().split("\n", 1)
    path.write_text(f"{header},order_id\n{rest}")
    with pytest.raises(InputError) as refused:
        find(raw)
    bar.show_problem(refused.value)
    assert "O cabeçalho traz order_id mais de uma vez." in bar.text
    assert f"[{path}, linha 1, coluna order_id]" in bar.text


def test_a_remedy_names_no_option_of_the_command_line(bar: ProblemBar) -> None:
    bar.show_problem(OutputError("no_temporary_folder", reason="No such file or directory"))
    assert "Indique com a variável TMPDIR uma pasta" in bar.text
    assert "--temp-dir" not in bar.text


def test_what_is_being_done_is_translated_all_along_a_run(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    seen: list[Progress] = []
    run = RunContext(seen.append)
    run_and_publish(run, Request(raw), Target(tmp_path / "out", excel=True))
    compare_with_published(RunContext(seen.append), Request(raw), tmp_path / "out")
    doing = {progress.doing for progress in seen}
    assert len(doing) > 15
    assert {phrase for phrase in doing if not isinstance(phrase, Sentence)} == set()
    assert {phrase for phrase in doing if translate_message(phrase) == phrase} == set()


@exhaustive
def test_what_a_comparison_says_of_files_that_somebody_has_changed(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw, out = small_shop().write(tmp_path / "raw"), tmp_path / "out"
    publish(raw, out)
    months = out / "monthly_revenue.csv"
    header, *rows = months.read_text().splitlines()
    months.write_text("\n".join([f"{header},extra", *(f"{row},1" for row in reversed(rows))]))
    customers = out / "rfm_customers.csv"
    customers.write_text(customers.read_text().replace("30.00", "trinta"))
    (out / "ops_metrics.csv").unlink()
    _, comparison = compare_with_published(RunContext(), Request(raw), out)
    view = ComparisonView(session)
    qtbot.addWidget(view)
    view.show_comparison((), comparison)
    assert 'monthly_revenue: Colunas saem e fazem falhar um painel que as usa: "extra".' in (
        view.broken.text
    )
    assert 'rfm_customers: monetary não é um valor monetário em 1 linha, por exemplo "trinta".' in (
        view.broken.text
    )
    assert "ops_metrics.csv está faltando, embora tenha sido publicado." in view.doubtful.text
    assert "As linhas estão em outra ordem: 2 linhas em outro lugar." in view._form.text()
