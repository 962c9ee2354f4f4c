"""Whether what is published was made from the same content, and still is as it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from crri_gui.contract import OutputTable
from crri_gui.definitions import shop_kept
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.ingest.fingerprint import fingerprint
from crri_gui.engine.manifest import identity
from crri_gui.engine.publish import outputs, release
from crri_gui.engine.publish.outputs import Form
from crri_gui.engine.publish.published import REJECTS, WORKBOOK, form_in, whole_manifest
from crri_gui.engine.results import Results
from crri_gui.errors import InputError, OutputError


def is_as_made(
    run: RunContext,
    output_dir: Path,
    manifest: Mapping[str, Any],
    made: str,
    form: Form,
    tables: Sequence[OutputTable],
) -> bool:
    """Whether the set was `made` (as `identity` tells) of that, and its files are those it names.

    It is another one where it has other tables than these.
    """
    if manifest.get("fingerprint") != made:
        return False
    try:
        files = {name: described["sha256"] for name, described in manifest["files"].items()}
        places = {outputs.place(table, form) for table in tables}
        if places != {PurePosixPath(name).parts[0] for name in files.keys() - {REJECTS, WORKBOOK}}:
            return False
        return not release.unexpected_files(output_dir, files) and all(
            fingerprint(run, output_dir / name).sha256 == sha256 for name, sha256 in files.items()
        )
    except (InputError, OSError, OutputError):
        return False  # a file is gone, or something else is in its place
    except (AttributeError, KeyError, TypeError):
        return False  # the manifest was edited: it vouches for nothing


def is_published(run: RunContext, results: Results, output_dir: Path) -> bool:
    """Whether the numbers of the set there are these results.

    In which form they are, whether with a workbook, and how money is shown, does not matter.
    Raises `Cancelled`.
    """
    manifest = whole_manifest(output_dir)
    if manifest is None:
        return False
    form = form_in(manifest)
    excel = WORKBOOK in (manifest.get("files") or {})
    made = identity(
        *(results.request, results.data.found, results.data.fingerprints),
        excel=excel,
        form=form,
        shop=shop_kept(manifest.get("shop")),
    )
    return is_as_made(run, output_dir, manifest, made, form, results.request.outputs)
