"""The window's languages. Translations lie beside this file, made by build_scripts/translations."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

LANGUAGES: dict[str, str] = {"en": "English", "pt_BR": "Português (Brasil)"}
FOLDER = Path(__file__).parent / "translations"


def install(chosen: str) -> list[QTranslator]:
    """Speak this language from now on, or the system's; numbers and months follow it.

    What stands in widgets already stays as it is. The translators are returned for `remove`.
    """
    application = QCoreApplication.instance()
    assert application is not None
    remove(application.findChildren(QTranslator))
    wanted = QLocale.system() if chosen not in LANGUAGES else QLocale(chosen)
    if wanted.language() == QLocale.Language.C:
        # A system that says nothing: the C locale would not even group thousands.
        wanted = QLocale("en_US")
    QLocale.setDefault(wanted)
    made = []
    if wanted.language() == QLocale.Language.Portuguese:
        qt_texts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (("qtbase_pt_BR", qt_texts), ("crri_pt_BR", str(FOLDER))):
            translator = QTranslator(application)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                made.append(translator)
    return made


def remove(translators: list[QTranslator]) -> None:
    """Speak English again."""
    for translator in translators:
        QCoreApplication.removeTranslator(translator)
        translator.setParent(None)
    QLocale.setDefault(QLocale.system())
