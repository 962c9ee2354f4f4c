"""Runs in the packaged application before anything of CRRI, on Linux.

What PyInstaller has set in the environment is meant for CRRI alone, which has read it by now.
Programs that CRRI starts, the file manager among them, would load our libraries with it.
"""

import os

for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
    former = os.environ.pop(f"{name}_ORIG", None)
    os.environ.pop(name, None)
    if former is not None:
        os.environ[name] = former
