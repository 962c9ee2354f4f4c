"""What people are told after a refresh: that it published and what changed, or why it did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from crri_gui.errors import CrriError, each_of
from crri_gui.messages import sentence
from crri_gui.refresh.digest import Digest
from crri_gui.refresh.said import Said, in_every_language
from crri_gui.refresh.wording import Block, blocks_of
from crri_gui.refresh.wording import html as as_html
from crri_gui.refresh.wording import text as as_text


@dataclass(frozen=True)
class Notification:
    """One message: `id` is the same when it is sent again, `lines` stand before the digest."""

    id: str
    published: bool
    title: Said
    lines: tuple[Said, ...]
    digest: Digest | None = None

    def subject(self, language: str) -> str:
        """The title, in one line."""
        return " ".join(self.title[language].split())

    def text(self, language: str) -> str:
        """The whole, as plain text."""
        return as_text(self.subject(language), self.blocks(language))

    def html(self, language: str) -> str:
        """The whole, as a page."""
        return as_html(self.subject(language), self.blocks(language), language)

    def blocks(self, language: str) -> list[Block]:
        """What stands below the title."""
        own: list[Block] = [("", [line[language] for line in self.lines])] if self.lines else []
        return own + ([] if self.digest is None else [*blocks_of(self.digest, language)])

    def as_dict(self, language: str) -> dict[str, Any]:
        """Plain JSON values for a program: texts in one language, and the figures."""
        digest = self.digest
        return {
            "id": self.id,
            "outcome": "published" if self.published else "not_published",
            "title": self.subject(language),
            "text": self.text(language),
            "lines": [line[language] for line in self.lines],
            **(
                {}
                if digest is None
                else {
                    "shop": digest.shop,
                    "currency": digest.currency,
                    "figures": {
                        one.name: {"before": one.before, "after": one.after}
                        for one in digest.figures
                    },
                    "alarms": [said[language] for said in digest.alarms],
                    "changes": [said[language] for said in digest.changes],
                    "sentences": [said[language] for said in digest.sentences],
                }
            ),
        }

    def with_lines(self, lines: Sequence[str]) -> Notification:
        """The same with further lines."""
        return replace(self, lines=(*self.lines, *map(in_every_language, lines)))


def of_publication(published: str, digest: Digest) -> Notification:
    """That a set was published; `published` tells it from every other one."""
    if digest.shop:
        title = sentence("notification_published.of_shop", shop=digest.shop)
    else:
        title = sentence("notification_published")
    return Notification(published, True, in_every_language(title), (), digest)


def of_refusal(id_: str, shop: str, error: CrriError, stays: str) -> Notification:
    """Why nothing was published, and which set stays: that of the day `stays`, or none."""
    if shop:
        title = sentence("notification_not_published.of_shop", shop=shop)
    else:
        title = sentence("notification_not_published")
    lines = [text for one in each_of(error) for text in (one.what, one.remedy) if text]
    if stays:
        lines.append(sentence("notification_stays", date=stays[:10]))
    else:
        lines.append(sentence("notification_stays.none"))
    return Notification(id_, False, in_every_language(title), tuple(map(in_every_language, lines)))
