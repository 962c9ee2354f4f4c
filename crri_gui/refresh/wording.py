"""A notification or a digest as plain text and as an HTML page, in one of the languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from crri_gui.messages import Sentence, sentence
from crri_gui.messages.formatting import LANGUAGES, fill
from crri_gui.refresh.digest import Digest, Figure

Block = tuple[str, list[str]]
"""A heading, which may be empty, and the lines below it."""

_HTML = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="margin:0;padding:24px;background:#f5f6f8;color:#1d2433;\
font:15px/1.5 'Segoe UI',Helvetica,Arial,sans-serif">
<div style="max-width:640px;margin:0 auto;padding:24px 28px;background:#ffffff;\
border:1px solid #dde1e8;border-radius:8px">
<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">{title}</h1>
{blocks}
</div></body></html>
"""
_HEADING = '<h2 style="margin:20px 0 6px;font-size:15px;color:#4a5568">{}</h2>'
_ALARM = '<h2 style="margin:20px 0 6px;font-size:15px;color:#b42318">{}</h2>'
_LIST = '<ul style="margin:0;padding-left:20px">{}</ul>'
_LINE = '<p style="margin:0 0 6px">{}</p>'


def text(title: str, blocks: Sequence[Block]) -> str:
    """The blocks below each other, lines of one with a heading behind a sign."""
    parts = [title]
    for heading, lines in blocks:
        shown = [f"  - {line}" for line in lines] if heading else lines
        parts.append("\n".join([heading, *shown] if heading else shown))
    return "\n\n".join(parts)


def html(title: str, blocks: Sequence[Block], language: str) -> str:
    """A page that needs nothing beside it: no picture, no script, no style sheet."""
    alarms = in_language(sentence("digest_alarms"), language)
    made = []
    for heading, lines in blocks:
        if heading:
            made.append((_ALARM if heading == alarms else _HEADING).format(escape(heading)))
            made.append(_LIST.format("".join(f"<li>{escape(line)}</li>" for line in lines)))
        else:
            made += [_LINE.format(escape(line)) for line in lines]
    return _HTML.format(
        language=language.replace("_", "-"), title=escape(title), blocks="\n".join(made)
    )


def in_language(said: Sentence, language: str) -> str:
    """What a message says in one language."""
    return said.in_window(language, {})


def title_of(digest: Digest, language: str) -> str:
    """The heading of a digest alone."""
    if digest.shop:
        return in_language(sentence("digest_title.of_shop", shop=digest.shop), language)
    return in_language(sentence("digest_title"), language)


def blocks_of(digest: Digest, language: str) -> Iterator[Block]:
    """The digest: its figures, what to look at first, what changed, the latest month."""
    yield "", [_figure(figure, digest.currency, language) for figure in digest.figures]
    if digest.alarms:
        heading = in_language(sentence("digest_alarms"), language)
        yield heading, [said[language] for said in digest.alarms]
    if digest.since:
        since = in_language(sentence("digest_since", date=digest.since[:10]), language)
        yield "", [since]
    if digest.changes:
        heading = in_language(sentence("digest_changes"), language)
        yield heading, [said[language] for said in digest.changes]
    if digest.sentences:
        heading = in_language(sentence("digest_stands_out"), language)
        yield heading, [said[language] for said in digest.sentences]


_NAMES = {
    "revenue": "digest_figure_revenue",
    "orders": "digest_figure_orders",
    "customers": "digest_figure_customers",
}


def _figure(figure: Figure, currency: str, language: str) -> str:
    money = figure.name == "revenue"
    sign = f"{currency} " if money and currency else ""
    after = Decimal(figure.after)
    told: dict[str, object] = {
        "name": sentence(_NAMES[figure.name]),
        "value": sign + _number(after, "{n:,.2f}" if money else "{n:,}", language),
    }
    if figure.before is None:
        return in_language(sentence("digest_figure", **told), language)
    difference = after - Decimal(figure.before)
    told["difference"] = (
        _number(difference, "{n:+,.2f}" if money else "{n:+,}", language)
        if difference
        else sentence("digest_figure_same")
    )
    return in_language(sentence("digest_figure.differs", **told), language)


def _number(value: Decimal, template: str, language: str) -> str:
    return fill(template, {"n": value}, LANGUAGES[language])
