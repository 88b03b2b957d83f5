"""The page as a PDF, where WeasyPrint is installed; it needs Pango, which not every machine has."""

from functools import cache
from importlib import import_module

from app.assets import STATIC


@cache
def pdf_works() -> bool:
    """Whether PDFs can be made here. Asked late: the import takes a second, and needs Pango to succeed."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError):
        return False
    return True


def pdf_of(html: str) -> bytes:
    """A PDF of a page that is complete in itself; nothing it might point to is fetched."""
    weasyprint = import_module("weasyprint")
    styles = weasyprint.CSS(string=(STATIC / "paper.css").read_text("utf-8"), url_fetcher=_fetch_nothing)
    page = weasyprint.HTML(string=html, url_fetcher=_fetch_nothing)
    return page.write_pdf(stylesheets=[styles])


def _fetch_nothing(url: str, *args, **more):
    if url.startswith("data:"):  # the logo: it is on the page already
        return import_module("weasyprint").default_url_fetcher(url, *args, **more)
    raise ValueError(f"not fetched: {url}")
