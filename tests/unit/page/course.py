"""Pages as a municipal system makes them, drawn from a seed: the readings are compared on many of them."""

from random import Random

from monitor.page.words import words

WORDS = sorted(
    words(
        "kunta asukas palvelu hakemus päätös lautakunta rakennuslupa varhaiskasvatus kirjasto puhelin kokous"
        " ja sekä että on ovat och för som till med the of and with городские услуги для жителей города работают"
    )
)
DATES = ("1.1.2017–31.12.2020", "2017-2020", "12.3.2024", "vuosina 2018–2019")
HREFS = (
    "/p/1.html",
    "../sivu.html#osio-2",
    "#osio-1",
    "https://www.example.fi/a?b=1&amp;c=2",
    "mailto:kirjaamo@example.fi",
)


def page(seed: int) -> bytes:
    """One page, closed properly, with everything that editors make of paragraphs, lists and tables."""
    draw = Random(seed)
    parts = [_part(draw) for _ in range(draw.randrange(8, 20))]
    lang = draw.choice(("fi", "sv", "en", "ru", "fi-FI", ""))
    menu = "".join(f"<li>{_link(draw)}</li>\n" for _ in range(12))
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{_words(draw, 3)}</title>
<link rel="stylesheet" href="/s/site.css"><script>var a = "<p>x</p>";</script></head>
<body class="page"><header class="site-header"><a class="logo" href="/"><img src="/k.svg" alt="Kunta"></a>
<nav><ul>{menu}</ul></nav></header><div class="breadcrumb"><a href="/">Etusivu</a> &gt; Sivu</div>
<main id="main"><h1>{_words(draw, 4)}</h1>
{"".join(parts)}</main><aside><h2>{_words(draw, 1)}</h2>{_part(draw)}</aside>
<footer class="site-footer"><p>Sivu päivitetty 3.2.2025</p><ul>{menu}</ul></footer></body></html>""".encode()


def _words(draw: Random, count: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(count))


def _link(draw: Random) -> str:
    return f'<a href="{draw.choice(HREFS)}" lang="{draw.choice(("fi", "sv"))}">{_words(draw, 2)}</a>'


def _inline(draw: Random) -> str:
    words = _words(draw, draw.randrange(3, 30))
    wrapped = draw.choice(
        (
            f" {words} ",
            f"<strong>{words}</strong>",
            _link(draw),
            f"<br>{words}<br/>\n",
            f'<time datetime="2024-03-12">{draw.choice(DATES)}</time>',
            f"<del>{words}</del>",
            f"&nbsp;<q>{words}</q>&shy;{draw.choice(DATES)}",
            f'<span data-monitor-ignore="date-passed"> {words}</span>',
        )
    )
    return f"{_words(draw, 4)} {wrapped}"


def _text(draw: Random) -> str:
    return "".join(_inline(draw) for _ in range(draw.randrange(1, 4)))


def _part(draw: Random) -> str:
    level = draw.randrange(2, 5)
    items = "".join(f"<li>{_text(draw)}</li>\n" for _ in range(3))
    return draw.choice(
        (
            f'<h{level} id="osio-{level}">{_words(draw, 3)}</h{level}>',
            f"<h2>{_words(draw, 2)}</h2><p>{_text(draw)}</p>\n",
            f'<section lang="sv"><h3>Arkisto</h3><div>{_text(draw)}<p>{_text(draw)}</p>loppu</div></section>',
            f"<p>{_words(draw, 3)}:</p><ul>{items}<li>{_text(draw)}:<ol>{items}</ol> {_words(draw, 2)}</li></ul>",
            _table(draw),
            f"<dl><dt>{_words(draw, 1)}</dt><dd>{_text(draw)}</dd><dt>Päivitetty</dt><dd>2.1.2024</dd></dl>",
            f"<blockquote><p>{_text(draw)}</p><p>{_text(draw)}</p></blockquote>",
            f'<figure><img srcset="b.png, c.png 2x" alt="x"><figcaption>{_text(draw)}</figcaption></figure>',
            f'<form action="/haku"><label>{_words(draw, 1)} <input></label><select><option>a</option></select></form>',
            f'<a href="/kortti"><h3>{_words(draw, 2)}</h3><p>{_words(draw, 9)}</p></a>',
        )
    )


def _table(draw: Random) -> str:
    rows = "".join(f"<tr><td>{_text(draw)}</td><td></td><td><p>{_text(draw)}</p>a</td></tr>\n" for _ in range(3))
    head = "".join(f"<th>{_words(draw, 1)}</th>" for _ in range(3))
    return f"<table><caption>{_words(draw, 2)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
