"""`crri powerbi`: its options, the project beside the CSVs, and questions to them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from crri_gui.cli import interrupts
from crri_gui.cli.terminal import streams
from crri_gui.errors import EXIT_MEANING, ExitCode, UsageError

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.powerbi.project.placement import Project


_ANEW = (
    *("force", "template", "copilot", "parquet", "incremental_refresh"),
    *("deploy_files", "language"),
)
"""The options for which the project is written anew, where it would only be repointed."""


def add_powerbi_options(command: argparse.ArgumentParser) -> None:
    """The options that only this command has."""
    command.add_argument(
        "--output-dir",
        type=Path,
        metavar="DIR",
        help="folder of published CSVs; the project is written beside them",
    )
    command.add_argument(
        "--repoint",
        metavar="DIR",
        help="the folder whose CSVs the project reads from now on; nothing else changes but the "
        "figures in PRESENTATION.md. Alone: that project's own folder, after it was moved",
    )
    command.add_argument(
        "--force",
        action="store_true",
        help="write everything anew, also what was changed by hand; a backup is kept",
    )
    command.add_argument(
        "--template",
        action="store_true",
        help="write a template (.pbit) too, which asks for the folder of the CSVs when opened; an "
        "experiment: never opened in Power BI Desktop so far",
    )
    command.add_argument(
        "--copilot",
        action="store_true",
        help="write what Copilot is told of the model too, from then on; an experiment: no Copilot "
        "has been asked with it so far",
    )
    command.add_argument(
        "--parquet",
        action="store_true",
        help="the model reads the folders that --format parquet publishes, from then on; an "
        "experiment: never refreshed in Power BI Desktop so far",
    )
    command.add_argument(
        "--incremental-refresh",
        action="store_true",
        help="as --parquet, and once published, the Power BI service reads only the months of "
        "orders that have changed, from then on (--parquet alone: whole folders again); an "
        "experiment: never published to a service so far",
    )
    command.add_argument(
        "--deploy-files",
        action="store_true",
        help="write what fabric-cicd and the Fabric REST interface need to bring the project into "
        "a workspace, from then on; nothing is sent",
    )
    command.add_argument(
        "--questions",
        action="store_true",
        help="write no project, but say twenty questions to the published CSVs with their answers, "
        "to score an assistant such as Copilot by",
    )
    command.add_argument(
        "--language",
        choices=("en", "pt"),
        help="what the report's own texts are written in, or the questions: English or Brazilian "
        "Portuguese; of the report from then on (at first: en)",
    )


def powerbi(options: argparse.Namespace) -> ExitCode:
    """Write or repoint the project, or say the questions."""
    if options.output_dir is None and options.repoint is None:
        raise UsageError("no_folder_of_the_project")
    for option in (*_ANEW, "questions"):
        if getattr(options, option) and options.output_dir is None:
            raise UsageError("option_without_project", option=option.replace("_", "-"))
    from crri_gui.cli.terminal import console

    if options.questions:
        return _questions(options)

    def job(run: RunContext) -> Project:
        project = _write_project(options, run)
        # What the user wanted is on the disk: whatever comes now, the exit code says so.
        options.done = f"The Power BI project {project.shortcut} is as it should be."
        interrupts.end_with(ExitCode.DONE)
        return project

    project = console.work(options, job)
    if options.json:
        code = ExitCode.DONE
        described = {"exit_code": int(code), "outcome": EXIT_MEANING[code], **project.as_dict()}
        console.print_json(described)
    elif not options.quiet:
        streams.say(console.project_text(project))
    return ExitCode.DONE


def _questions(options: argparse.Namespace) -> ExitCode:
    from crri_gui.cli.terminal import console
    from crri_gui.powerbi.project.placement import questions

    found = console.work(
        options, lambda run: questions(run, options.output_dir, options.language or "en")
    )
    if options.json:
        console.print_json({"exit_code": 0, "questions": [one.as_dict() for one in found]})
    else:
        lines = [f"{n}. {one.text}\n   {one.answer}" for n, one in enumerate(found, 1)]
        streams.say("\n".join(lines))
    return ExitCode.DONE


def _write_project(options: argparse.Namespace, run: RunContext) -> Project:
    from crri_gui.powerbi.project import placement
    from crri_gui.powerbi.project.project import SHORTCUT

    out, command = options.output_dir, "crri powerbi"
    folder = None if options.repoint is None else placement.data_folder_of(options.repoint)
    if out is None:
        return placement.repoint(run, Path(options.repoint), command=command)
    anew = any(getattr(options, name) for name in _ANEW)
    if folder is not None and not anew and (out / SHORTCUT).exists():
        return placement.repoint(run, out, command=command, data_folder=folder)
    return placement.write_project(
        run,
        out,
        command=command,
        data_folder=folder,
        force=options.force,
        with_template=options.template,
        with_copilot=options.copilot,
        language=options.language,
        from_parquet=options.parquet,
        by_month=options.incremental_refresh,
        for_deployment=options.deploy_files,
    )
