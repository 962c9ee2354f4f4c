"""manifest.json: what was made from what, under which definitions, and whether it adds up."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

import psutil

from crri_gui import __version__
from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import Definitions, Shop
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import Found
from crri_gui.engine.ingest.fingerprint import Fingerprint
from crri_gui.engine.pipeline import Examined, Request
from crri_gui.engine.publish import outputs
from crri_gui.engine.publish.outputs import Form
from crri_gui.engine.publish.published import extensions_of
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_BY_NAME


def manifest_of(
    run: RunContext,
    request: Request,
    data: Examined,
    rows: Mapping[str, int],
    hashes: Mapping[str, Fingerprint],
    *,
    excel: bool,
    form: Form,
    shop: Shop,
) -> dict[str, Any]:
    """The manifest of outputs with these rows and hashes by file name."""

    db = data.database(run)

    def table(sql: str) -> list[dict[str, Any]]:
        result = db.execute(sql)
        names = [column[0] for column in result.description]
        return [
            {n: str(v) if isinstance(v, Decimal) else v for n, v in zip(names, row, strict=True)}
            for row in result.fetchall()
        ]

    totals = {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in outputs.totals(db).items()
    }
    return {
        "crri_version": __version__,
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "fingerprint": identity(
            request, data.found, data.fingerprints, excel=excel, form=form, shop=shop
        ),
        "format": form,
        **_asked_for(request),
        **_said_of(shop),
        "definitions": request.meaning,
        "conventions": asdict(request.conventions),
        "snapshot_date": _snapshot_date(db, request.definitions),
        "totals": totals,
        "not_used": {
            name: ", ".join(file.path.name for file in files)
            for name, files in data.found.tables.items()
            if not RAW_BY_NAME[name].columns
        },
        "files": {
            name: {"sha256": h.sha256, "bytes": h.bytes, "rows": rows[name]}
            for name, h in hashes.items()
        },
        **data.report.as_dict(),
        "repeat_rates": table("SELECT * FROM repeat_rates ORDER BY days"),
        "repeat_customers": table("SELECT * FROM repeat_customers")[0],
        "deliveries": table(
            "SELECT order_month, late, judged, overdue FROM month_operations ORDER BY order_month"
        ),
        "named_segments": table(
            "SELECT * FROM named_segments ORDER BY recency_of_5, frequency_of_5"
        ),
        **_figures(request, table),
        "timings_seconds": dict(run.timings),
        "peak_memory_bytes": peak_memory(),
    }


def _snapshot_date(db: DuckDB, definitions: Definitions) -> str:
    row = db.row("SELECT max(purchased_at) FROM master_orders")
    if definitions.snapshot == "day_after":
        return str((row[0] + dt.timedelta(days=1)).date())
    return str(row[0]) if definitions.snapshot == "last_order" else definitions.snapshot


def identity(
    request: Request,
    found: Found,
    fingerprints: Mapping[str, Fingerprint],
    *,
    excel: bool,
    form: Form,
    shop: Shop,
) -> str:
    """A hash of everything that decides the outputs: the content, not names or times."""
    content = {
        "version": __version__,
        **_asked_for(request),
        "definitions": request.meaning,
        "conventions": asdict(request.conventions),
        "limits": [request.max_rejected_rows, request.max_rejected_money],
        "excel": excel,
        "format": form,
        **_said_of(shop),
        **({"layout": found.source.layout.identity} if found.source else {}),
        "inputs": {
            # The content is that of the whole archive or workbook: its name says which part.
            name: sorted(
                "/".join(filter(None, (fingerprints[f.label].sha256, f.member, f.sheet)))
                for f in files
            )
            for name, files in sorted(found.used.items())
        },
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def settled(request: Request, published: Mapping[str, Any] | None) -> tuple[Request, list[str]]:
    """The request with the extension tables that it names, and what to tell of those that go.

    Where it names none they are those of the `published` set: a dashboard that reads a table finds
    it there, as new as the others, whatever the next run was asked for.
    """
    groups = extensions_of(published)
    if request.extensions is None:
        return replace(request, extensions=groups), []
    gone = [table.file_name for group in groups - request.extensions for table in EXTENSIONS[group]]
    if not gone:
        return request, []
    return request, [sentence("extensions_go", files=sorted(gone), count=len(gone))]


def _asked_for(request: Request) -> dict[str, Any]:
    """The groups of extension tables; nothing where none was asked for."""
    return {"with": sorted(request.extensions)} if request.extensions else {}


def _figures(
    request: Request, rows: Callable[[str], list[dict[str, Any]]]
) -> dict[str, dict[str, Any]]:
    """What the extension tables leave beside them, by name; nothing where there is none."""
    names = [name for table in request.outputs for name in table.beside]
    figures = {name: rows(f"SELECT * FROM {name} ORDER BY ALL") for name in names}
    return {"figures": figures} if figures else {}


def _said_of(shop: Shop) -> dict[str, Any]:
    """What is said of the shop; nothing where nothing was chosen."""
    return {"shop": shop.chosen} if shop.chosen else {}


def peak_memory() -> int:
    """The most memory this process has held so far, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
