"""What a pipeline needs that brings the project into a workspace; nothing is sent from here.

`parameter.yml` is fabric-cicd's, beside the folders of model and report. The Fabric REST interface
takes no report that names its model by a path, so it needs another definition.pbir: it lies outside
the report, whose whole folder is sent.
"""

from __future__ import annotations

import inspect

from crri_gui.powerbi.model.ids import PROJECT
from crri_gui.powerbi.model.power_query import PARAMETER
from crri_gui.powerbi.project.project import json_file, reference

PARAMETERS = "parameter.yml"
"""By this file of a project it is known that it is to be deployed."""
BY_CONNECTION = "deploy/definition.pbir"
MODEL_ID = "ID-OF-THE-SEMANTIC-MODEL"
ENVIRONMENTS = ("TEST", "PROD")


def deployment_files() -> dict[str, bytes]:
    """The files by their paths in the project's folder; the same bytes every time."""
    connection = {"byConnection": {"connectionString": f"semanticmodelid={MODEL_ID}"}}
    return {
        PARAMETERS: _parameters().encode(),
        BY_CONNECTION: json_file(reference(connection)),
    }


def folder_pattern() -> str:
    """The regular expression whose first group is the folder in the model's expressions."""
    return f"expression '{PARAMETER}' = " + '"((?:[^"]|"")*)"'


def _quoted(value: str) -> str:
    """A text as YAML writes it without any escapes."""
    return "'" + value.replace("'", "''") + "'"


def _parameters() -> str:
    folders = "\n".join(
        f"          {name}: {_quoted(f'FOLDER OF THE CSVS AS THE GATEWAY OF {name} SEES IT')}"
        for name in ENVIRONMENTS
    )
    text = inspect.cleandoc(f"""
        # For fabric-cicd: what differs from workspace to workspace. Write the folders, and where a
        # gateway reads them the id of its connection; CRRI keeps this file as you have changed it.
        find_replace:
            - find_value: {_quoted(folder_pattern())}
              is_regex: "true"
              item_type: "SemanticModel"
              item_name: "{PROJECT}"
              replace_value:
        """)
    binding = inspect.cleandoc(f"""
        # semantic_model_binding:
        #     - connection_id: "00000000-0000-0000-0000-000000000000"
        #       semantic_model_name: "{PROJECT}"
        """)
    return f"{text}\n{folders}\n{binding}\n"
