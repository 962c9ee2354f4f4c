"""What happens to files: each damage takes the bytes of one and gives others."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

CITIES = ("São Paulo", "Brasília", "Rio", "Überlândia", "Curitiba")

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
