"""Names that Power BI keeps its parts by, made from what the part is: the same in every run."""

from __future__ import annotations

import hashlib
import uuid

PROJECT = "Customer_Revenue_Retention_Intelligence"
"""The name of the project, and the beginning of its files' names."""

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "crri/powerbi")


def guid(*key: str) -> str:
    """A GUID for a part of the model, for example guid("column", "master_orders", "order_id")."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(key)))


def part_id(*key: str) -> str:
    """An id for a page or a visual: 20 hexadecimal digits, which Desktop writes itself."""
    return hashlib.sha1("/".join(key).encode(), usedforsecurity=False).hexdigest()[:20]
