"""The sample shop: made-up raw files in the Olist layout, of any size, the same for every run.

Only the proportions are those of the public data set. The arithmetic is in `shop.sql`; here
are the shop's places, categories, months and phrases, and how the files get into a folder.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.errors import Cancelled, OutputError, UsageError

FILES = {
    "orders": "olist_orders_dataset.csv",
    "customers": "olist_customers_dataset.csv",
    "order_items": "olist_order_items_dataset.csv",
    "order_payments": "olist_order_payments_dataset.csv",
    "order_reviews": "olist_order_reviews_dataset.csv",
    "products": "olist_products_dataset.csv",
    "sellers": "olist_sellers_dataset.csv",
    "geolocation": "olist_geolocation_dataset.csv",
    "category_translation": "product_category_name_translation.csv",
}
"""Name of each raw table and of its file."""

_Row = tuple[str | int | None, ...]

# Days to deliver, days promised and freight, each in per cent of the country's mean.
_STATES: list[_Row] = [
    ("SP", 70, 84, 76), ("RJ", 119, 114, 105), ("MG", 94, 109, 103), ("RS", 119, 122, 109),
    ("PR", 94, 109, 103), ("SC", 118, 111, 107), ("BA", 153, 127, 132), ("DF", 102, 106, 105),
    ("ES", 125, 110, 110), ("GO", 123, 118, 114), ("PE", 146, 137, 165), ("CE", 167, 137, 164),
    ("PA", 186, 162, 179), ("MT", 140, 139, 141), ("MA", 170, 134, 191), ("MS", 122, 116, 117),
    ("PB", 162, 148, 214), ("PI", 153, 130, 196), ("RN", 151, 145, 178), ("AL", 192, 141, 179),
    ("SE", 168, 133, 183), ("TO", 138, 125, 186), ("RO", 153, 168, 205), ("AM", 209, 202, 166),
    ("AC", 166, 182, 200), ("AP", 216, 189, 170), ("RR", 234, 196, 215),
]  # fmt: skip

# Customers of 10,000, first ZIP prefix and how many, latitude and longitude in 1/100 degree.
_CITIES: list[_Row] = [
    ("SP", "São Paulo", 1700, 1001, 4990, -2355, -4663),
    ("SP", "Campinas", 330, 13010, 130, -2291, -4706),
    ("SP", "Guarulhos", 300, 7010, 250, -2345, -4653),
    ("SP", "São Bernardo do Campo", 260, 9610, 240, -2369, -4656),
    ("SP", "Santo André", 240, 9010, 280, -2366, -4653),
    ("SP", "Sorocaba", 240, 18010, 100, -2350, -4746),
    ("SP", "Ribeirão Preto", 220, 14010, 90, -2118, -4781),
    ("SP", "São José dos Campos", 220, 12210, 40, -2318, -4588),
    ("SP", "Santos", 200, 11010, 90, -2396, -4633),
    ("SP", "Jundiaí", 180, 13201, 19, -2319, -4688),
    ("SP", "Piracicaba", 160, 13400, 30, -2273, -4765),
    ("SP", "Taubaté", 149, 12010, 90, -2303, -4556),
    ("RJ", "Rio de Janeiro", 800, 20010, 3700, -2291, -4320),
    ("RJ", "Niterói", 140, 24010, 380, -2288, -4310),
    ("RJ", "São Gonçalo", 120, 24400, 350, -2283, -4305),
    ("RJ", "Petrópolis", 120, 25600, 150, -2251, -4318),
    ("RJ", "Macaé", 112, 27910, 60, -2237, -4179),
    ("MG", "Belo Horizonte", 500, 30110, 1700, -1992, -4394),
    ("MG", "Uberlândia", 200, 38400, 15, -1891, -4828),
    ("MG", "Juiz de Fora", 180, 36010, 90, -2176, -4335),
    ("MG", "Contagem", 150, 32010, 280, -1993, -4405),
    ("MG", "Montes Claros", 140, 39400, 10, -1673, -4386),
    ("RS", "Porto Alegre", 300, 90010, 1900, -3003, -5122),
    ("RS", "Caxias do Sul", 150, 95010, 100, -2917, -5118),
    ("RS", "Pelotas", 100, 96010, 90, -3177, -5234),
    ("PR", "Curitiba", 300, 80010, 2500, -2543, -4927),
    ("PR", "Londrina", 120, 86010, 90, -2331, -5116),
    ("PR", "Maringá", 87, 87010, 100, -2342, -5194),
    ("SC", "Florianópolis", 160, 88010, 80, -2760, -4855),
    ("SC", "Joinville", 126, 89201, 38, -2630, -4885),
    ("SC", "Blumenau", 80, 89010, 90, -2692, -4907),
    ("BA", "Salvador", 240, 40010, 1700, -1297, -3850),
    ("BA", "Feira de Santana", 60, 44001, 98, -1227, -3897),
    ("BA", "Vitória da Conquista", 40, 45000, 99, -1486, -4084),
    ("DF", "Brasília", 215, 70040, 2600, -1579, -4788),
    ("ES", "Vitória", 110, 29010, 90, -2032, -4034),
    ("ES", "Vila Velha", 94, 29100, 30, -2033, -4029),
    ("GO", "Goiânia", 143, 74010, 900, -1668, -4925),
    ("GO", "Anápolis", 60, 75010, 130, -1633, -4895),
    ("PE", "Recife", 116, 50010, 2700, -805, -3488),
    ("PE", "Caruaru", 50, 55002, 38, -828, -3597),
    ("CE", "Fortaleza", 104, 60010, 1800, -373, -3852),
    ("CE", "Juazeiro do Norte", 30, 63010, 60, -721, -3932),
    ("PA", "Belém", 78, 66010, 800, -146, -4850),
    ("PA", "Santarém", 20, 68005, 40, -244, -5470),
    ("MT", "Cuiabá", 66, 78005, 100, -1560, -5610),
    ("MT", "Rondonópolis", 25, 78700, 50, -1647, -5464),
    ("MA", "São Luís", 55, 65010, 90, -253, -4430),
    ("MA", "Imperatriz", 20, 65900, 20, -553, -4748),
    ("MS", "Campo Grande", 52, 79002, 120, -2044, -5465),
    ("MS", "Dourados", 20, 79800, 45, -2222, -5481),
    ("PB", "João Pessoa", 40, 58010, 90, -712, -3486),
    ("PB", "Campina Grande", 14, 58400, 40, -723, -3588),
    ("PI", "Teresina", 50, 64000, 99, -509, -4280),
    ("RN", "Natal", 49, 59010, 140, -579, -3521),
    ("AL", "Maceió", 42, 57010, 90, -967, -3574),
    ("SE", "Aracaju", 35, 49010, 90, -1091, -3707),
    ("TO", "Palmas", 28, 77001, 60, -1018, -4833),
    ("RO", "Porto Velho", 25, 76801, 30, -876, -6390),
    ("AM", "Manaus", 15, 69005, 90, -312, -6002),
    ("AC", "Rio Branco", 8, 69900, 20, -997, -6781),
    ("AP", "Macapá", 7, 68900, 15, 3, -5105),
    ("RR", "Boa Vista", 5, 69301, 15, 282, -6067),
]  # fmt: skip

# Weight in the catalogue, price in per cent of the mean. Two lack a translation, as in reality;
# so do the products without a category.
_CATEGORIES: list[_Row] = [
    ("roupa_de_cama", "bed_linen", 90, 80), ("banho_e_toalhas", "bath_and_towels", 60, 75),
    ("cosmeticos", "cosmetics", 85, 115), ("cuidados_pessoais", "personal_care", 60, 100),
    ("esportes_ar_livre", "outdoor_sports", 80, 95), ("academia_em_casa", "home_gym", 50, 110),
    ("decoracao", "decoration", 90, 70), ("mesas_e_cadeiras", "tables_and_chairs", 55, 110),
    ("pecas_de_computador", "computer_parts", 100, 95), ("computadores", "home_computers", 6, 350),
    ("loucas_e_panelas", "crockery_and_pans", 70, 75), ("armazenagem", "home_storage", 50, 70),
    ("relogios", "watches", 80, 170), ("presentes", "gifts", 40, 120), (None, None, 30, 80),
    ("celulares", "mobile_phones", 30, 160), ("capas_carregadores", "phone_cases", 65, 35),
    ("pecas_de_carro", "car_parts", 60, 110), ("jardinagem", "gardening", 50, 95),
    ("jogos_infantis", "toys_and_games", 60, 100), ("novidades", "novelties", 45, 140),
    ("colonias", "fragrances", 45, 100), ("enxoval", "baby_layette", 45, 110),
    ("som_e_video", "sound_and_video", 40, 90), ("material_escolar", "school_supplies", 35, 75),
    ("bolsas", "handbags", 30, 60), ("calcados", "shoes", 15, 75), ("roupas", "clothing", 15, 55),
    ("racao_e_coleiras", "pet_food_and_leads", 25, 90), ("escrivaninhas", "desks", 20, 140),
    ("videogames", "video_games", 15, 140), ("mochilas_malas", "backpacks_and_cases", 15, 120),
    ("furadeiras", "power_tools", 15, 150), ("eletro_pequeno", "kitchen_appliances", 15, 200),
    ("violoes_teclados", "guitars_and_keyboards", 10, 210), ("tintas", "paints", 10, 110),
    ("mercearia", "groceries", 15, 45), ("livros", "books", 15, 65), ("vinhos", "wines", 5, 45),
    ("filmes_e_discos", "films_and_records", 4, 45), ("artesanato", "crafts", 4, 60),
    ("natal", "christmas", 3, 50), ("ventiladores", "fans", 6, 150),
    ("alarmes", "burglar_alarms", 5, 130), ("baloes", None, 2, 60), ("miniaturas", None, 1, 120),
]  # fmt: skip

# First and last day with orders, orders of the real month, days to deliver and days promised in
# per cent of the mean, and how many of a million are canceled where that is most of them.
_MONTHS: list[_Row] = [
    ("2016-09-04", 15, 4, 150, 165, 500_000), ("2016-10-02", 10, 324, 145, 235, 0),
    ("2016-12-23", 23, 1, 100, 110, 0), ("2017-01-05", 31, 800, 98, 170, 0),
    ("2017-02-01", 28, 1780, 108, 140, 0), ("2017-03-01", 31, 2682, 97, 107, 0),
    ("2017-04-01", 30, 2404, 115, 120, 0), ("2017-05-01", 31, 3700, 90, 107, 0),
    ("2017-06-01", 30, 3245, 95, 106, 0), ("2017-07-01", 31, 4026, 92, 102, 0),
    ("2017-08-01", 31, 4331, 90, 103, 0), ("2017-09-01", 30, 4285, 93, 96, 0),
    ("2017-10-01", 31, 4631, 94, 101, 0), ("2017-11-01", 30, 7544, 118, 98, 0),
    ("2017-12-01", 31, 5673, 122, 121, 0), ("2018-01-01", 31, 7269, 112, 115, 0),
    ("2018-02-01", 28, 6728, 133, 108, 0), ("2018-03-01", 31, 7211, 127, 98, 0),
    ("2018-04-01", 30, 6939, 90, 103, 0), ("2018-05-01", 31, 6873, 89, 99, 0),
    ("2018-06-01", 30, 6167, 74, 121, 0), ("2018-07-01", 31, 6292, 68, 85, 0),
    ("2018-08-01", 29, 6512, 60, 66, 0), ("2018-09-03", 29, 16, 60, 75, 940_000),
    ("2018-10-01", 17, 4, 60, 75, 1_000_000),
]  # fmt: skip

_COLUMNS = {
    "state": "state text, delivery_pct bigint, promise_pct bigint, freight_pct bigint",
    "city": "city_number int, state text, city text, weight bigint, first_zip bigint, "
    "zips bigint, lat bigint, lng bigint",
    "category": "category_number int, category text, english text, weight bigint, price_pct bigint",
    "month": "first_day date, last_day bigint, real_orders bigint, month_delivery_pct bigint, "
    "month_promise_pct bigint, stray_canceled bigint",
}

# Commas, quotes, accents and line breaks, because real reviews trip readers with them.
_PHRASES = {
    "good_titles": [
        "Compra acertada", "Valeu a espera", "Muito caprichado", "Ótima loja, voltarei",
        "Dez de dez", "Gostei, e muito",
    ],
    "poor_titles": [
        "Esperava mais", "Veio com avaria", "Ainda à espera", "Faltou uma peça",
        "Atenção, vendedor", "Sem resposta",
    ],
    "good_openings": [
        "A encomenda veio inteira, bem protegida.", "Gostei da cor, é a da foto.",
        "Chegou três dias antes, que surpresa!", "Montei sozinha em meia hora.",
        'A caixa dizia "frágil" e chegou sem um risco.', "O tecido é macio, não desbota.",
        "Minha mãe ficou encantada com o presente.", "Serve direitinho, medi duas vezes.",
        "Boa qualidade, pelo preço é ótimo.", "O motor é silencioso, até o gato dorme.",
    ],
    "good_details": [
        "Voltarei a comprar.", "A loja respondeu rápido, com educação.",
        "Só a etiqueta veio torta, nada grave.", "Já pedi outro, para o meu irmão.",
        'Como diz meu avô: "bom e barato".', "Nota dez; entrega também.",
        "Até a embalagem é bonita, guardei.", "Uso todo dia, sem problema.",
    ],
    "poor_openings": [
        "Paguei e até hoje não recebi, que decepção.", "A tampa veio rachada.",
        "Pedi azul, mandaram verde.", 'O rastreio diz "a caminho" há três semanas.',
        "Faltam dois parafusos, não dá para montar.", "A peça é menor, não encaixa.",
        "Liguei quatro vezes, ninguém atendeu.", "O aparelho aquece e desliga sozinho.",
    ],
    "poor_details": [
        "Quero a troca ou o dinheiro de volta.", "Aguardo retorno, por favor.",
        "A nota fiscal também não veio.", 'Só respondem "em análise", nada mais.',
        "Não compro mais aqui.", "Que pena, a loja parecia séria.",
        "Vou devolver; a foto é outra coisa.", "Era para o aniversário, já passou.",
    ],
    "breaks": [" "] * 14 + ["\n", "\r\n\r\n"],
}  # fmt: skip


def make_shop(
    folder: Path,
    orders: int = 2_000,
    seed: int = 1,
    *,
    tables: Iterable[str] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, int]:
    """Write the raw files of a made-up shop into `folder`, which is created.

    `orders` is the number of rows of the orders file; the other tables are in proportion,
    geolocation at most 20,000 rows. The same `orders` and `seed` give the same bytes. `tables`
    are keys of `FILES`, all by default. `cancelled` is asked several times a second, in the
    caller's thread. The files take their place once all are made: a cancel changes none.

    Returns the number of rows of each file written, by file name.
    """
    wanted = list(FILES) if tables is None else list(tables)
    unknown = [table for table in wanted if table not in FILES]
    if unknown:
        raise UsageError(
            "sample_table_unknown", tables=", ".join(unknown), choices=", ".join(FILES)
        )
    with made(folder, orders, seed, cancelled) as (run, staging):
        rows = {}
        for table in wanted:
            target = sql_path(staging / FILES[table])
            copied = run(f"copy (from {table}) to {target} (format csv, header, delimiter ',')")
            rows[FILES[table]] = int(copied[0][0])
        return rows


Run = Callable[[str | duckdb.Statement], list[Any]]
"""Executes a statement where the shop's tables are, and gives its rows."""


