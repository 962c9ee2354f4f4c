"""A role as a template: who is to see the orders of which states. No project has one by itself.

A filter of orders reaches orders alone. The tables without a relationship from them go on telling
of the whole shop, so the role protects no total, no cohort and no customer's value.
"""

from __future__ import annotations

from crri_gui.contract import THE_FIVE
from crri_gui.powerbi.model.schema import RELATIONSHIPS

ROLE = "One state"
FILTERED = "master_orders"


def role_text(state: str = "SP") -> str:
    """The role as TMDL: the orders of one state."""
    condition = f'{FILTERED}[customer_state] = "{state}"'
    return f"role '{ROLE}'\n\tmodelPermission: read\n\n\ttablePermission {FILTERED} = {condition}\n"


def unprotected() -> tuple[str, ...]:
    """Those of the five that such a role leaves as they are: orders are not on their one side."""
    reached = {FILTERED}
    while more := {one.many_table for one in RELATIONSHIPS if one.one_table in reached} - reached:
        reached |= more
    return tuple(table.name for table in THE_FIVE if table.name not in reached)
