"""`python -m crri_gui`: the command line."""

from __future__ import annotations

import sys

from crri_gui.cli import main

if __name__ == "__main__":
    sys.exit(main())
