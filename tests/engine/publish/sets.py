"""Small sets of outputs, published as a run does it, and what is found of them afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crri_gui.engine.core.durable import translate_os_errors
from crri_gui.engine.publish.release import MANIFEST, hold, new_staging, publish, read_manifest

Files = dict[str, str]

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="forks and links are of Unix")

OLD: Files = {
    "master_orders.csv": "old orders\n",
    "ops_metrics.csv": "the same in both\n",
    "rfm_customers.csv": "old customers\n",
    "crri_outputs.xlsx": "only in the old set",
}
NEW: Files = {
    "master_orders.csv": "new orders, more of them\n",
    "ops_metrics.csv": "the same in both\n",
    "rfm_customers.csv": "new customers\n",
    "rejects.csv": "only in the new set\n",
}
OLD_PARTS: Files = {
    "master_orders/part-0.parquet": "old orders",
    "master_orders/part-1.parquet": "more old orders",
    "rfm_customers/part-0.parquet": "only in the old set",
    "rejects.csv": "the same in both\n",
}
NEW_PARTS: Files = {
    "master_orders/part-0.parquet": "new orders",
    "ops_metrics/part-0.parquet": "only in the new set",
    "rejects.csv": "the same in both\n",
}
DASHBOARD = "dashboard.pbix"


def stage_and_publish(out: Path, files: Files, tag: str, *, keep: int = 3) -> None:
    """A run's last step, inside `hold`."""
    staged = new_staging(out)
    with translate_os_errors(out):
        for name, text in files.items():
            (staged / name).parent.mkdir(exist_ok=True)
            (staged / name).write_bytes(text.encode())
    publish(out, staged, {"tag": tag}, keep=keep)


def run(out: Path, files: Files, tag: str, *, keep: int = 3) -> list[str]:
    """A whole run; returns what the user is told."""
    with hold(out, "crri run") as said:
        stage_and_publish(out, files, tag, keep=keep)
    return said


def recovered(out: Path) -> list[str]:
    """The next start of anything; returns what the user is told."""
    with hold(out, "crri check") as said:
        return said


def files_in(folder: Path) -> Files:
    """The plain files of a folder and its folders without manifest and dashboard."""
    if not folder.exists():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in (*folder.glob("*"), *folder.glob("[!.]*/*"))
        if path.is_file() and path.name not in (MANIFEST, DASHBOARD)
    }


def tag_of(folder: Path) -> str | None:
    """The tag in the manifest; None without a manifest."""
    manifest = read_manifest(folder)
    return None if manifest is None else manifest["tag"]


def nothing_left_over(out: Path) -> None:
    """Neither staging nor journal, note, scratch file or half a backup."""
    home = out / ".crri"
    if home.exists():
        assert {path.name for path in home.iterdir()} <= {"lock", "backups"}
        assert all(not path.name.endswith(".part") for path in home.glob("backups/*"))
