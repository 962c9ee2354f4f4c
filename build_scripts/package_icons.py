"""The icons of the packaged application, painted from crri.svg: PNG, and ICO or ICNS.

    python build_scripts/package_icons.py FOLDER

`build.py` calls it in the environment of the build.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

SOURCE = (
    Path(__file__).resolve().parent.parent / "crri_gui" / "gui" / "theme" / "icons" / "crri.svg"
)
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)


def write(folder: Path) -> None:
    """Write crri-SIZE.png for each size, crri.ico (to 256) and crri.icns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication([])
    renderer = QSvgRenderer(str(SOURCE))
    pictures = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        file = folder / f"crri-{size}.png"
        image.save(str(file))
        pictures[size] = Image.open(file).convert("RGBA")
    small = [size for size in SIZES if size <= 256]
    pictures[256].save(
        folder / "crri.ico",
        sizes=[(size, size) for size in small],
        append_images=[pictures[size] for size in small],
    )
    pictures[1024].save(
        folder / "crri.icns", append_images=[pictures[size] for size in SIZES if size >= 32]
    )
    application.quit()


def main(arguments: Sequence[str]) -> int:
    """Write the icons into the folder that is named."""
    (folder,) = arguments
    write(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
