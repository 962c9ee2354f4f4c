"""What the mapping page calls fields, types, classes and where a value comes from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crri_gui.engine.mapping.fields import BY_NAME
from crri_gui.gui.i18n.words import translate_message
from crri_gui.messages import sentence


def title_of(name: str) -> str:
    """A field as the page calls it, with a capital."""
    if name in ("goods", "item_goods"):
        return QCoreApplication.translate("mapping", "Value of the goods")
    if name in ("shipping", "item_shipping"):
        return QCoreApplication.translate("mapping", "Shipping")
    if name in ("tax", "item_tax"):
        return QCoreApplication.translate("mapping", "Tax")
    if name in ("discount", "item_discount"):
        return QCoreApplication.translate("mapping", "Discount")
    if name in ("paid", "item_paid"):
        return QCoreApplication.translate("mapping", "Total paid")
    if name in ("state", "customers.state"):
        return QCoreApplication.translate("mapping", "Customer's region")
    return message_with_capital(BY_NAME[name].title)


def message_with_capital(name: str) -> str:
    """A message of the catalogue that begins a line."""
    text = translate_message(sentence(name))
    return text[:1].upper() + text[1:]


def hint_of(name: str) -> str:
    """What the field means, where its title does not say it; else empty."""
    translate = QCoreApplication.translate
    return {
        "order": translate("mapping", "Its number: of the order, receipt or invoice"),
        "time": translate("mapping", "When it was placed; a date and a clock may be two columns"),
        "goods": translate("mapping", "After discounts, without shipping; a sum or product too"),
        "customer": translate("mapping", "What tells two customers apart: a number, an e-mail"),
        "status": translate("mapping", "Paid, shipped, canceled and so on"),
        "state": translate("mapping", "State, province or country"),
        "customers.state": translate("mapping", "State, province or country"),
        "cancelled": translate("mapping", "A column that is filled when an order is canceled"),
        "paid": translate("mapping", "All that was paid, with shipping and tax"),
        "rows": translate("mapping", "A column that marks refunds, fees or payouts"),
        "item": translate("mapping", "A column that only rows with an item fill"),
        "persons": translate("mapping", "What is published of them"),
        "title": translate("mapping", "The shop's name, for example"),
        "items": translate("mapping", "Where the items are in a file of their own"),
        "items.goods": translate("mapping", "Of one row, such as quantity × price"),
        "product": translate("mapping", "Tells the items of an order apart"),
        "items.product": translate("mapping", "Tells the items of an order apart"),
        "items.rows": translate("mapping", "A column that marks canceled items"),
        "payments": translate("mapping", "Where the payments are in a file of their own"),
        "payments.rows": translate("mapping", "A column that marks what failed or was given back"),
        "payments.time": translate("mapping", "Tells equal payments apart"),
        "customers": translate("mapping", "Where the customers are in a file of their own"),
        "customers.customer": translate("mapping", "Where one person has several numbers"),
    }.get(name, "")


def choice_text(name: str, value: str) -> str:
    """A choice of a field that is no column."""
    translate = QCoreApplication.translate
    return {
        ("order_fields", "every_row"): translate("mapping", "every row of an order"),
        ("order_fields", "first_row"): translate("mapping", "the first row of an order"),
        ("order_fields", "first_filled"): translate("mapping", "any row of an order"),
        ("date_order", "dmy"): translate("mapping", "day first (31/12/2017)"),
        ("date_order", "mdy"): translate("mapping", "month first (12/31/2017)"),
        ("date_order", "ymd"): translate("mapping", "year first (17/12/31)"),
        ("utc", "true"): translate("mapping", "yes"),
        ("utc", "false"): translate("mapping", "no"),
        ("persons", "pseudonyms"): translate("mapping", "ids instead of them"),
        ("persons", "plain"): translate("mapping", "as they are: whoever sees the outputs knows"),
    }.get((name, value), value)


def type_text(kind: str) -> str:
    """What the values of a column are."""
    translate = QCoreApplication.translate
    return {
        "blank": translate("mapping", "nothing"),
        "date": translate("mapping", "dates"),
        "clock": translate("mapping", "times of day"),
        "money": translate("mapping", "amounts"),
        "whole": translate("mapping", "numbers"),
        "email": translate("mapping", "e-mails"),
        "phone": translate("mapping", "phones"),
        "word": translate("mapping", "words"),
        "text": translate("mapping", "texts"),
    }[kind]


def class_text(name: str, *, counts: bool) -> str:
    """A class of orders, and whether orders of it count; "" where none is decided."""
    translate = QCoreApplication.translate
    title = {
        "sale": translate("mapping", "Sale"),
        "open": translate("mapping", "Open"),
        "returned": translate("mapping", "Returned"),
        "void": translate("mapping", "Void"),
    }.get(name, translate("mapping", "Not decided"))
    text = translate("mapping", "{status_class}: counts")
    if not counts:
        text = translate("mapping", "{status_class}: does not count")
    return text.format(status_class=title)


def reason_text(name: str) -> str:
    """What rows with a word are: sales, or why they are left out."""
    translate = QCoreApplication.translate
    return {
        "sale": translate("mapping", "Sales"),
        "refunds": translate("mapping", "Refunds"),
        "cancellations": translate("mapping", "Cancellations"),
        "adjustments": translate("mapping", "Adjustments"),
        "movements": translate("mapping", "Movements of money"),
        "unfinished": translate("mapping", "Not completed"),
    }[name]


def identity_text(value: str, spelled: str) -> str:
    """Columns that tell a customer, as the header names them, without their kinds."""
    parts = [part.rpartition(":")[0] or part for part in spelled.split(", ")]
    if len(parts) == 1 or not value:
        return ", ".join(parts)
    return QCoreApplication.translate("mapping", " or else ").join(parts)
