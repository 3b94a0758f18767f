"""HTML: one self-contained file without scripts or requests."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources

from vividmap.formats.out.document import (
    Block,
    Break,
    Code,
    Content,
    Heading,
    Listing,
    Mark,
    PacketDocument,
    Paragraph,
    Quote,
    Rule,
    Run,
    Style,
    Table,
)
from vividmap.formats.out.form import Form, Written

_TAGS: dict[Style, str] = {"strong": "strong", "emphasis": "em", "struck": "s", "code": "code"}
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


@cache
def _style() -> str:
    return (resources.files(__package__) / "html.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _write(document: PacketDocument) -> Written:
    page = _PAGE.format(
        language=document.language,
        policy=_policy(),
        title=escape(document.title),
        style=_style(),
        body="\n".join(_body(document)),
    )
    return Written(page.encode())


def _body(document: PacketDocument) -> list[str]:
    parts = [f'<h1 dir="auto">{_inline(document.headline)}</h1>'] if document.headline else []
    parts += map(_block, document.blocks)
    if document.sources:
        items = (
            f'<li id="source-{source.number}" dir="auto">{escape(source.text)}</li>'
            for source in document.sources
        )
        parts.append('<section class="sources"><h2>Sources</h2>\n<ol>')
        parts += [*items, "</ol></section>"]
    return parts


def _block(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            tag = f"h{min(block.depth + 1, 6)}" if isinstance(block, Heading) else "p"
            return f'<{tag} dir="auto">{_inline(block.content)}</{tag}>'
        case Listing():
            items = "\n".join(f'<li dir="auto">{_item(item)}</li>' for item in block.items)
            start = f' start="{block.first}"' if block.first not in (None, 1) else ""
            return f"<ul>\n{items}\n</ul>" if block.first is None else f"<ol{start}>\n{items}\n</ol>"
        case Quote():
            return "\n".join(["<blockquote>", *map(_block, block.blocks), "</blockquote>"])
        case Code():
            return f'<pre tabindex="0"><code>{escape(block.text)}</code></pre>'
        case Table():
            return _table(block)
        case Rule():
            return "<hr>"


def _item(blocks: tuple[Block, ...]) -> str:
    """Return a list item; a single paragraph gets no `<p>`."""
    match blocks:
        case (Paragraph() as first, *more_blocks) if not any(
            isinstance(block, Paragraph) for block in more_blocks
        ):
            return "\n".join([_inline(first.content), *map(_block, more_blocks)])
    return "\n".join(map(_block, blocks))


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col" dir="auto">{_inline(cell)}</th>' for cell in table.head)
    rows = ("".join(f'<td dir="auto">{_inline(cell)}</td>' for cell in row) for row in table.rows)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        '<div class="wide" tabindex="0" role="region" aria-label="Table">'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _inline(content: Content) -> str:
    return "".join(map(_piece, content))


def _piece(piece: Run | Mark | Break) -> str:
    match piece:
        case Mark():
            links = (f'<a href="#source-{number}">{number}</a>' for number in piece.numbers)
            return f"<sup>{', '.join(links)}</sup>"
        case Break():
            return "<br>"
        case Run():
            text = escape(piece.text)
            for style, tag in _TAGS.items():
                if style in piece.styles:
                    text = f"<{tag}>{text}</{tag}>"
            return (
                f'<a href="{escape(piece.link)}" rel="noopener noreferrer">{text}</a>' if piece.link else text
            )


FORM = Form("html", "HTML", "text/html; charset=utf-8", _write)
