"""The whole mail: what it says, in which order, how long it is, and that the same letter gives the same bytes."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from monitor.digest import Entry, Kind, Mail, Reader, Sender, compose
from monitor.digest.compose import LIMIT
from monitor.errors import UsageError
from monitor.model import Coverage
from tests.unit.digest.letters import AT, SENDER, SITE, WATCH, admins, entries, finding, letter

RU = "[Контроль содержания]"


def read(mail: Mail) -> EmailMessage:
    message = message_from_bytes(mail.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def many(kind: Kind, count: int) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            issue=n,
            kind=kind,
            finding=finding("Numerosta puuttuu väli.", page=f"{SITE}/sivu/{n}"),
            page_title=f"Sivu {n}",
            days=n,
        )
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize(
    ("lang", "kind", "count", "subject"),
    [
        pytest.param("fi", Kind.URGENT, 1, "[Sisältövahti] 1 kiireellinen – Maahanmuuttajapalvelut", id="fi 1"),
        pytest.param("fi", Kind.NEW, 3, "[Sisältövahti] 3 uutta – Maahanmuuttajapalvelut", id="fi 3"),
        pytest.param("sv", Kind.OPEN, 1, "[Innehållsvakten] 1 öppet – Invandrarservice", id="sv 1"),
        pytest.param("sv", Kind.OPEN, 6, "[Innehållsvakten] 6 öppna – Invandrarservice", id="sv 6"),
        pytest.param("en", Kind.SOON, 2, "[Content Watch] 2 ending soon – Immigrant services", id="en"),
        pytest.param("ru", Kind.NEW, 1, "[Контроль содержания] 1 новое – Услуги для иммигрантов", id="ru 1"),
        pytest.param("ru", Kind.SOON, 3, "[Контроль содержания] 3 скоро устареют – Услуги для иммигрантов", id="ru 3"),
        pytest.param("ru", Kind.SOON, 11, f"{RU} 11 скоро устареют – Услуги для иммигрантов", id="ru 11"),
        pytest.param("ru", Kind.SOON, 21, f"{RU} 21 скоро устареет – Услуги для иммигрантов", id="ru 21"),
        pytest.param("fi", Kind.FIXED, 2, "[Sisältövahti] 2 korjattu – Maahanmuuttajapalvelut", id="only thanks"),
        pytest.param("fi", Kind.NEW, 0, "[Sisältövahti] ei uutta – Maahanmuuttajapalvelut", id="a sign of life"),
    ],
)  # fmt: skip
def test_subject(lang: str, kind: Kind, count: int, subject: str) -> None:
    mail = compose(letter(lang, shown=many(kind, count)), SENDER)
    assert (mail.subject, read(mail)["Subject"]) == (subject, subject)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        pytest.param(1, "Открыто 1 день", id="one"),
        pytest.param(3, "Открыто 3 дня", id="few"),
        pytest.param(12, "Открыто 12 дней", id="many"),
        pytest.param(41, "Открыто 41 день", id="one again"),
    ],
)
def test_days_in_russian(days: int, words: str) -> None:
    shown = (replace(entries("ru")[3], days=days),)
    assert f"   {words} · вопрос 3\n" in compose(letter("ru", shown=shown), SENDER).text


def test_several_targets_in_the_subject() -> None:
    told = replace(letter(shown=many(Kind.NEW, 1)), targets=("Maahanmuutto", "Asuminen", "Työ"))
    assert compose(told, SENDER).subject == "[Sisältövahti] 1 uusi – Maahanmuutto ja 2 muuta"


def test_headers() -> None:
    mail = compose(letter("sv"), SENDER)
    message = read(mail)
    message_id, root = (
        "<9f7ccbbefd914e64d8ff5402b1b37bfb@kunta.example.fi>",
        "<331d2c95f047d29da1827e726be3fc6a@kunta.example.fi>",
    )
    assert mail.message_id == message_id
    assert {k: str(v).strip() for k, v in message.items() if k not in {"Content-Type", "Subject"}} == {
        "From": "Innehållsvakten <vahti@kunta.example.fi>",
        "To": "Neuvonnan tiimi <neuvonta@kunta.example.fi>",
        "Reply-To": "verkko@kunta.example.fi",
        "Date": "Tue, 24 Nov 2026 07:00:00 +0200",
        "Message-ID": message_id,
        "In-Reply-To": root,
        "References": root,
        "List-Id": "<digest.kunta.example.fi>",
        "List-Unsubscribe": (
            "<mailto:verkko@kunta.example.fi?subject=Avsluta%20de%20h%C3%A4r%20meddelandena>"
        ),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "MIME-Version": "1.0",
        "Content-Language": "sv",
    }  # fmt: skip


def test_the_parts_come_back_as_written() -> None:
    for lang in ("fi", "ru"):
        mail = compose(letter(lang), SENDER)
        parts = [(p.get_content_type(), p.get_content().replace("\r\n", "\n")) for p in read(mail).iter_parts()]
        assert parts == [("text/plain", mail.text), ("text/html", mail.html)]


def test_same_letter_same_bytes() -> None:
    assert compose(letter(), SENDER).content == compose(letter(), SENDER).content


def test_message_id_belongs_to_editor_and_digest() -> None:
    told = letter()
    other = replace(told, reader=replace(told.reader, addresses=("toinen@kunta.example.fi",)))
    later = replace(told, at=AT + timedelta(days=1), entries=())
    ids = {compose(each, SENDER).message_id for each in (told, other, replace(told, digest="2026-11-25"))}
    assert len(ids) == 3
    assert compose(later, SENDER).message_id in ids


def test_one_thread_for_each_month() -> None:
    told = letter()
    first, same, next_month = (
        read(compose(replace(told, at=AT + timedelta(days=days)), SENDER))["References"] for days in (0, 6, 8)
    )
    assert first == same != next_month


@pytest.mark.parametrize("lang", ["fi", "sv", "en", "ru"])
def test_order_and_shape(lang: str) -> None:
    mail = compose(letter(lang), SENDER)
    pages = ("Kotoutuminen", "Kotoutuminen", "Neuvonta", "Kurssit", "Tuet", "Asuminen", "Yhteystiedot")
    for part in (mail.text, mail.html):
        at = 0
        for page in pages:
            at = part.index(page, at) + 1
    assert [
        line for line in mail.text.splitlines() if len(line) > 72 and "://" not in line and "mailto:" not in line
    ] == []
    assert not {"\u00a0", "\u202f", "\r"} & set(mail.text)


def test_seven_in_full_the_oldest_first() -> None:
    text = compose(letter(shown=many(Kind.OPEN, 9)), SENDER).text
    assert [f"{n}. " in text for n in range(1, 9)] == [True] * 7 + [False]
    assert [text.index(f"Sivu {n}\n") for n in range(9, 2, -1)] == sorted(
        text.index(f"Sivu {n}\n") for n in range(3, 10)
    )
    assert '- Sivu 2 · puhelinnumero: "0401234567" (avoinna 2 päivää)\n  https://kunta.example.fi/sivu/2\n' in text


def test_issues_of_one_page_stand_together() -> None:
    one, two, three = many(Kind.OPEN, 3)
    there = replace(one, finding=three.finding, page_title=three.page_title)
    text = compose(letter(shown=(there, two, three)), SENDER).text
    assert text.count("Sivu 3\n") == 1
    assert text.index("asia 3") < text.index("asia 1") < text.index("Sivu 2\n")


def test_reasons_and_source_of_a_merged_finding() -> None:
    html = compose(letter(), SENDER).html
    assert "Kunnan <mark" in html
    assert ">kotouttamisohjelma 2017–2020</mark> ohjaa työtä" in html
    assert '<a href="https://www.finlex.fi/fi/laki/alkup/2023/20230681"' in html


@pytest.mark.parametrize(
    ("failed", "timed", "words"),
    [
        pytest.param(0, False, "Tarkistettu 412/412 sivua.\n", id="all, some time"),
        pytest.param(0, True, "Tarkistettu 412/412 sivua 24.11.2026 klo 6.10.\n", id="all"),
        pytest.param(
            1,
            False,
            "Tarkistettu 412/413 sivua. Tarkistamatta jäi 1 sivu, eikä sitä arvioitu.\n",
            id="all but one",
        ),
    ],
)
def test_coverage(failed: int, timed: bool, words: str) -> None:  # noqa: FBT001
    told = replace(letter(), coverage=Coverage(pages_checked=412, pages_failed=failed))
    assert words in compose(told if timed else replace(told, checked_at=None), SENDER).text


def test_commands_are_for_admins() -> None:
    plain, admin = (compose(letter(admin=admin), SENDER) for admin in (False, True))
    assert "monitor issues" not in plain.text + plain.html
    for part in (admin.text, admin.html):
        assert "monitor issues reassign 12 EDITOR" in part


def test_what_an_admin_hears() -> None:
    mail = compose(admins(), SENDER)
    assert mail.subject == (
        "[Sisältövahti] 1 ilman omistajaa, 1 vaihteleva, 1 avoinna, 1 vanhenee pian – Maahanmuuttajapalvelut"
    )
    life = mail.text[mail.text.index("VAHDIN OMA TILA") : mail.text.index("-- \n")]
    assert life.split("\n\n")[1].splitlines() == [
        "- Maahanmuuttajapalvelut: luettu 412/418 sivua 24.11.2026 klo 7.00.",
        "- vanha.example.fi ei ole vastannut 21 päivään (linkkejä: 3).",
        "- estaja.example ei päästä vahtia lukemaan: 1 linkki jäi tarkistamatta.",
        "- Asuminen: ei ole vielä luettu.",
        "- Posti ei mennyt perille: Neuvonnan tiimi. Palvelin vastasi:",
        "  neuvonta@kunta.example.fi: 550 No such user",
        "- Tarkistus term-superseded löytää nyt 34 kohtaa teksteistä, jotka eivät",
        "  ole muuttuneet. Toimittajille kerrotaan viikon kuluttua tai komennolla",
        "  monitor issues release term-superseded",
    ]
    assert "Muistutus · avoinna eilisestä · asia 3" in mail.text
    assert "mailto:" not in mail.text, "nobody is asked to write to themselves"


def test_what_is_mended_is_open_no_longer() -> None:
    mended = replace(entries("fi")[5], days=3)
    mail = compose(letter(shown=(mended,)), SENDER)
    assert "avoinna" not in (mail.text + mail.html).lower()


def test_a_sign_of_life() -> None:
    mail = compose(replace(letter(admin=True, shown=()), watch=WATCH), SENDER)
    assert mail.subject == "[Sisältövahti] ei uutta – Maahanmuuttajapalvelut"
    assert "Ei uutta\n" in mail.text
    assert "Vahdin oma tila" in mail.html
    assert "Mukana on vain" not in mail.text, "there is nothing that it could be about"


def test_links_survive_mail_filters() -> None:
    shown = (replace(entries("fi")[1], edit_url="https://cms.example.fi/#/edit/1", places=(f"{SITE}/x#osa",), count=2),)
    mail = compose(letter(shown=shown), SENDER)
    assert "#" not in mail.text
    assert 'href="https://cms.example.fi/"' in mail.html
    assert "<img" not in mail.html
    assert "url(" not in mail.html


def test_three_thousand_open_issues() -> None:
    shown = many(Kind.URGENT, 100) + many(Kind.OPEN, 2900)
    for lang in ("fi", "ru"):
        mail = compose(letter(lang, shown=shown), SENDER)
        assert LIMIT // 2 < len(mail.content) <= LIMIT
    assert "100 срочных" in mail.subject


def test_lines_are_seven_bit_and_short() -> None:
    told = letter("ru")
    reader = Reader(name="Ääkkösten tiimi " * 9, addresses=(f"{'a' * 60}@{'b' * 60}.example.fi",) * 3, lang="ru")
    content = compose(replace(told, reader=reader), replace(SENDER, domain=f"{'c' * 60}.example.fi")).content
    assert content.isascii()
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")
    head, _, body = content.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 78
    assert all(len(line) <= 78 or line.startswith(b" <") for line in head.split(b"\r\n"))


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("neuvonta", id="no host"),
        pytest.param("a@b@c.example", id="two hosts"),
        pytest.param("a@example.fi\r\nBcc: x@example.fi", id="a line end"),
        pytest.param("a@example.fi\n", id="a line end at the end"),
        pytest.param("Neuvonta <a@example.fi>", id="a name with it"),
        pytest.param("ä@example.fi", id="not ASCII"),
        pytest.param("a@example.fi, b@example.fi", id="two in one"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    told = letter()
    with pytest.raises(UsageError):
        compose(replace(told, reader=replace(told.reader, addresses=(address,))), SENDER)
    with pytest.raises(UsageError):
        Sender(address=address, domain="example.fi", contact="a@example.fi")
