"""A site as a municipal system makes it, drawn from a seed, with faults planted and written down.

A page has 55 kB: a menu of 80 links, a footer of 17, and 28 links of its own, a few of which lead nowhere.
"""

import gzip
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from random import Random


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FI = _split(
    "kunta asukas palvelu hakemus päätös lautakunta rakennuslupa varhaiskasvatus päivähoito kirjasto liikunta nuoriso "
    "terveyskeskus vesihuolto jätehuolto kaavoitus tontti avustus lomake aukioloajat yhteystiedot osoite sähköposti "
    "kokous pöytäkirja esityslista talousarvio strategia hanke tapahtuma ilmoittautuminen maksu hinnasto ohje asetus "
    "viranomainen vastuuhenkilö toimisto koulu opetus oppilas huoltaja perhe ikäihminen kotihoito asuminen tuki"
)
EN = _split(
    "city service application decision board building permit day care library sports youth health water waste planning "
    "plot grant form opening hours contact address email meeting minutes budget strategy project event fee guide "
    "office school pupil family elderly home care housing support advice"
)
RU = _split(
    "город услуга заявление решение комиссия строительство детский сад библиотека спорт молодёжь здоровье вода отходы "
    "план участок пособие форма часы работы контакты адрес почта собрание протокол бюджет проект мероприятие оплата "
    "школа ученик семья помощь жильё консультация"
)
LANGUAGES = ("fi", "fi", "fi", "ru", "en")
WORDS = {"fi": FI, "en": EN, "ru": RU}
MTIME = 1_718_000_000  # one day for all files, so that ETag and Last-Modified stay the same when the site is made again
CSS = ".x{display:flex;gap:1rem}\n" * 80
JS = 'var cfg={a:1,b:"x<y"};\n' * 60


@dataclass(slots=True)
class Truth:
    """What was planted."""

    pages: int
    dead_own: set[str] = field(default_factory=set)  # paths of this site that answer 404
    dead_elsewhere: set[str] = field(default_factory=set)  # addresses of other hosts that answer 404
    moved: set[str] = field(default_factory=set)
    destinations: set[str] = field(default_factory=set)
    fragments: int = 0  # links to anchors that are not there

    def written(self) -> dict[str, object]:
        """As JSON."""
        sets = {name: sorted(getattr(self, name)) for name in ("dead_own", "dead_elsewhere", "moved", "destinations")}
        return {"pages": self.pages, "fragments": self.fragments, **sets}


def path(page: int) -> str:
    """Where a page lies."""
    return f"/p/{page // 100:03d}/{page:05d}.html"


