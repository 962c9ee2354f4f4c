"""`python -m crri_gui` and `crri-gui`: with arguments the command line."""

from __future__ import annotations

import sys

from crri_gui import cli, options
from crri_gui.errors import ExitCode


def main() -> int:
    """The command line when there are arguments; says where the window is otherwise."""
    if len(sys.argv) > 1:
        return cli.main()
    print("This version of CRRI has no window yet; it works from the command line.\n")
    options.parser().print_help()
    return int(ExitCode.USAGE)


if __name__ == "__main__":
    sys.exit(main())
