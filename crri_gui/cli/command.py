"""The program `crri`: whatever is imported after this, Ctrl-C is answered."""

from __future__ import annotations

import sys

from crri_gui.cli import interrupts


def main() -> int:
    """Run the command line of this process; returns the exit code."""
    interrupts.answer()
    from crri_gui.cli import main as cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
