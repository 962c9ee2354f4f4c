"""Damaged and hostile files: whole outputs or one clear error, never a silent wrong number.

`CRRI_FUZZ_CASES=200 pytest tests/engine/ingest/test_fuzz.py` tries 200 damages of each kind instead
of the few of an ordinary test run; `CRRI_FUZZ_FROM=1000` begins with another seed.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import duckdb
import openpyxl
import pytest

from crri_gui.cli.main import main
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import examine_only
from crri_gui.errors import EXIT_MEANING, ExitCode, InputError
from tests.effort import exhaustive, one_in, pairs, tries
from tests.shops import ALWAYS, FILES, Shop

pytestmark = pytest.mark.long

CASES = int(os.environ.get("CRRI_FUZZ_CASES", tries(1, 2)))
FROM = int(os.environ.get("CRRI_FUZZ_FROM", "0"))
SEEDS = range(FROM, FROM + CASES)
LENIENT = ("--max-rejected-rows", "100", "--max-rejected-money", "100")
ORDINARY_FAILURES = {ExitCode.USAGE, ExitCode.INPUT, ExitCode.OUTPUT}
CITIES = ("São Paulo", "Brasília", "Rio", "Überlândia", "Curitiba")
CRRI = (sys.executable, "-c", "import sys; from crri_gui.cli.main import main; sys.exit(main())")

# --- running -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


def crri(*arguments: object) -> Result:
    """The command line in this process; whatever escapes it is a failure of the test."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Result(code, out.getvalue(), err.getvalue())


