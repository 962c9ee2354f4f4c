"""`python -m crri_gui` and `crri-gui`: the window; with arguments the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """The window, or the command line when there are arguments."""
    if len(sys.argv) > 1:
        from crri_gui import cli

        return cli.main()
    from crri_gui.gui import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