def make(folder: Path, pages: int, port: int, elsewhere: int, seed: int) -> Truth:
    """Write the site and `truth.json`; `elsewhere` is the port at which the other hosts answer."""
    draw = Random(seed)
    truth = Truth(pages)
    (folder / "s").mkdir(parents=True, exist_ok=True)
    for name, content in (
        ("site.css", "body{}" * 200),
        ("site.js", "//js\n" * 200),
        ("favicon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("img.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ):
        (folder / "s" / name).write_text(content)
    site = _Site(draw, truth, port, elsewhere)
    for number in range(pages):
        page = site.page(number).encode()
        _write(folder / path(number)[1:], page)
        if number == 0:  # seen from the root, what is written relative to a folder would lead nowhere
            _write(folder / "index.html", page.replace(b'href="../', b'href="/p/'))
    (folder / "urls.txt").write_text("".join(f"http://127.0.0.1:{port}{path(n)}\n" for n in range(pages)))
    (folder / "truth.json").write_text(json.dumps(truth.written(), indent=1))
    return truth


def _write(file: Path, content: bytes) -> None:
    """A page, plain and packed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    packed = file.with_name(file.name + ".gz")
    file.write_bytes(content)
    packed.write_bytes(gzip.compress(content, 4, mtime=0))
    for each in (file, packed):
        os.utime(each, (MTIME, MTIME))


class _Site:
    def __init__(self, draw: Random, truth: Truth, port: int, elsewhere: int) -> None:
        self.draw = draw
        self.truth = truth
        self.port = port
        self.elsewhere = elsewhere
        self.phones = {lang: [self._number(lang, n) for n in range(100)] for lang in WORDS}
        self.menu_pages = [draw.randrange(truth.pages) for _ in range(80)]
        self.menu = self._menu()
        self.footer = self._footer()

    def words(self, lang: str, count: int) -> str:
        return " ".join(self.draw.choice(WORDS[lang]) for _ in range(count))

    def _number(self, lang: str, n: int) -> str:
        """A site repeats its numbers; one in twenty is badly written."""
        rest = self.draw.randrange(1000)
        if n % 20 == 0:
            return self.draw.choice((f"(09) {rest:03d} 456", f"03-{rest:03d} 1234", f"0400 {rest:03d}567"))
        if lang == "fi" and n % 2:
            return f"040 {rest:03d} {self.draw.randrange(10_000):04d}"
        return f"+358 40 {rest:03d} {self.draw.randrange(10_000):04d}"

    def _date(self) -> str:
        day, month = self.draw.randrange(1, 29), self.draw.randrange(1, 13)
        written = (
            "1.1.2017–31.12.2020",
            "2017-2020",
            f"{day}.{month}.{self.draw.randrange(2015, 2025)}",
            "vuosina 2018–2019",
            "01.09.2019 - 31.05.2020",
            f"2020-03-{day:02d}",
        )
        return self.draw.choice(written)

    def _menu(self) -> str:
        rows = [
            f'<li class="menu-item menu-item-type-post_type menu-item-{1000 + page}"><a class="menu-link" '
            f'href="{path(page)}" title="Siirry sivulle"><span class="menu-text">'
            f"{FI[n % len(FI)].capitalize()} {FI[n * 7 % len(FI)]}</span></a></li>"
            for n, page in enumerate(self.menu_pages)
        ]
        lists = "\n".join('<ul class="menu">' + "\n".join(rows[n : n + 8]) + "</ul>" for n in range(0, 80, 8))
        return f'<nav class="main-navigation" aria-label="Päävalikko">{lists}</nav>'

    def _footer(self) -> str:
        rows = "".join(
            f'<li><a href="{path(page)}">{FI[n].capitalize()}</a></li>' for n, page in enumerate(self.menu_pages[:15])
        )
        return (
            f'<footer class="site-footer"><ul>{rows}<li><a href="mailto:kirjaamo@example.fi">kirjaamo@example.fi</a>'
            '</li><li><a href="tel:+35891234567">+358 9 123 4567</a></li></ul></footer><script>window.dataLayer='
            f"window.dataLayer||[];function gtag(){{dataLayer.push(arguments);}}{JS}</script>"
        )

    def _links(self, number: int) -> list[str]:
        """The links of one page, as an editor writes them; what is planted is written down."""
        draw, truth, pages = self.draw, self.truth, self.truth.pages
        links = []
        for page in ((number + 1) % pages, (number * 2 + 1) % pages, *(draw.randrange(pages) for _ in range(18))):
            chance, href = draw.random(), path(page)
            if chance < 0.08:
                href += f"#osio-{draw.randrange(5)}"
            elif chance < 0.09:
                href += f"#puuttuu-{draw.randrange(99)}"
                truth.fragments += 1
            elif chance < 0.12:
                href = f"http://127.0.0.1:{self.port}{href}"
            elif chance < 0.2:
                href = f"../{page // 100:03d}/{page:05d}.html"
            links.append(href)
        for _ in range(5):
            other = draw.randrange(2 * pages)
            dead = other % 40 == 0
            url = f"http://127.0.0.{2 + other % 4}:{self.elsewhere}/ext/{'dead' if dead else 'ok'}/{other}"
            truth.destinations.add(url)
            if dead:
                truth.dead_elsewhere.add(url)
            links.append(url)
        if draw.random() < 0.15:
            links.append(f"/p/puuttuu/{draw.randrange(max(20, pages // 25)):05d}.html")
            truth.dead_own.add(links[-1])
        if draw.random() < 0.2:
            links.append(f"/vanha/{draw.randrange(max(20, pages // 20)) % pages:05d}.html")
            truth.moved.add(links[-1])
        links += ["#osio-1", f"mailto:{draw.choice(('info', 'kirjasto', 'koulu'))}@example.fi"]
        links.append("tel:" + "".join(c for c in draw.choice(self.phones["fi"]) if c in "+0123456789"))
        draw.shuffle(links)
        return links

    def page(self, number: int) -> str:
        draw, lang = self.draw, LANGUAGES[number % 5]
        sections = draw.randrange(5, 11)
        links = self._links(number)
        share = len(links) // sections + 1
        main = "\n".join(self._section(lang, n, links[n * share : (n + 1) * share]) for n in range(sections))
        changed = f"20{draw.randrange(17, 25)}-0{draw.randrange(1, 10)}-1{draw.randrange(10)}T08:00:00+02:00"
        return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{self.words(lang, 5)}</title>
<meta name="description" content="{self.words(lang, 12)}"><meta property="article:modified_time" content="{changed}">
<style>{CSS}</style><link rel="stylesheet" href="/s/site.css"><link rel="icon" href="/s/favicon.svg">
<script src="/s/site.js" defer></script></head>
<body class="page page-id-{number}"><header class="site-header"><a class="skip-link" href="#main">Siirry sisältöön</a>
<a class="logo" href="/"><img src="/s/img.svg" alt="Kunta"></a>{self.menu}</header>
<main id="main">
<h1>{self.words(lang, 4).capitalize()}</h1>
{main}
</main>
{self.footer}</body></html>
"""

    def _section(self, lang: str, number: int, links: list[str]) -> str:
        draw = self.draw
        paragraphs = []
        for n in range(draw.randrange(4, 9)):
            text = self.words(lang, draw.randrange(25, 60))
            if n % 2 == 0:
                text += f" {draw.choice(self.phones[lang])}"
            if n % 3 == 0:
                text += f" ({self._date()})"
            if links:
                text += f' <a href="{links.pop()}" class="link-inline">{self.words(lang, 3)}</a> '
            text += f" {self.words(lang, draw.randrange(8, 20))} &amp; {self.words(lang, 4)}."
            paragraphs.append(f'<p class="wp-block-paragraph has-text-align-left">{text}</p>')
        paragraphs += [f'<p><a href="{href}">{self.words(lang, 3)}</a></p>' for href in links]
        body = "\n".join(paragraphs)
        return (
            f'<section class="content-block block-{number}" id="osio-{number}"><h2 class="block-title">'
            f'{self.words(lang, 4).capitalize()}</h2>\n<div class="block-body"><div class="inner">\n{body}\n'
            "</div></div></section>"
        )
