"""What came: a page, a document, or something that is not read."""

from monitor.crawl.plan import PDF
from monitor.model import FetchResult

NO_CONTENT = 204


def is_document(result: FetchResult) -> bool:
    """Whether a whole PDF came."""
    kind = result.headers.get("content-type", "").lower()
    return bool(result.body) and not result.truncated and kind.startswith(PDF)


def is_page(result: FetchResult) -> bool:
    """Whether the answer is good and says that it is a page, or says nothing of its kind."""
    if result.status is None or not 200 <= result.status < 300 or result.status == NO_CONTENT:  # noqa: PLR2004
        return False
    kind = result.headers.get("content-type", "").lower()
    return "html" in kind or not kind
