"""Bytes of a page to what it says and where; and from a quote back to the place in the page.

The plain reading that tests hold the fast one against is `monitor.page.slow.slow_read`; it is not imported here,
because BeautifulSoup takes longer to load than many commands to run.
"""

from monitor.page.excerpt import excerpt
from monitor.page.html import read
from monitor.page.position import position
from monitor.page.whole import headline, main_words

__all__ = ["excerpt", "headline", "main_words", "position", "read"]
