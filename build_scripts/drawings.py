"""Pictures of the Power BI report's pages, drawn without Power BI.

    python build_scripts/drawings.py [--check]

Places, sizes, titles, fields and texts are read from the project in powerbi/; the numbers are
those of the sample shop, by the measures' SQL; lines, bars and points are painted by the window's
charts. It shows what is on the pages, not how Desktop paints it. With --check nothing is written
and the exit code is 1 when a picture is out of date.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np  # noqa: E402
from PySide6.QtCore import QByteArray, QLocale, QRectF, Qt  # noqa: E402
from PySide6.QtGui import (  # noqa: E402
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QImageReader,
    QImageWriter,
    QPainter,
)
from PySide6.QtWidgets import QApplication  # noqa: E402

from build_scripts.drawing_parts import write_text  # noqa: E402
from build_scripts.drawn_visuals import DRAWN  # noqa: E402
from build_scripts.report_files import NotDrawn, area_of, pages_of, visuals_of  # noqa: E402
from build_scripts.report_numbers import Sample, the_sample  # noqa: E402
from crri_gui.dashboard.measures import MEASURES  # noqa: E402
from crri_gui.dashboard.palette import LIGHT  # noqa: E402

PICTURES = ROOT / "powerbi" / "pictures"
MARK = "Drawn by CRRI from the project's files. Not a screenshot of Power BI."
_FIGURES = ROOT / "powerbi" / "PRESENTATION.md"
_SCRIPTS = (
    *sorted(Path(__file__).parent.glob("draw*.py")),
    *(Path(__file__).with_name(f"{name}.py") for name in ("dax_model", "report_files")),
    Path(__file__).with_name("report_numbers.py"),
)
_MADE_FROM = "MadeFrom"


def draw(page: Path, sample: Sample) -> QImage:
    """The picture of a page. Raises `NotDrawn` for a visual of an unknown kind."""
    about = json.loads((page / "page.json").read_bytes())
    size = QRectF(0, 0, about["width"], about["height"])
    image = QImage(size.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.window))
    painter = QPainter(image)
    try:
        _draw(painter, page, sample)
        foot = QRectF(24, size.height() - 21, size.width() - 48, 18)
        write_text(painter, foot, MARK, 11, Qt.AlignmentFlag.AlignRight, LIGHT.muted)
    finally:
        painter.end()  # or Qt crashes when the picture goes before its painter
    return _with_palette(image)


def _draw(painter: QPainter, page: Path, sample: Sample) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for path, visual in visuals_of(page):
        kind = visual["visual"]["visualType"]
        if kind not in DRAWN:
            raise NotDrawn(f"{path}: a visual of the kind {kind}")
        painter.save()
        painter.setClipRect(area_of(visual))
        try:
            DRAWN[kind](painter, {**visual, "page": page}, sample)
        except NotDrawn as reason:
            raise NotDrawn(f"{path}: {reason}") from reason
        finally:
            painter.restore()


def _with_palette(image: QImage) -> QImage:
    """The picture in its 256 most frequent colours: a third of the room, and no eye sees it."""
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(-counts, kind="stable")][:256]]
    flat = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, flat)


def application() -> QApplication:
    """The application that paints; numbers in English, Inter where it is installed."""
    made = QApplication.instance() or QApplication(["drawings"])
    assert isinstance(made, QApplication)
    QLocale.setDefault(QLocale("en_US"))
    if "Inter" in QFontDatabase.families():
        made.setFont(QFont("Inter", 9))
    return made


def picture_name(page: Path) -> str:
    """The file name of a page's picture."""
    shown = json.loads((page / "page.json").read_bytes())["displayName"]
    return f"{'-'.join(shown.lower().replace('&', 'and').split())}.png"


def made_from(page: Path) -> str:
    """What a picture is made from, as a hash: the page's files, the measures and the scripts.

    The sample shop's numbers are in it by the figures that powerbi.py tells of the same shop.
    """
    mark = hashlib.sha256()
    for file in (_FIGURES, *_SCRIPTS):
        mark.update(file.read_bytes().replace(b"\r\n", b"\n"))
    mark.update(repr(MEASURES).encode())
    for path in sorted(page.rglob("*.json")):
        mark.update(path.relative_to(page).as_posix().encode())
        mark.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return mark.hexdigest()


def stale(project: Path) -> list[Path]:
    """The pages whose pictures are missing or made from something else."""
    return [
        page
        for page in pages_of(project)
        if QImageReader(str(PICTURES / picture_name(page))).text(_MADE_FROM) != made_from(page)
    ]


def main(arguments: list[str]) -> int:
    """Draw what is out of date, or only say so with --check."""
    project = ROOT / "powerbi"
    outdated = stale(project)
    for page in outdated:
        state = "out of date" if "--check" in arguments else "written"
        print(f"{state}: powerbi/pictures/{picture_name(page)}")
    if "--check" in arguments or not outdated:
        return 1 if outdated else 0
    keep = application()
    PICTURES.mkdir(exist_ok=True)
    with the_sample() as sample:
        for page in outdated:
            writer = QImageWriter(str(PICTURES / picture_name(page)), QByteArray(b"png"))
            writer.setText(_MADE_FROM, made_from(page))
            writer.setCompression(100)
            if not writer.write(draw(page, sample)):
                print(f"{writer.fileName()}: {writer.errorString()}")
                return 1
    del keep
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
