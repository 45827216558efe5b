"""What to ask next: each address once, breadth first, within scope, depth, limits and budgets."""

from collections import Counter, deque
from collections.abc import Callable, Iterable

from monitor.crawl.guard import loopback
from monitor.crawl.plan import Known, Plan
from monitor.crawl.politeness import Ask, Hosts
from monitor.model import Reason
from monitor.urls import WEB, host

Links = Iterable[tuple[str, bool]]  # canonical address, and whether what it leads to may be a page


class Frontier:
    """Decides which addresses wait for their host's turn. `skip` hears of those that are left alone, and why.

    `done` names what this run asked before it was cut off: pages among them lead on by their known links.
    """

    def __init__(
        self,
        plan: Plan,
        hosts: Hosts,
        *,
        known: Callable[[str], Known | None],
        done: Callable[[str], bool],
        due: Callable[[str], bool] = lambda _: True,
        skip: Callable[[str, Reason], None],
    ) -> None:
        self._plan = plan
        self._hosts = hosts
        self._known = known
        self._done = done
        self._due = due
        self._skip = skip
        self._own = frozenset(host(start) for start in plan.starts)
        self._seen: set[str] = set()
        self._pages = 0
        self._spent = Counter(plan.spent)  # requests of today to each host that is not ours
        self._kin: Counter[str] = Counter()  # pages by directory, and by path with the keys of a query

    def begin(self) -> None:
        """Queue the starts, and what is asked beside them."""
        for destination in self._plan.destinations:
            self.queue(destination, page=False, depth=0)
        for start in self._plan.starts:
            known = self._known(start) if self._done(start) else None
            if known is None:
                self.queue(start, page=True, depth=0)
            else:
                self._seen.add(start)
                self.follow_known(0, known)

    def meet(self, url: str) -> bool:
        """Whether an address is new; from now on it is not."""
        new = url not in self._seen
        self._seen.add(url)
        return new

    def follow(self, depth: int, links: Links) -> None:
        """Queue what is new among the links of a page at this depth, each address once."""
        seen, scope = self._seen, self._plan.scope
        waiting = deque([(depth, links)])
        while waiting:
            depth, links = waiting.popleft()
            deeper = self._plan.depth is None or depth < self._plan.depth
            for url, readable in [link for link in links if link[0] not in seen]:
                if url.startswith(WEB):
                    page = deeper and readable and scope.covers(url)
                    if not self._done(url):
                        self.queue(url, page=page, depth=depth + 1)
                        continue
                    seen.add(url)
                    self._pages += page
                    known = self._known(url) if page else None
                    if known is not None:
                        waiting.append((depth + 1, [(link, True) for link in known.links]))
                elif url.startswith("file:"):
                    seen.add(url)
                    self._skip(url, Reason.UNSUPPORTED_SCHEME)

    def follow_known(self, depth: int, known: Known) -> None:
        """The same for the links of a page that did not change: most of them stand on every page."""
        seen = self._seen
        self.follow(depth, [(url, True) for url in known.links if url not in seen])

    def queue(self, url: str, *, page: bool, depth: int) -> None:
        """Queue an address that is new; beyond the page limit a page is asked as a mere destination."""
        if not self.meet(url):
            return
        name = host(url)
        refusal = self._unwanted(url, name, page=page, depth=depth)
        if refusal is not None:
            self._skip(url, refusal)
            return
        if page:
            page = self._pages < self._plan.page_limit
            self._pages += page
        self._hosts.add(name, Ask(url, page, depth))

    def _unwanted(self, url: str, name: str, *, page: bool, depth: int) -> Reason | None:
        if not self._plan.contact and not loopback(name):
            return Reason.NOT_ASKED
        if depth == 0:
            return None
        if page:
            return Reason.BUDGET if self._is_trap(url) else None
        return self._unwanted_destination(url, name)

    def _unwanted_destination(self, url: str, name: str) -> Reason | None:
        own = name in self._own or self._plan.scope.covers(url)
        if self._plan.links == "none" or (self._plan.links == "own" and not own):
            return Reason.NOT_ASKED
        if not self._due(url):
            return Reason.NOT_DUE
        if not own:
            self._spent[name] += 1
            return Reason.BUDGET if self._spent[name] > self._plan.per_host else None
        return None

    def _is_trap(self, url: str) -> bool:
        """Whether too many pages share this directory, or this path with other values in its query."""
        path, _, query = url.partition("?")
        groups = [(path[: path.rfind("/")], self._plan.per_folder)]
        if query:
            keys = "&".join(sorted(pair.partition("=")[0] for pair in query.split("&")))
            groups.append((f"{path}?{keys}", self._plan.per_query))
        self._kin.update(group for group, _ in groups)
        return any(self._kin[group] > most for group, most in groups)
