"""`crri schedule recipe`: what to set up in Microsoft's products, with the user's own names."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from crri_gui.cli.terminal import streams
from crri_gui.errors import ExitCode, OutputError, UsageError


def recipe(options: argparse.Namespace) -> ExitCode:
    """Say the recipe, or write it into a new file. Raises `UsageError` and `OutputError`."""
    if options.recipe is None:
        raise UsageError("recipe_not_named", names=sorted(RECIPES))
    manifest = _published(options.output_dir)
    text = RECIPES[options.recipe](options, manifest)
    if options.write is not None:
        _write(options.write, text)
        options.done = f"The recipe is in {options.write}."
    if options.json:
        from crri_gui.cli.terminal import console

        written = None if options.write is None else str(options.write.resolve())
        described = {"name": options.recipe, "file": written, "text": text}
        console.print_json({"exit_code": 0, "recipe": described})
    else:
        streams.say(text.rstrip("\n") if options.write is None else options.done)
    return ExitCode.DONE


def _published(folder: Path) -> Mapping[str, Any]:
    """The manifest of the set that the recipe is for. Raises `OutputError` where there is none."""
    from crri_gui.engine.publish.published import is_whole, read_manifest

    if not folder.is_dir():
        raise OutputError("no_published_folder", file=folder)
    manifest = read_manifest(folder)
    if manifest is None:
        raise OutputError("published_without_manifest", file=folder)
    if not is_whole(manifest):
        raise OutputError("published_not_whole", file=folder)
    return manifest


def _write(file: Path, text: str) -> None:
    from crri_gui.engine.core import durable
    from crri_gui.engine.publish.places import refuse_no_file, refuse_place

    refuse_no_file(file)
    refuse_place((), file)
    with durable.translate_os_errors(file):
        try:
            with file.open("xb") as opened:
                opened.write(text.encode())
        except FileExistsError as error:
            raise UsageError("recipe_exists", file=file) from error


def _power_automate(options: argparse.Namespace, manifest: Mapping[str, Any]) -> str:
    if options.input_dir is None:
        raise UsageError("schedule_without_input")
    if not options.input_dir.exists():
        raise UsageError("schedule_file_missing", option="input-dir", file=options.input_dir)
    from crri_gui.refresh import notification
    from crri_gui.refresh.recipes.power_automate import flow
    from crri_gui.refresh.record import home, key_of
    from crri_gui.refresh.refresh import set_of, told_of
    from crri_gui.refresh.steps.webhook import body_of

    out = options.output_dir.resolve()
    told = notification.of_publication(set_of(manifest), told_of(home() / key_of(out), manifest))
    steps = (Path("refresh.toml") if options.steps is None else options.steps).resolve()
    words = ["--input-dir", str(options.input_dir.resolve()), "--output-dir", str(out)]
    words += ["--steps", str(steps)]
    return flow(
        f"CRRI published {out.name}",
        _command("refresh", *words),
        _command("schedule", "install", *words, "--at", options.at, "--days", options.days),
        str(steps),
        body_of(told, "json", "en"),
    )


def _command(*words: str) -> str:
    join = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return join(["crri", *words])


def _fabric_notebook(options: argparse.Namespace, _: Mapping[str, Any]) -> str:
    from crri_gui.library.notebook import notebook
    from crri_gui.refresh.recipes.fabric_notebook import cells, place

    folder = options.seen_as or place(options.output_dir.resolve())
    return notebook(cells(folder))


def _dataflow(options: argparse.Namespace, manifest: Mapping[str, Any]) -> str:
    from crri_gui.engine.publish.published import extensions_of, form_in
    from crri_gui.refresh.recipes.dataflow import dataflow

    folder = options.seen_as or str(options.output_dir.resolve())
    return dataflow(folder, extensions_of(manifest), form_in(manifest))


RECIPES: dict[str, Callable[[argparse.Namespace, Mapping[str, Any]], str]] = {
    "power-automate": _power_automate,
    "fabric-notebook": _fabric_notebook,
    "dataflow": _dataflow,
}
