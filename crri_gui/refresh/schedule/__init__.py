"""A refresh at fixed times by the system's own means: the texts of a task, and who takes them.

`plan` and the modules of texts are pure functions; only `system` talks to the system.
"""
