"""The sample shop in other layouts: a .toml for each export, found by listing this folder.

file = "orders_export.csv"      what the shop calls it
rows = "item"                   a row for each item or for each order
where = "class <> 'void'"       the orders that the export has; all without it
sort = "number DESC, line"      the order of its rows; by number and line without it
delimiter, encoding             a comma and utf-8 without them
quote_all = true                every field in quotation marks
above, below                    lines around the table; the latter may name {rows}, and the
                                    {first} and {last} day
first_row = ["Total"]           columns that an order has in its first row alone
[columns]                       each column, as SQL over the tables of sales.sql
"Name" = "'#' || number"
[[more]]                        rows that are no sales: `where`, `rows` and other `columns`
[[beside]]                      a further file of the export, with all of these keys
"""

from pathlib import Path


def names() -> tuple[str, ...]:
    """The layouts that the sample shop can be written in."""
    return tuple(sorted(file.stem for file in Path(__file__).parent.glob("*.toml")))
