"""Words agree with their numbers: 0, 1, 2 and 1,000 of them, in every text of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from crri_gui.messages import catalogue
from crri_gui.messages.formatting import LANGUAGES, fields, fill

TEXTS_OF_THE_WINDOW = (
    Path(__file__).resolve().parents[1] / "resources" / "translations" / "crri_pt_BR.ts"
)
# What is counted anywhere: one, several.
NOUNS = {
    "en": {
        **{
            one: f"{one}s"
            for one in (
                *("order", "customer", "row", "month", "item", "day", "file", "column", "value"),
                *("key", "line", "table", "review", "payment", "id", "warning", "error", "segment"),
                *("cohort", "definition", "change", "point", "second", "minute", "hour", "state"),
                *("purchase", "buyer", "reject", "character", "run", "picture", "page", "type"),
                *("record", "cell", "product", "step", "choice", "note", "sheet", "part", "group"),
            )
        },
        "category": "categories",
        "currency": "currencies",
        "entry": "entries",
        "copy": "copies",
    },
    "pt_BR": {
        **{
            one: f"{one}s"
            for one in (
                *("pedido", "cliente", "linha", "dia", "arquivo", "coluna", "chave", "tabela"),
                *("pagamento", "id", "aviso", "erro", "segmento", "coorte", "ponto", "segundo"),
                *("minuto", "hora", "estado", "compra", "rejeito", "caractere", "página", "tipo"),
                *("registro", "célula", "produto", "etapa", "escolha", "nota", "planilha", "parte"),
                *("grupo", "categoria", "moeda", "entrada", "cópia", "figura", "mudança"),
            )
        },
        "mês": "meses",
        "item": "itens",
        "valor": "valores",
        "avaliação": "avaliações",
        "definição": "definições",
        "comprador": "compradores",
        "execução": "execuções",
        "imagem": "imagens",
        "vez": "vezes",
    },
}
NUMBERS = (0, 1, 2, 1000)
# Behind a number it is no adjective of what is counted.
NOT_BETWEEN = {
    "en": {"of", "in", "on", "a", "the", "per", "and", "to", "with", "for", "or", "duplicate"},
    "pt_BR": {"de", "do", "da", "dos", "das", "em", "no", "por", "a", "o", "e", "com", "ou", "tem"},
}
# Texts that are never said of one: it has a text of its own, or the number is a limit or a share.
NEVER_OF_ONE = {
    *("archive_of_too_many_files", "too_many_cells_to_copy", "too_many_rows_for_a_sheet"),
    *("customer_share", "order_share", "clock_of_twelve_hours", "order_far_from_payment.several"),
    *("no_file_with_rows", "several_files_for_table", "predicted_value"),
    *("repeat_verdict.usable", "repeat_verdict.weak"),
    "{count} cells are too many to copy (up to {limit}). Export them instead.",
    "{count} cohorts observed that long",
    "{count} customers",
    "{count} definitions differ from it.",
    "{count} files: {file}, …",
    "{count} months later",
    "{count} orders",
    "{count} orders each",
    "The {shown} largest of {count} rows. Sum of all {count}: {total}",
    "{shown} of {count} rows, of which each counts 1: {total}",
}
COUNTED = {"count", "orders", "customers", "rows", "columns", "files", "cells"}
# Days of a horizon, which is never one.
HORIZON = "days"


def texts() -> Iterator[tuple[str, str, str]]:
    """(where, language, template) of everything that is told with a number."""
    for name, message in catalogue().items():
        for part in (message.texts, message.remedy, message.remedy_in_window):
            for language, template in part.items():
                yield name, language, template
    for one in ElementTree.parse(TEXTS_OF_THE_WINDOW).getroot().iter("message"):
        source, translation = one.findtext("source", ""), one.findtext("translation", "")
        if re.search(r"\{\w", source):
            yield source, "en", source
            yield source, "pt_BR", translation


def disagreeing(template: str, language: str, number: int) -> list[str]:
    """A number and the word behind it that does not go with it, with one word between at most."""
    counted = {name for name, forms in fields(template) if forms}
    counted |= set(re.findall(r"\{(\w+):,\}", template))
    counted |= COUNTED & {name for name, _ in fields(template)}
    values: dict[str, object] = {name: "X" for name, _ in fields(template)}
    values |= dict.fromkeys(counted - {HORIZON}, number)
    # Other values are written as they are, whatever form they are to have.
    plain = re.sub(
        r"\{(\w+)[^{}|]*\}",
        lambda found: f"{{{found[1]}:,}}" if found[1] in counted - {HORIZON} else "X",
        template,
    )
    plain = re.sub(rf"\{{{HORIZON}\|([^|]*)\|([^}}]*)\}}", r"\2", plain)
    said = fill(plain, values, LANGUAGES[language])
    nouns, between = NOUNS[language], NOT_BETWEEN[language]
    wrong = {*(nouns.values() if number in LANGUAGES[language].singular else nouns)}
    sign = re.escape(fill("{n:,}", {"n": number}, LANGUAGES[language]))
    return [
        found[0]
        for found in re.finditer(rf"(?<![\w.,]){sign} (\w+)(?: (\w+))?", said)
        if found[1] in wrong
        or (found[1] not in {*nouns, *nouns.values(), *between} and found[2] in wrong)
    ]


def test_words_agree_with_their_numbers() -> None:
    assert disagreeing("{count:,} counted orders", "en", 1) == ["1 counted orders"]
    assert disagreeing("{count:,} {count|pedido|pedidos}", "pt_BR", 1000) == []
    wrong = [
        (where, found)
        for where, language, template in texts()
        for number in NUMBERS
        for found in disagreeing(template, language, number)
        if where not in NEVER_OF_ONE or number > 1
    ]
    assert wrong == []
