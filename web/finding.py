"""What search engines are told: which pages there are, and when each was last looked through."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from starlette.responses import Response

from web.public import KEPT, address
from web.routes import Who, page
from web.visit import Visit


@page("/robots.txt", Who.ALL)
async def robots(visit: Visit) -> Response:
    """What must not be found says so itself (`X-Robots-Tag`), and for that it has to be asked."""
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {address(visit, '/sitemap.xml')}"]
    return Response("\n".join(lines) + "\n", media_type="text/plain", headers={"Cache-Control": KEPT})


@page("/sitemap.xml", Who.ALL)
async def sitemap(visit: Visit) -> Response:
    library = visit.services.content.library
    pages: list[tuple[str, date | None]] = [("/answers", None)]
    pages += [(f"/answers/{theme.id}", None) for theme in library.themes]
    pages += [(f"/a/{answer.id}", answer.checked_on) for answer in library.answers.values()]
    pages += [("/c", None), *((f"/c/{each.id}", None) for each in library.cards.documents)]
    for (document, place), cell in library.cards.cells.items():
        checked = min((norm.checked_on for norm in cell.norms), default=None)
        pages.append((f"/c/{document}/{place}", checked))
    entries = "".join(
        f"<url><loc>{escape(address(visit, path))}</loc>{f'<lastmod>{on}</lastmod>' if on else ''}</url>\n"
        for path, on in pages
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    return Response(xml, media_type="application/xml", headers={"Cache-Control": KEPT})
