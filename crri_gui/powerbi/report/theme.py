"""The report's theme: the colours of the desktop application, in few words.

Few, because Desktop refuses to open a report whose theme has a property it does not know.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from crri_gui.dashboard.palette import LIGHT


def _content() -> dict[str, Any]:
    def solid(colour: str) -> dict[str, Any]:
        return {"solid": {"color": colour}}

    return {
        "dataColors": list(LIGHT.series),
        "background": LIGHT.surface,
        "foreground": LIGHT.text,
        "tableAccent": LIGHT.accent,
        "good": LIGHT.ok,
        "neutral": LIGHT.warning,
        "bad": LIGHT.error,
        "maximum": LIGHT.ramp[-1],
        "center": LIGHT.ramp[4],
        "minimum": LIGHT.ramp[0],
        "null": LIGHT.unseen,
        "hyperlink": LIGHT.accent,
        "visualStyles": {
            "*": {
                "*": {
                    "background": [
                        {"show": True, "color": solid(LIGHT.surface), "transparency": 0}
                    ],
                    "border": [{"show": True, "color": solid(LIGHT.border), "radius": 8}],
                    "title": [{"fontColor": solid(LIGHT.text), "fontSize": 12}],
                }
            },
            "page": {"*": {"background": [{"color": solid(LIGHT.window), "transparency": 0}]}},
        },
    }


def theme() -> tuple[str, bytes]:
    """The theme's file name and content.

    The name changes with the content, because Desktop remembers a theme by its name.
    """
    content = _content()
    mark = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:8]
    name = f"CRRI_{mark}.json"
    text = json.dumps({"name": name, **content}, indent=2)
    return name, (text + "\n").encode()