def tree(folder: Path) -> dict[str, str]:
    """Every file below `folder`, hidden ones too, with its content's hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shop(orders: int = 40) -> Shop:
    """Orders of half a year by customers of whom some come back; every amount another."""
    made = Shop()
    for number in range(orders):
        month, day = 1 + number % 6, 1 + number % 27
        made.add(
            f"order{number:04}",
            f"customer{number % 29:04}",
            f"2020-{month:02}-{day:02} 1{number % 10}:30:00",
            *(f"{10 + number}.{number % 100:02}", "7.35")[: 1 + (number % 3 == 0)],
            status=("delivered", "shipped", "canceled")[number % 11 % 3],
            delivered=f"2020-{month:02}-{day + 1:02} 09:00:00",
            estimated=f"2020-{month:02}-{day:02} 00:00:00",
            freight="2.10",
            state=CITIES[number % 5],
            score=1 + number % 5,
        )
    return made


@dataclass(frozen=True)
class Stage:
    """A published set made from sound files, and the folders around it."""

    raw: Path
    out: Path
    temp: Path

    def assault(self, *options: object) -> dict[str, Any] | None:
        """`check` and `run` on the files as they now lie; the manifest of a run that was done.

        Asserts all that may be asserted about any input at all.
        """
        before, sources = tree(self.out), tree(self.raw)
        folders = ("--input-dir", self.raw, "--temp-dir", self.temp)
        checked = []
        # For a commit `check` looks at a third of the folders, chosen by what is in them.
        if crc32(repr(sources).encode()) % tries(3, 1) == 0:
            checked = [crri("check", *folders, "--json", *options)]
            assert tree(self.out) == before
        target = ("--output-dir", self.out, "--replace-other-shop")
        ran = crri("run", *folders, *target, "--json", *options)
        for result in checked:
            assert ran.code == result.code, (result.out, ran.out)
        assert tree(self.raw) == sources
        assert not tree(self.temp), "temporary files are left"
        for result in (*checked, ran):
            assert "Traceback" not in result.out + result.err
            assert result.document["outcome"] == EXIT_MEANING[ExitCode(result.code)]
        if ran.code:
            assert ran.code in ORDINARY_FAILURES, ran.out
            assert tree(self.out) == before
            assert_clear(ran.document)
            return None
        manifest: dict[str, Any] = json.loads((self.out / "manifest.json").read_bytes())
        assert_whole(self.out, manifest)
        left = [name for name in tree(self.out / ".crri") if "staging" in name]
        assert not left, left
        return manifest


def assert_clear(document: Mapping[str, Any]) -> None:
    """What happened, where, and what to do."""
    error = document["error"]
    assert len(error["what"]) > 10
    assert error["remedy"].endswith((".", "?"))
    known = json.dumps(document["findings"]) + error["what"]
    assert error["file"] or error["column"] or re.search(r"csv|xlsx|parquet|order|custom", known)
    for text in (error["what"], error["remedy"]):
        assert not re.search(r"duckdb|Conversion Error|Invalid Input|LINE \d|0x[0-9a-f]{6}", text)


def assert_whole(out: Path, manifest: Mapping[str, Any]) -> None:
    """Every file as the manifest says, with the contract's header, and all sums agreeing."""
    assert manifest["state"] == "published"
    assert all(statement["holds"] for statement in manifest["reconciliation"])
    assert not [f for f in manifest["findings"] if f["severity"] == "error"]
    for name, described in manifest["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == described["sha256"]
    for table in ALWAYS:
        with (out / table.file_name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert tuple(rows[0]) == table.column_names
        assert len(rows) - 1 == manifest["files"][table.file_name]["rows"]
    with (out / "master_orders.csv").open(encoding="utf-8", newline="") as file:
        orders = list(csv.DictReader(file))
    ids = [order["order_id"] for order in orders]
    assert len(ids) == len(set(ids))
    revenue = sum(Decimal(order["order_value"]) for order in orders)
    assert Decimal(manifest["totals"]["revenue"]) == revenue


# --- an independent reading ---------------------------------------------------------------


def content_of(path: Path, encoding: str) -> str:
    """The text of a CSV, packed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return data.decode(encoding, errors="replace").removeprefix("\ufeff")


def plausible_counts(text: str, delimiter: str) -> set[int]:
    """How many records below the header there may be; empty where nobody can say."""
    if '"' in text:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            return set()
        return {len([row for row in rows if row]) - 1}
    by_feed = [line for line in text.replace("\r\n", "\n").split("\n") if line]
    by_any = [line for line in re.split(r"\r\n|\r|\n", text) if line]
    return {len(by_feed) - 1, len(by_any) - 1}


def assert_accounted(manifest: Mapping[str, Any], raw: Path) -> None:
    """Every record of every text file was accepted or rejected."""
    for taken in manifest["inputs"]:
        path = raw / taken["file"]
        if path.suffix not in (".csv", ".gz"):
            continue
        text = content_of(path, taken["encoding"])
        counts = plausible_counts(text, taken["delimiter"])
        read = taken["rows"] + taken["rejected"]
        if counts and (taken["rejected"] == 0 or '"' not in text):
            assert read in counts, (taken, counts)


def assert_money(manifest: Mapping[str, Any], raw: Path) -> None:
    """The accepted prices add up to those that anyone can read in the file.

    Only where the file leaves no doubt: no quotation mark, every price in plain digits.
    """
    taken = next(entry for entry in manifest["inputs"] if entry["table"] == "order_items")
    path = raw / taken["file"]
    if path.suffix not in (".csv", ".gz"):
        return
    text = content_of(path, taken["encoding"])
    lines = re.split(r"\r\n|\n" if "\n" in text else r"\r", text)
    header = [name.strip().casefold() for name in lines[0].split(taken["delimiter"])]
    if '"' in text or "price" not in header or "\r" in "".join(lines):
        return
    rows = [line.split(taken["delimiter"]) for line in lines[1:] if line]
    rows = [row for row in rows if len(row) == len(header)]
    place = header.index("price")
    if not all(re.fullmatch(r"\d+(\.\d\d?)?", row[place]) for row in rows):
        return
    if len(rows) != taken["rows"] or taken["rejected"] + taken["rows"] < len(rows):
        return
    prices = next(s for s in manifest["reconciliation"] if s["code"] == "prices")
    unread = [line for line in prices["lines"] if line["label"].startswith("rejected rows")]
    accepted = Decimal(prices["total"]["amount"]) - sum(Decimal(x["amount"] or 0) for x in unread)
    assert accepted == sum(Decimal(row[place]) for row in rows)


# --- the damages --------------------------------------------------------------------------

Damage = Callable[[Random, bytes], bytes]


def _place(random: Random, data: bytes) -> int:
    return random.randrange(len(data) + 1)


def truncated(random: Random, data: bytes) -> bytes:
    return data[: _place(random, data)]


def bytes_flipped(random: Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 30))):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def bytes_random(random: Random, data: bytes) -> bytes:
    at = _place(random, data)
    return data[:at] + random.randbytes(random.choice((1, 2, 40, 3000))) + data[at:]


def zeros(random: Random, data: bytes) -> bytes:
    at = _place(random, data)
    count = random.choice((1, 2, 512, 4096))
    return data[:at] + bytes(count) + data[at + random.choice((0, count)) :]


def piece_lost(random: Random, data: bytes) -> bytes:
    at = _place(random, data)
    return data[:at] + data[at + random.randrange(1, 200) :]


def piece_doubled(random: Random, data: bytes) -> bytes:
    at, length = _place(random, data), random.randrange(1, 400)
    return data[: at + length] + data[at : at + length] + data[at + length :]


def lines_doubled(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at, length = random.randrange(len(lines)), random.randrange(1, 20)
    return b"".join(lines[: at + length] + lines[at : at + length] + lines[at + length :])


def lines_shuffled(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    rest = lines[1:]
    random.shuffle(rest)
    return b"".join(lines[:1] + rest)


def columns_swapped(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = random.sample(range(lines[0].count(b",") + 1), 2)
    first = random.randrange(len(lines))
    for number in range(first, random.choice((first + 1, len(lines)))):
        fields = lines[number].split(b",")
        if len(fields) > max(one, other):
            fields[one], fields[other] = fields[other], fields[one]
        lines[number] = b",".join(fields)
    return b"\n".join(lines)


def column_dropped(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    place = random.randrange(lines[0].count(b",") + 1)
    first = random.choice((0, random.randrange(len(lines))))
    for number in range(first, len(lines)):
        fields = lines[number].split(b",")
        lines[number] = b",".join(fields[:place] + fields[place + 1 :])
    return b"\n".join(lines)


def header_damaged(random: Random, data: bytes) -> bytes:
    header, _, rest = data.partition(b"\n")
    change = random.choice((
        lambda h: b"",
        lambda h: h.replace(b"_", b" ").upper(),
        lambda h: h + b",",
        lambda h: b"," + h,
        lambda h: h + b"," + h.split(b",")[0],
        lambda h: b'"' + h.replace(b",", b'","') + b'"',
        lambda h: b'"' + h,
        lambda h: h.replace(b",", b" , "),
        lambda h: h.replace(b"id", "íd".encode()),
        lambda h: b"Report\n\n" + h,
        lambda h: b"sep=,\n" + h,
        lambda h: h + b"\n" + h,
        lambda h: h.replace(b",", b";"),
        lambda h: h.replace(b"order_id", b'"order\n_id"'),
    ))  # fmt: skip
    return bytes(change(header)) + b"\n" + rest


def encodings_mixed(random: Random, data: bytes) -> bytes:
    at = _place(random, data)
    head = data[:at].decode("utf-8", errors="ignore")
    tail = data[at:].decode("utf-8", errors="ignore")
    first, second = random.sample(("utf-8", "cp1252", "utf-16-le", "utf-16-be", "utf-8-sig"), 2)
    return head.encode(first, errors="replace") + tail.encode(second, errors="replace")


def encoded(random: Random, data: bytes) -> bytes:
    """A sound file in another encoding, sometimes cut within a letter."""
    encoding = random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "utf-32"))
    other = data.decode().encode(encoding)
    return other[: len(other) - random.choice((0, 0, 1))]


def huge_field(random: Random, data: bytes) -> bytes:
    at = _place(random, data)
    text = b"x" * random.choice((70_000, 300_000, 3_000_000))
    return data[:at] + random.choice((text, b'"' + text + b'"', text + b"\n")) + data[at:]


def quotes_inserted(random: Random, data: bytes) -> bytes:
    for _ in range(random.choice((1, 1, 2, 7))):
        at = _place(random, data)
        if random.random() < 0.6:  # at a field's edge, where it means the most
            comma = data.find(b",", at)
            at = comma + random.randrange(2) if comma >= 0 else at
        data = data[:at] + b'"' * random.choice((1, 1, 2, 3)) + data[at:]
    return data


def marks_in_the_middle(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(random.choice((1, 3))):
        at = random.randrange(len(lines))
        lines[at] = b"\xef\xbb\xbf" + lines[at]
    return b"".join(lines)


def line_ends_mixed(random: Random, data: bytes) -> bytes:
    ends = random.choice(((b"\r\n", b"\n"), (b"\r", b"\n"), (b"\r\n", b"\r"), (b"\n\n", b"\n"),
                          (b"\r\r\n", b"\n"), (b"\n\r", b"\n"), (b"\r", b"\r")))  # fmt: skip
    share = random.choice((0.05, 0.5, 0.95))
    lines = data.rstrip(b"\n").split(b"\n")
    return b"".join(line + ends[random.random() > share] for line in lines)


def delimiter_changed(random: Random, data: bytes) -> bytes:
    at = _place(random, data)
    other = random.choice((b";", b"\t", b"|", b" ", b", "))
    return data[:at] + data[at:].replace(b",", other, random.choice((-1, 1, 5)))


def values_replaced(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    odd = (b"", b" ", b"NULL", b"nan", b"-1", b"1e400", b"=1+1", b"0", b"\\N", b"\xff", b'""',
           b"9" * 40, b"12,5", b"2020-02-30", b"31/12/2020", b"-0.00", b"\x1a", b"' OR 1=1",
           "١٢".encode(), b"0000-00-00 00:00:00", b"9999-12-31 23:59:59")  # fmt: skip
    for _ in range(random.choice((1, 3, 20))):
        at = random.randrange(1, len(lines))
        fields = lines[at].split(b",")
        fields[random.randrange(len(fields))] = random.choice(odd)
        lines[at] = b",".join(fields)
    return b"\n".join(lines)


def two_damages(random: Random, data: bytes) -> bytes:
    for damage in random.sample(TEXT_DAMAGES[:-1], 2):
        data = damage(random, data) or b"x"
        try:
            data.decode()
        except UnicodeDecodeError:
            break
    return data


TEXT_DAMAGES: tuple[Damage, ...] = (
    truncated, bytes_flipped, bytes_random, zeros, piece_lost, piece_doubled, lines_doubled,
    lines_shuffled, columns_swapped, column_dropped, header_damaged, encodings_mixed, encoded,
    huge_field, quotes_inserted, marks_in_the_middle, line_ends_mixed, delimiter_changed,
    values_replaced, two_damages,
)  # fmt: skip
BINARY_DAMAGES: tuple[Damage, ...] = (truncated, bytes_flipped, zeros, bytes_random, piece_lost)


# --- the tests ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Published once for all damages: what was published must survive every one of them."""
    folder = tmp_path_factory.mktemp("fuzz")
    made = Stage(folder / "raw", folder / "out", folder / "temp")
    made.temp.mkdir()
    shop().write(made.raw)
    assert made.assault() is not None
    return made


@pytest.fixture
def sound(stage: Stage) -> Stage:
    """The stage with nothing but sound files in its raw folder."""
    for path in stage.raw.iterdir():
        path.unlink()
    shop().write(stage.raw)
    return stage


def attack(stage: Stage, *options: object) -> None:
    manifest = stage.assault(*options)
    if manifest is not None:
        assert_accounted(manifest, stage.raw)
        assert_money(manifest, stage.raw)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("damage", one_in(3, TEXT_DAMAGES), ids=lambda damage: damage.__name__)
def test_damaged_text(sound: Stage, damage: Damage, seed: int) -> None:
    random = Random(f"{damage.__name__}{seed}")
    file = sound.raw / random.choice([*FILES.values(), FILES["order_items"]])
    file.write_bytes(damage(random, file.read_bytes()))
    # The lenient run is the dangerous one: it publishes in spite of rejects.
    attack(sound, *random.choice((LENIENT, LENIENT, ())))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("kind", "damage"),
    pairs(["gz", "parquet", "xlsx"], BINARY_DAMAGES),
    ids=lambda value: getattr(value, "__name__", value),
)
def test_damaged_containers(sound: Stage, kind: str, damage: Damage, seed: int) -> None:
    random = Random(f"{kind}{damage.__name__}{seed}")
    table = random.choice(list(FILES))
    file = sound.raw / FILES[table]
    packed = file.with_name(f"{file.name}.gz") if kind == "gz" else file.with_suffix(f".{kind}")
    if kind == "gz":
        packed.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    elif kind == "parquet":
        duckdb.execute(f"COPY (FROM read_csv('{file}')) TO '{packed}' (FORMAT parquet)")
    else:
        book = openpyxl.Workbook()
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows):
                book.worksheets[0].append(row)
        book.save(packed)
    file.unlink()
    packed.write_bytes(damage(random, packed.read_bytes()))
    manifest = sound.assault(*LENIENT)
    if manifest is not None:
        try:
            assert_accounted(manifest, sound.raw)
        except (OSError, EOFError) as error:  # no one else could unpack it either
            raise AssertionError(f"{packed.name} was read although it is damaged") from error


