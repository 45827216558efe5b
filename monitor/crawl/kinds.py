"""What came: a page, a document, or something that is not read."""

from monitor.crawl.plan import PDF
from monitor.model import FetchResult

NO_CONTENT = 204


def is_document(result: FetchResult) -> bool:
    """Whether the answer is good and says that it is a PDF, be it whole or not."""
    good = result.status is not None and 200 <= result.status < 300  # noqa: PLR2004
    return good and result.headers.get("content-type", "").lower().startswith(PDF)


def is_whole(result: FetchResult) -> bool:
    """Whether the body came to its end; of what announced itself as too long nothing came at all."""
    return not result.truncated and (bool(result.body) or result.headers.get("content-length", "0") == "0")


def is_page(result: FetchResult) -> bool:
    """Whether the answer is good and says that it is a page, or says nothing of its kind."""
    if result.status is None or not 200 <= result.status < 300 or result.status == NO_CONTENT:  # noqa: PLR2004
        return False
    kind = result.headers.get("content-type", "").lower()
    return "html" in kind or not kind
