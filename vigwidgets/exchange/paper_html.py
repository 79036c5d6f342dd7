"""Pages as one HTML file that asks nobody for anything: no script, no picture, no address."""

from __future__ import annotations

from html import escape
from typing import Final

from vigwidgets.exchange.paper import Block, Heading, Paper, Strip, Table, parts_of

_STYLE: Final = """
:root { color-scheme: light; }
body { max-inline-size: 40rem; margin-block: 3rem; margin-inline: auto; padding-inline: 1.25rem; background: #fff;
  color: #26302f; font: 1.0625rem/1.6 Georgia, "Noto Serif", "DejaVu Serif", serif; overflow-wrap: anywhere; }
h1 { margin-block: 0 0.5rem; font-size: 2rem; line-height: 1.2; }
h2 { margin-block: 2.5rem 0.75rem; padding-block-end: 0.25rem; border-block-end: 1px solid #d9cfbf;
  font-size: 1.35rem; }
h3 { margin-block: 1.75rem 0.5rem; font-size: 1.1rem; }
p { margin-block: 0 0.9rem; }
.question { margin-block-start: 1.75rem; font-style: italic; color: #1d4f4c; break-after: avoid; }
.soft { color: #56605d; font-size: 0.9375rem; }
table { inline-size: 100%; margin-block: 1rem; border-collapse: collapse; }
:is(th, td) { padding: 0.4rem 0.6rem; border-block-end: 1px solid #d9cfbf; text-align: start; vertical-align: top; }
:is(h2, h3) { break-after: avoid; }
:is(tr, figure) { break-inside: avoid; }
figure { margin: 1rem 0; }
figure svg { display: block; inline-size: 100%; block-size: 5rem; background: #eee; }
figcaption { color: #56605d; font-size: 0.9375rem; }
.ends { display: flex; justify-content: space-between; direction: ltr; font-variant-numeric: tabular-nums; }
@page { size: A4; margin: 2.2cm; }
@media print { body { max-inline-size: none; margin: 0; padding: 0; font-size: 11.5pt; } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def paper_html(paper: Paper) -> str:
    """Return the whole file; it prints on A4."""
    title = escape(paper.title)
    inside = "\n".join(_block(block) for block in paper.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(paper.language)}" dir="{paper.direction}">\n'
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{title}</h1>\n{inside}\n</main>\n</body>\n</html>\n'
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<h{block.level} dir="auto">{escape(block.text)}</h{block.level}>'
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Strip):
        return _strip(block)
    look = "" if block.tone == "body" else f' class="{block.tone}"'
    return "\n".join(f'<p{look} dir="auto">{escape(one).replace(chr(10), "<br>")}</p>' for one in parts_of(block.text))


def _strip(strip: Strip) -> str:
    bars = "".join(
        f'<rect x="{at}" y="{100 * (1 - share):.1f}" width="0.9" height="{100 * share:.1f}"/>'
        for at, share in enumerate(strip.shares)
        if share
    )
    said, (first, last) = escape(strip.said), map(escape, strip.ends)
    return (
        f'<figure><svg viewBox="0 0 {len(strip.heights)} 100" preserveAspectRatio="none" fill="#444" role="img" '
        f'aria-label="{said}">{bars}</svg><figcaption><span class="ends"><span>{first}</span><span>{last}</span></span>'
        f"{said}</figcaption></figure>"
    )


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody>\n</table>"
