"""Bytes of a page to what it says and where; and, in `position`, from a quote back to the place in the page.

The plain reading that tests hold the fast one against is `monitor.page.slow.slow_read`. Neither is imported here:
BeautifulSoup takes longer to load than many commands to run, and few formats name lines.
"""

from monitor.page.excerpt import excerpt
from monitor.page.html import read
from monitor.page.whole import headline, main_words

__all__ = ["excerpt", "headline", "main_words", "read"]
