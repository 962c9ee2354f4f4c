"""`python -m crri_gui` and `crri-gui`: the window; with arguments the command line."""

from __future__ import annotations

import sys

from crri_gui.cli import command, interrupts


def main() -> int:
    """The window, or the command line when there are arguments."""
    if len(sys.argv) > 1:
        return command.main()
    interrupts.answer()
    from crri_gui.gui.shell import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
