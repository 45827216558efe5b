"""A bundled municipal site with planted faults, and the main job run on it: crawl, judge, mail; and once more.

No network but loopback, no configuration. The days are fixed, so that the demo tells the same story every time.
"""

import asyncio
from asyncio import to_thread
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from monitor import letters, post, runs
from monitor.config import Settings, load
from monitor.demo.routes import read_routes
from monitor.demo.server import serve
from monitor.demo.sink import Mail, Mailbox, sink
from monitor.errors import CannotWork
from monitor.report import render
from monitor.store.database import Database, connect

HOME = Path(__file__).parent
DAYS = (datetime(2026, 11, 24, 6, tzinfo=UTC), datetime(2026, 11, 25, 6, tzinfo=UTC))

CONFIG = """\
# yaml-language-server: $schema=../../config/targets.schema.json
# What `monitor demo` ran with. The site and the mail server were started for it and are gone.
monitor:
  admin: {{email: yllapito@koivuselka.example, language: en}}
  allow_networks: [127.0.0.0/8]
smtp:
  enabled: true
  host: 127.0.0.1
  port: {port}
  tls: none
  from: vahti@koivuselka.example
editors:
  - name: Verkkotoimitus
    email: verkkotoimitus@koivuselka.example
    language: fi
targets:
  - name: Koivuselän sivut
    start: ["{start}"]
    default_owner: Verkkotoimitus
    edit_url: https://julkaisu.koivuselka.example/muokkaa?sivu={{path}}
    interval: 0
    connections: 8
    checks:
      page-outdated: {{months: 24}}
"""


class Shown(NamedTuple):
    """What one round left behind."""

    mails: tuple[Mail, ...]
    report: Path


def run(folder: Path, out: Callable[[str], None]) -> int:
    """Run both rounds; everything is left in `folder`. `out` takes lines for a person. Returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("freshness.db*"), *(folder / "mail").glob("*.eml")):
        old.unlink()
    return asyncio.run(_both_rounds(folder, out))


async def _both_rounds(folder: Path, out: Callable[[str], None]) -> int:
    routes = read_routes(HOME / "planted.yaml")
    async with serve(HOME / "site", routes) as site, sink(folder / "mail") as mailbox:
        config = folder / "targets.yaml"
        config.write_text(CONFIG.format(port=mailbox.port, start=f"{site.base_url}/index.html"), encoding="utf-8")
        settings = load(config, {})
        settings.reports.mkdir(exist_ok=True)  # where `monitor forget` looks
        database = connect(settings.database)
        try:
            out("A small municipal site with planted faults is read, judged, and its editor written to.")
            first = await _round(settings, database, mailbox, day=DAYS[0], report=settings.reports / "report-1.html")
            _tell(out, "First run", first)
            site.turn(HOME / "site_second")
            second = await _round(settings, database, mailbox, day=DAYS[1], report=settings.reports / "report-2.html")
            out("")
            out("Meanwhile two faults were mended and one new one was made; a page that only pretends to be there")
            out("was met a second time, which confirms it.")
            _tell(out, "Second run", second)
        finally:
            database.close()
    out("")
    out(f"Reports:  {first.report}  {second.report}")
    out(f"Mail:     {folder / 'mail'}")
    out(f"Database: {settings.database}")
    out(f"Next:     monitor issues list --config {config}")
    return 0


async def _round(settings: Settings, database: Database, mailbox: Mailbox, *, day: datetime, report: Path) -> Shown:
    target = settings.targets[0]
    # Our own server needs no rest before it is asked a second time.
    plan = replace(runs.plan_of(settings, target), second_look=0.1, backoff=0.1)
    ran = await runs.run(settings, target, database, clock=lambda: day, plan=plan)
    await to_thread(report.write_text, render(ran.report, "html", lang="en"), encoding="utf-8")
    await runs.confirm(settings, target, database, clock=lambda: day, plan=plan)
    already = len(mailbox.mails)
    letters.write(database, settings, day, at_once=True)
    delivered = await post.deliver(database, settings, clock=lambda: day, rng=Random(day.day))
    if delivered.error:
        raise CannotWork(f"The demo's mail did not arrive: {delivered.error}")
    return Shown(tuple(mailbox.mails[already:]), report)


def _tell(out: Callable[[str], None], title: str, shown: Shown) -> None:
    for mail in shown.mails:
        out(f"{title}: {mail.subject}")
        text = mail.message.get_body(("plain",))
        if text is not None:
            out(f"{' ' * len(title)}  {text.get_content().splitlines()[1]}")  # its counts, what was mended too
