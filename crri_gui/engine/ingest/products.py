"""What was bought in each order, read only for tables that ask for it: products and categories."""

from __future__ import annotations

from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.find import Found
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.ingest.load_file import FileLoader
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_BY_NAME, RawColumn, RawTable

TABLE = "order_products"
"""Every product of every order: order_id, product, category (NULL where no file says them)."""

# The items are read a second time, for two columns: who does not ask for products does not wait
# for them, and nothing that is computed of the items sees more columns than it names.
_ITEMS = RawTable(
    "products_of_items",
    "",
    (),
    columns=(RawColumn("order_id", "key", filled=True), RawColumn("product_id", "text")),
)
_PRODUCTS = RawTable(
    "products",
    "",
    (),
    columns=(
        RawColumn("product_id", "text"),
        RawColumn("product_category_name", "text", needed=False),
    ),
)


def make_table(db: DuckDB) -> None:
    """Make `order_products`, which nothing is in yet."""
    db.execute(f"CREATE TABLE {TABLE} (order_id VARCHAR, product VARCHAR, category VARCHAR)")


def products_findings(db: DuckDB, file: str) -> list[Finding]:
    """A note where nothing says what was bought; `file` is where it would stand."""
    count = db.scalar(f"SELECT count(*) FROM {TABLE}")
    return [] if count else [finding("products_not_known", file=file)]


def load_products(db: DuckDB, found: Found, work: Path, conventions: Conventions) -> list[Loaded]:
    """Make `order_products` of raw tables, empty where the items do not name their products.

    Returns the files of the products, with what became of their records; of the items' files the
    reading of the raw tables tells.
    """
    make_table(db)
    items = found.tables.get("order_items", ())
    if not items or not all("product_id" in file.columns for file in items):
        return []
    _read(db, found.folder, items, work, conventions, _ITEMS)
    files = found.tables.get("products", ())
    loaded = _read(db, found.folder, files, work, conventions, _PRODUCTS)
    if not files:
        db.execute("CREATE TABLE crri_products (product_id VARCHAR, product_category_name VARCHAR)")
    db.execute(
        f"""INSERT INTO {TABLE}
            SELECT DISTINCT i.order_id, i.product_id, p.category
            FROM crri_products_of_items i LEFT JOIN (
                SELECT product_id, min(nullif(trim(product_category_name), '')) AS category
                FROM crri_products WHERE product_id <> '' GROUP BY product_id
            ) p ON i.product_id = p.product_id
            WHERE i.product_id <> ''"""
    )
    for name in ("crri_products_of_items", "crri_products"):
        db.execute(f"DROP TABLE {name}")
    return loaded


def _read(
    db: DuckDB,
    folder: Path,
    files: tuple[Sniffed, ...],
    work: Path,
    conventions: Conventions,
    table: RawTable,
) -> list[Loaded]:
    """Read the files of a table into `crri_NAME`."""
    loaded = []
    into = f"crri_{table.name}"
    for number, file in enumerate(files):
        db.run.report(sentence("reading_file", file=file.name_in(folder)))
        part = into if not number else f"{into}_{number}"
        loader = FileLoader(db, folder, file, work, conventions, table, part, len(files) == 1)
        result = loader.load()
        result.table = RAW_BY_NAME.get(table.name, table)
        loaded.append(result)
        if number:
            db.execute(f"INSERT INTO {into} BY NAME SELECT * FROM {part}")
            db.execute(f"DROP TABLE {part}")
    return loaded