@pytest.mark.parametrize(
    "tail", one_in(2, ["member", "zeros", "garbage", "checksum", "length", "cut"])
)
def test_gzip_tails(sound: Stage, tail: str) -> None:
    file = sound.raw / FILES["order_items"]
    data = file.read_bytes()
    packed = gzip.compress(data, mtime=0)
    middle = data.index(b"\n", len(data) // 2) + 1
    damaged = {
        "member": gzip.compress(data[:middle]) + gzip.compress(data[middle:]),
        "garbage": packed + b"garbage",
        "zeros": packed + bytes(100),
        "checksum": packed[:-8] + b"abcd" + packed[-4:],
        "length": packed[:-4] + b"abcd",
        "cut": packed[:-9],
    }[tail]
    file.unlink()
    file.with_name(f"{file.name}.gz").write_bytes(damaged)
    manifest = sound.assault()
    assert (manifest is not None) == (tail in ("member", "zeros"))
    if manifest is not None:
        assert_accounted(manifest, sound.raw)


@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_damages_through_real_processes(sound: Stage, seed: int) -> None:
    random = Random(f"process{seed}")
    file = sound.raw / FILES["orders"]
    file.write_bytes((truncated, quotes_inserted, zeros)[seed](random, file.read_bytes()))
    before = tree(sound.out)
    done = subprocess.run(
        [*CRRI, "run", "--input-dir", str(sound.raw), "--output-dir", str(sound.out)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    if done.returncode:
        assert done.returncode in ORDINARY_FAILURES
        assert "What to do:" in done.stderr
        assert tree(sound.out) == before
    else:
        assert_whole(sound.out, json.loads((sound.out / "manifest.json").read_bytes()))


# --- attacks with a meaning: each made a wrong number that looks right ------------------------


def rewritten(stage: Stage, table: str, change: Callable[[int, list[str]], list[str]]) -> None:
    """Each row of a table's file through `change` (its number from 0, its fields)."""
    file = stage.raw / FILES[table]
    with file.open(encoding="utf-8", newline="") as old:
        rows = list(csv.reader(old))
    with file.open("w", encoding="utf-8", newline="") as new:
        csv.writer(new, lineterminator="\n").writerows(
            [rows[0], *(change(number, row) for number, row in enumerate(rows[1:]))]
        )


def revenue_of(manifest: Mapping[str, Any] | None) -> Decimal | None:
    return None if manifest is None else Decimal(manifest["totals"]["revenue"])


def test_thousands_that_look_like_decimals_are_asked_about(sound: Stage) -> None:
    # 12.990 is twelve thousand in Chile; every amount here ends in 0, so no cent is doubtful.
    rewritten(sound, "order_items", lambda _, row: [*row[:2], "12.990", row[3]])
    assert sound.assault() is None


@exhaustive
def test_the_chosen_decimal_sign_is_heeded(sound: Stage) -> None:
    whole = revenue_of(sound.assault())
    assert whole is not None
    rewritten(sound, "order_items", lambda _, row: [*row[:2], "12.990", row[3]])
    manifest = sound.assault("--decimal", "order_items.price=comma")
    assert manifest is not None
    goods = next(s for s in manifest["reconciliation"] if s["code"] == "prices")["total"]
    assert Decimal(goods["amount"]) == 12990 * goods["count"]


@exhaustive
def test_numbers_that_are_no_text_have_no_decimal_sign(sound: Stage) -> None:
    file = sound.raw / FILES["order_items"]
    packed = file.with_suffix(".parquet")
    rewritten(sound, "order_items", lambda _, row: [*row[:2], "1.125", row[3]])
    duckdb.execute(f"COPY (FROM read_csv('{file}')) TO '{packed}' (FORMAT parquet)")
    file.unlink()
    plain, comma = sound.assault(), sound.assault("--decimal", "comma")
    assert revenue_of(plain) is not None
    assert revenue_of(comma) == revenue_of(plain)


def test_afternoons_are_not_read_as_mornings(sound: Stage) -> None:
    rewritten(
        sound, "orders", lambda _, row: [*row[:3], row[3][:10] + " 11:30:00 PM", row[4], row[5]]
    )
    manifest = sound.assault()
    assert manifest is not None
    with (sound.out / "master_orders.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["delivery_days"] == "0.40"  # 23:30 to 09:00, not 11:30 to 09:00


def test_what_is_no_zone_is_no_time(sound: Stage) -> None:
    rewritten(
        sound, "orders", lambda n, row: [*row[:3], row[3] + (" foo" if n == 3 else ""), *row[4:]]
    )
    manifest = sound.assault(*LENIENT)
    assert manifest is None or "rejected_rows" in {f["code"] for f in manifest["findings"]}


@pytest.mark.parametrize("blank", one_in(3, ["NULL", "nan", "None", r"\N", "N/A"]))
def test_customers_without_a_name_are_not_one_customer(sound: Stage, blank: str) -> None:
    rewritten(sound, "customers", lambda n, row: [row[0], blank if n % 2 else row[1], row[2]])
    manifest = sound.assault(*LENIENT)
    assert manifest is None or {f["code"] for f in manifest["findings"]} & {
        "rejected_rows",
        "key_blank",
    }


@pytest.mark.parametrize(("last", "table"), pairs([7, 8, 20], ["order_items", "order_payments"]))
def test_rows_within_quotation_marks_of_a_column_not_read_are_missed(
    sound: Stage, table: str, last: int
) -> None:
    # A name that begins with a mark, rows further down one that ends with a mark: one field.
    file = sound.raw / FILES[table]
    lines = file.read_text(encoding="utf-8").splitlines()
    names = {6: '"Smart TV', last: 'TV 17"'}
    place = 2
    for number, line in enumerate(lines):
        fields = line.split(",")
        fields.insert(place, names.get(number, "name" if number == 0 else "TV"))
        lines[number] = ",".join(fields)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    manifest = sound.assault(*LENIENT)
    odd = {"records_lost", "rejected_rows", "rows_in_quotes", "control_characters"}
    assert manifest is None or {f["code"] for f in manifest["findings"]} & odd


def test_the_file_that_was_chosen_is_the_file_that_is_read(sound: Stage) -> None:
    whole = revenue_of(sound.assault())
    file = sound.raw / FILES["order_items"]
    chosen = file.rename(sound.raw / "items[1].csv")
    text = chosen.read_text(encoding="utf-8")
    (sound.raw / "items1.csv").write_text(text.replace(".", "9."), encoding="utf-8")
    assert revenue_of(sound.assault("--table", "order_items=items[1].csv")) == whole


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_s_name_is_no_column(sound: Stage, tmp_path: Path, kind: str) -> None:
    whole = revenue_of(sound.assault())
    raw = tmp_path / "price=5"
    sound.raw.rename(raw)
    try:
        if kind == "parquet":
            file = raw / FILES["order_items"]
            target = file.with_suffix(".parquet")
            duckdb.execute(
                f"COPY (FROM read_csv('{file}', hive_partitioning=false)) "
                f"TO '{target}' (FORMAT parquet)"
            )
            file.unlink()
        there = Stage(raw, sound.out, sound.temp)
        assert revenue_of(there.assault()) == whole
    finally:
        raw.rename(sound.raw)


@pytest.mark.parametrize(
    ("setting", "table", "kept"),
    [
        ("order_value=payments", "order_payments", 0),
        ("order_value=items_freight", "order_items", 3),
    ],
)
def test_a_value_without_its_column_is_no_number(
    sound: Stage, setting: str, table: str, kept: int
) -> None:
    file = sound.raw / FILES[table]
    lines = [line.split(",")[:kept] for line in file.read_text(encoding="utf-8").splitlines()]
    if kept:
        file.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    else:
        file.unlink()
    assert sound.assault("--set", setting) is None


def test_items_of_other_orders_are_refused(sound: Stage) -> None:
    rewritten(sound, "order_items", lambda _, row: [f"other-{row[0]}", *row[1:]])
    manifest = sound.assault()
    assert manifest is None, "revenue 0.00 was published: not one item found its order"


def test_a_late_rate_of_nothing_is_blank(sound: Stage) -> None:
    file = sound.raw / FILES["orders"]
    lines = [line.split(",")[:4] for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    assert sound.assault("--set", "late_over=all") is not None
    with (sound.out / "ops_metrics.csv").open(encoding="utf-8", newline="") as rows:
        assert {row["late_delivery_rate"] for row in csv.DictReader(rows)} == {""}


def test_sums_beyond_the_widest_amount_are_refused(sound: Stage) -> None:
    rewritten(
        sound,
        "order_items",
        lambda n, row: ["order0000", str(n), "90000000000000.00", "0"],
    )
    file = sound.raw / FILES["order_items"]
    with file.open("a", encoding="utf-8") as more:
        for number in range(1000, 1200):
            more.write(f"order0000,{number},90000000000000.00,0\n")
    assert sound.assault() is None


def test_little_memory_is_a_clear_error(sound: Stage) -> None:
    sound.assault("--memory-limit", "1MB")


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_is_no_file(sound: Stage) -> None:
    assert sys.platform != "win32"
    os.mkfifo(sound.raw / "pipe.csv")
    done = subprocess.run(
        [*CRRI, "check", "--input-dir", str(sound.raw), "--quiet"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, ExitCode.INPUT)


@pytest.mark.parametrize(
    "content",
    [
        'preset = ["a"]',
        "preset = {a = 1}",
        "snapshot = 2021-01-01",
        "statuses = [1]",
        "[statuses]",
        "\x00",
        "late = 1e400",
    ],
)
def test_odd_definitions_are_usage_errors(sound: Stage, tmp_path: Path, content: str) -> None:
    file = tmp_path / "definitions.toml"
    file.write_text(content, encoding="utf-8")
    done = crri("check", "--input-dir", sound.raw, "--definitions", file, "--json")
    assert done.code == ExitCode.USAGE
    assert done.document["error"]["remedy"]


def test_raw_files_are_never_written_over(sound: Stage) -> None:
    sources = tree(sound.raw)
    orders = sound.raw / FILES["orders"]
    crri("check", "--input-dir", sound.raw, "--rejects", orders, "--json")
    assert tree(sound.raw) == sources
    named = orders.rename(sound.raw / "master_orders.csv")
    content = named.read_bytes()
    crri("run", "--input-dir", sound.raw, "--output-dir", sound.raw, "--json")
    assert named.read_bytes() == content


def test_a_file_that_goes_during_the_run(sound: Stage) -> None:
    payments = sound.raw / FILES["order_payments"]

    def remove(progress: Progress) -> None:
        if progress.stage == "read":
            payments.unlink(missing_ok=True)

    with pytest.raises(InputError, match="cannot be read any more") as error:
        examine_only(RunContext(remove), Request(sound.raw))
    assert error.value.file == str(payments)


@pytest.mark.parametrize("end", one_in(2, ["\r\n", "\n"]))
def test_rejects_do_not_depend_on_the_line_ends(sound: Stage, end: str) -> None:
    orders, items = (sound.raw / FILES[table] for table in ("orders", "order_items"))
    shop(300).write(sound.raw, lineterminator=end)
    for file, row in ((orders, "order0003,"), (items, "order0005,"), (items, "order0009,")):
        data = file.read_bytes().decode()
        file.write_bytes(data.replace(row, f"{row},", 1).encode())
    data = items.read_bytes().decode()
    items.write_bytes(re.sub("order0200,1,[^,]*,", "order0200,1,none,", data).encode())
    manifest = sound.assault("--max-rejected-money", "100")
    assert manifest is not None
    assert [entry["rejected"] for entry in manifest["inputs"]][:3] == [1, 0, 3]
    with (sound.out / "rejects.csv").open(encoding="utf-8", newline="") as file_:
        rejects = list(csv.DictReader(file_))
    assert not [reject for reject in rejects if reject["value"].startswith(("\n", "\r"))]
    place = data.split(end).index(next(x for x in data.split(end) if x.startswith("order0200,1")))
    assert int(rejects[-1]["line"]) == place + 1


@pytest.mark.parametrize("amount", one_in(2, ["1e400", "9" * 40, "-1e30", "NaN"]))
def test_a_rejected_row_may_hold_any_amount(sound: Stage, amount: str) -> None:
    file = sound.raw / FILES["order_items"]
    data = file.read_text(encoding="utf-8")
    file.write_text(re.sub("order0003,1,", f"order0003,1,{amount},", data), encoding="utf-8")
    sound.assault(*LENIENT)


@pytest.mark.parametrize(("value", "place"), pairs(["infinity", "-infinity", "epoch"], [3, 4, 5]))
def test_special_words_are_no_dates(sound: Stage, place: int, value: str) -> None:
    # DuckDB reads them as dates; PostgreSQL writes the first two.
    rewritten(
        sound,
        "orders",
        lambda n, row: [*row[:place], value if n == 4 else row[place], *row[place + 1 :]],
    )
    manifest = sound.assault(*LENIENT)
    assert manifest is None or "rejected_rows" in {f["code"] for f in manifest["findings"]}


def test_a_file_replaced_after_it_was_read_is_noticed(sound: Stage) -> None:
    file = sound.raw / FILES["order_items"]

    def exchange(progress: Progress) -> None:
        new = file.with_suffix(".new")
        if progress.stage == "check" and not new.exists():
            new.write_bytes(file.read_bytes().replace(b".", b"9."))
            new.replace(file)

    with pytest.raises(InputError, match="changed while it was read") as error:
        examine_only(RunContext(exchange), Request(sound.raw))
    assert error.value.file == str(file)


def test_rejected_refunds_do_not_hide_rejected_sales(sound: Stage) -> None:
    shop(300).write(sound.raw)
    file = sound.raw / FILES["order_items"]
    with file.open("a", encoding="utf-8") as more:
        more.write("order0003,8,90000.00,1,0\norder0005,9,-90000.00,1,0\n")
    assert sound.assault() is None, "180,000 of money was rejected, the limit is 1 %"