@contextmanager
def made(
    folder: Path,
    orders: int,
    seed: int,
    cancelled: Callable[[], bool] = lambda: False,
    scripts: Iterable[str] = ("shop.sql",),
) -> Iterator[tuple[Run, Path]]:
    """The tables of the shop, to write files of it, and where these wait for their place.

    `scripts` make them, files of this folder. `folder` is created, and the files get into it when
    the context ends without an error.
    """
    if orders < 1:
        raise UsageError("sample_without_orders")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".sample-", dir=folder) as staging:
            with _database(Path(staging), orders, seed, cancelled, scripts) as run:
                yield run, Path(staging)
            for file in sorted(Path(staging).iterdir()):
                file.replace(folder / file.name)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise OutputError("sample_not_written", reason=str(error), file=folder) from error


def sql_path(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def _database(
    staging: Path,
    orders: int,
    seed: int,
    cancelled: Callable[[], bool],
    scripts: Iterable[str],
) -> Iterator[Run]:
    """Make the shop in an engine of its own."""
    spill = staging / "spill"
    with duckdb.connect() as con, ThreadPoolExecutor(1) as pool:
        # In Jupyter it draws none without ipywidgets, and refuses to be told so.
        with suppress(duckdb.InvalidInputException):
            con.execute("SET enable_progress_bar = false")
        con.execute("set temp_directory = ?", [str(spill)])

        def run(statement: str | duckdb.Statement) -> list[Any]:
            """Execute in the pool's thread while this one asks whether to stop."""
            if cancelled():
                raise Cancelled
            running = pool.submit(con.execute, statement)
            try:
                while wait([running], timeout=0.1).not_done:
                    if cancelled():
                        raise Cancelled
            finally:
                # An interrupt between submission and start is lost: repeat it.
                while not running.done():
                    con.interrupt()
                    wait([running], timeout=0.02)
            return running.result().fetchall()

        _give(con, orders, seed)
        for name in scripts:
            script = resources.files("crri_gui.sample").joinpath(name).read_text(encoding="utf-8")
            for statement in con.extract_statements(script):
                run(statement)
        yield run
    shutil.rmtree(spill, ignore_errors=True)


def _give(con: duckdb.DuckDBPyConnection, orders: int, seed: int) -> None:
    """Hand the engine the shop's sizes, places, categories, months and phrases."""
    # Steps of about the golden section, coprime with `orders`, visit every slot once.
    stride = orders * 618 // 1000 + 1
    while math.gcd(stride, orders) > 1:
        stride += 1
    sizes = {
        "seed": seed,
        "orders": orders,
        "products": max(20, orders * 32_951 // 99_441),
        "sellers": max(5, orders * 3_095 // 99_441),
        "stride": stride,
    }
    for name, size in sizes.items():
        con.execute(f"set variable {name} = ?::bigint", [size])
    for name, phrases in _PHRASES.items():
        con.execute(f"set variable {name} = ?", [phrases])
    given = {
        "state": _STATES,
        "city": [(number, *city) for number, city in enumerate(_CITIES)],
        "category": [(number, *category) for number, category in enumerate(_CATEGORIES)],
        "month": _MONTHS,
    }
    for name, rows in given.items():
        con.execute(f"create table {name} ({_COLUMNS[name]})")
        # One statement for all rows: `executemany` takes longer than a small shop.
        marks = ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
        con.execute(f"insert into {name} values {marks}", [value for row in rows for value in row])
