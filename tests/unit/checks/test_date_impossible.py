"""date-impossible: days that no calendar has, and weekdays on which a day does not fall."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.checks.date_impossible import DateImpossible
from monitor.model import Family, Finding, Mark, MarkKind, Message, PageType, Severity, Zone
from tests.unit.checks.dated import AS_OF, URL, judged, quotes, view

# 2.12.2026 is a Wednesday, 3.12.2026 a Thursday, 15.12.2026 a Tuesday.
SILENT = [
    # Days that are there.
    ("fi", "Haku päättyy 30.4.2027."),
    ("fi", "Karkauspäivä on 29.2.2028."),
    ("en", "Valid until 31 May 2027."),
    ("sv", "Ansökan senast den 28 februari 2027."),
    ("ru", "Приём до 30 апреля 2027 г."),
    # Weekdays on which they fall.
    ("fi", "Asukasilta ke 2.12.2026 klo 18."),
    ("fi", "Asukasilta to 3.12.2026 klo 18."),
    ("fi", "Hae viimeistään torstaina 3. joulukuuta 2026."),
    ("fi", "Haku torstaihin 3.12.2026 saakka."),
    ("sv", "Invånarkväll torsdagen den 3 december 2026."),
    ("sv", "Invånarkväll tors 3.12.2026."),
    ("en", "Residents' evening on Tuesday, 15 December 2026."),
    ("en", "Residents' evening on Tuesday, December 15, 2026."),
    ("ru", "Встреча в четверг, 3 декабря 2026 г."),
    ("ru", "Встреча: чт 3.12.2026."),
    # Numbers that are no days.
    ("fi", "Päivitä versioon 31.4.2"),
    ("fi", "Asenna ohjelman versio 31.4.2027."),
    ("en", "Install v31.4.2027 first."),
    ("fi", "Avoinna klo 31.4"),
    ("fi", "Katso kohta 30.2.1 ja luku 31.4."),
    ("fi", "Kohdassa 30.2.21 kerrotaan lisää."),
    ("fi", "Pykälä § 31.4.2027"),
    ("fi", "Laki 31.4.2027-2"),
    ("fi", "Dnro 31/4/2027"),
    ("fi", "Päätös 31/4/2027"),
    ("en", "Due 4/31/2027"),
    ("en", "File 2027-04-31"),
    ("en", "Newsletter no. 31 April 2027"),
    ("sv", "Infobladet nr 31 april 2027"),
    ("en", "Room 31 April 2027"),
    ("en", "Newsletter 30 February 2027"),
    ("en", "Vol. 3, 31 June 2027"),
    ("en", "In total 31 June 2027"),
    ("sv", "Besökare totalt 31 november 2027"),
    ("fi", "Kävijöitä oli 31 marraskuussa 2027"),
    ("fi", "Yhteensä 30 helmikuun 2027 loppuun"),
    ("ru", "Выпуск 31, апрель 2027"),
    ("fi", "Puh. 031 42027, 09 31 42027"),
    ("fi", "Hinta 31.4 euroa"),
    ("fi", "45.13.2027 ja 32.1.2027"),
    # Without a year, or in another calendar.
    ("en", "By 31 April at the latest"),
    ("fi", "Hae 31.4. mennessä."),
    ("ru", "Фильм «31 июня» (1978)"),
    ("ru", "Декрет от 29 февраля 1900 г."),
    ("ru", "В 1930 году было 30 февраля 1930 года."),
    # Weekdays that belong to no date, or to another one.
    ("fi", "Avoinna ma–ke 3.12.2026"),
    ("fi", "Avoinna ma-pe 3.12.–10.12.2026"),
    ("fi", "Avoinna ma, ti ja ke 3.12.2026 alkaen"),
    ("fi", "Avoinna ke 3.12.2026 alkaen"),
    ("fi", "Kerho kokoontuu keskiviikko 3.12.2026 saakka"),
    ("fi", "Kurssi ti 3.12.2026–18.3.2027 klo 18"),
    ("fi", "Avoinna lauantaina, 3.12.2026 suljettu"),
    ("fi", "Keskiviikkoisin 3.12.2026 lähtien"),
    ("fi", "Kokoukset ti 1.12. ja to 3.12.2026"),
    ("fi", "Kokoukset ma 21.12., ke 10.2.2027"),
    ("fi", "Joka keskiviikko 3.12.2026 alkaen"),
    ("sv", "Öppet varje onsdag 3.12.2026"),
    ("sv", "Uppsägningstid 12 mån 3.12.2026"),
    ("en", "Every Wednesday, 3 December 2026"),
    ("en", "The Sun 15 December 2026"),
    ("en", "Moved to 15 December 2026"),
    ("en", "Moved to 15.12.2026"),
    ("fi", "Moved to 15.12.2026"),
    ("fi", "Moved (again) to 15.12.2026"),
    ("fi", "Valid: to 2026-12-15"),
    ("fi", "Valid: to 15 December 2026"),
    ("en", "Wednesday 12/3/2026"),
    ("en", "The Wednesday after 3 December 2026"),
    ("fi", "ke"),
    ("fi", "ke klo 18 3.12.2026"),
    ("fi", "Ke | 3.12.2026"),
    ("sv", "la 3.12.2026"),
    ("en", "ke 3.12.2026"),
    ("fi", "KE 3.12.2026"),
    ("ru", "Заседание на ср 3.12"),
    ("ru", "Постановление Пленума ВС 3.12.2026"),
    ("ru", "Порядок (ср. 3.12.2026)"),
    ("ru", "Всемирный день окружающей среды 5 июня 2027 года"),
    ("ru", "Открыто пн–ср 3.12.2026"),
    # Past days.
    ("fi", "Asukasilta ke 3.12.2020 klo 18."),
    ("fi", "Asukasilta ma 23.11.2025."),
    ("fi", "Asukasilta järjestettiin ke 3.12.2026."),
]

TOLD = [
    ("fi", "Haku päättyy 31.4.2027.", "31.4.2027"),
    ("fi", "Haku päättyi 31.4.2025.", "31.4.2025"),
    ("fi", "Kurssi 29.2.2027 klo 18.", "29.2.2027"),
    ("fi", "Avoinna 1.4.–31.4.2027.", "1.4.–31.4.2027"),
    ("fi", "Avoinna 29.2.2027–15.3.2027.", "29.2.2027–15.3.2027"),
    ("fi", "Haku 31. huhtikuuta 2027 mennessä.", "31. huhtikuuta 2027"),
    ("fi", "Ohjelma on voimassa 31.6.2027 saakka.", "31.6.2027"),
    ("sv", "Ansök senast den 31 april 2027.", "31 april 2027"),
    ("sv", "Avtalet gäller till 31.9.2027.", "31.9.2027"),
    ("en", "Apply by 31 April 2027.", "31 April 2027"),
    ("en", "Apply by April 31, 2027.", "April 31, 2027"),
    ("en", "The meeting is on 31st November 2027.", "31st November 2027"),
    ("en", "31 June 2027", "31 June 2027"),
    ("sv", "Lördag 31 april 2027", "31 april 2027"),
    ("sv", "Utställningen pågår den 29–31 april 2027", "29–31 april 2027"),
    ("en", "Open 1 March–31 April 2027", "1 March–31 April 2027"),
    ("ru", "Приём заявлений до 30 февраля 2027 г.", "30 февраля 2027"),
    ("ru", "Заявления принимаются до 31.04.2027.", "31.04.2027"),
    ("fi", "Asukasilta ke 3.12.2026 klo 18.", "ke 3.12.2026"),
    ("fi", "Ke 3.12.2026 klo 18 asukasilta", "Ke 3.12.2026"),
    ("fi", "Asukasilta: to 15.12.2026", "to 15.12.2026"),
    ("fi", "Hae viimeistään ke 3.12.2026.", "ke 3.12.2026"),
    ("fi", "Hae keskiviikkoon 3.12.2026 mennessä.", "keskiviikkoon 3.12.2026"),
    ("fi", "Avoinna keskiviikkoon 3.12.2026 saakka.", "keskiviikkoon 3.12.2026"),
    ("fi", "Tapaaminen keskiviikkona 3. joulukuuta 2026.", "keskiviikkona 3. joulukuuta 2026"),
    ("fi", "Kokoukset ti 1.12. ja ke 3.12.2026", "ke 3.12.2026"),
    ("sv", "Invånarkväll ons 3.12.2026.", "ons 3.12.2026"),
    ("sv", "Invånarkväll onsdagen den 3 december 2026.", "onsdagen den 3 december 2026"),
    ("sv", "Ansök senast onsdag 3.12.2026.", "onsdag 3.12.2026"),
    ("sv", "Möte torsdag 2026-12-02", "torsdag 2026-12-02"),
    ("en", "The meeting is on Thursday 15 December 2026.", "Thursday 15 December 2026"),
    ("en", "Apply by Thursday, December 15, 2026.", "Thursday, December 15, 2026"),
    ("en", "Thu 15 December 2026, 6 pm", "Thu 15 December 2026"),
    ("en", "Thursday the 15th of December 2026", "Thursday the 15th of December 2026"),
    ("ru", "Встреча в среду, 3 декабря 2026 г.", "среду, 3 декабря 2026"),
    ("ru", "Встреча: ср 3.12.2026", "ср 3.12.2026"),
    ("ru", "Пятница, 3 декабря 2026 года", "Пятница, 3 декабря 2026"),
    ("ru", "Приём до пятницы 3.12.2026", "пятницы 3.12.2026"),
]


@pytest.mark.parametrize(("lang", "text"), SILENT)
def test_silent(lang: str, text: str) -> None:
    assert quotes(DateImpossible(), view(text, lang)) == []


@pytest.mark.parametrize(("lang", "text", "quote"), TOLD)
def test_told(lang: str, text: str, quote: str) -> None:
    assert quotes(DateImpossible(), view(text, lang)) == [quote]


@pytest.mark.parametrize("text", ["Asukasilta ke 3.12.2026.", "Haku päättyy 31.4.2027."])
@pytest.mark.parametrize(
    "place",
    [
        {"page_type": PageType.NEWS},
        {"page_type": PageType.MINUTES},
        {"page_type": PageType.LEGAL},
        {"page_type": PageType.DOCUMENT},
        {"zone": Zone.ARCHIVE},
        {"headings": ("Arkisto",)},
        {"marks": (Mark(MarkKind.QUOTE, 0, 24),)},
        {"marks": (Mark(MarkKind.DELETED, 0, 24),)},
    ],
    ids=str,
)
def test_silent_where_it_tells_what_was(text: str, place: dict[str, Any]) -> None:
    assert judged(DateImpossible(), view(text, **place)) == []


@pytest.mark.parametrize(
    ("text", "lang", "right"),
    [
        ("Ke 3.12.2026 klo 18", "fi", "To 3.12.2026"),
        ("Hae keskiviikkoon 3.12.2026 mennessä", "fi", "torstaihin 3.12.2026"),
        ("onsdagen den 3 december 2026", "sv", "torsdagen den 3 december 2026"),
        ("Thurs 15 December 2026", "en", "Tues 15 December 2026"),
        ("Встреча в четверг, 2 декабря 2026 г.", "ru", "среду, 2 декабря 2026"),
    ],
)
def test_suggests_the_weekday_in_the_same_form(text: str, lang: str, right: str) -> None:
    assert [finding.suggestion for finding in judged(DateImpossible(), view(text, lang))] == [right]


def test_a_weekday_is_told_on_its_day_and_no_longer() -> None:
    seen = view("Asukasilta ke 3.12.2026.")
    assert judged(DateImpossible(), seen, date(2026, 12, 3)) != []
    assert judged(DateImpossible(), seen, date(2026, 12, 4)) == []


def test_whole_finding_of_a_day() -> None:
    text = "Haku päättyy 31.4.2027."
    assert judged(DateImpossible(), view(text)) == [
        Finding(
            check="date-impossible",
            family=Family.VALIDITY,
            severity=Severity.WARNING,
            page=URL,
            subject="2027-04-31",
            quote="31.4.2027",
            message=Message("date-impossible.day", {"quote": "31.4.2027", "last": date(2027, 4, 30)}),
            context=text,
            start=13,
            end=22,
            lang="fi",
        )
    ]


def test_whole_finding_of_a_weekday() -> None:
    text = "Asukasilta ke 3.12.2026."
    assert judged(DateImpossible(), view(text)) == [
        Finding(
            check="date-impossible",
            family=Family.VALIDITY,
            severity=Severity.WARNING,
            page=URL,
            subject="2026-12-03",
            quote="ke 3.12.2026",
            message=Message("date-impossible.weekday", {"quote": "ke 3.12.2026", "right": "to 3.12.2026"}),
            context=text,
            start=11,
            end=23,
            lang="fi",
            suggestion="to 3.12.2026",
        )
    ]


MONTHS = {
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
# By language: weekdays in one form, a sentence about one of them and a day.
FORMATS = [
    ("fi", "ma ti ke to pe la su", "Kokous: {weekday} {day}.{month}.{year} klo 18"),
    ("fi", "ma ti ke to pe la su", "Kokous: {weekday} {day:02}.{month:02}.{year}"),
    (
        "fi",
        "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
        "Kokous on {weekday} {day}. {fi}kuuta {year}.",
    ),
    (
        "fi",
        "maanantaihin tiistaihin keskiviikkoon torstaihin perjantaihin lauantaihin sunnuntaihin",
        "Hae {weekday} {day}.{month}.{year} mennessä.",
    ),
    ("sv", "mån tis ons tors fre lör sön", "Möte: {weekday} {day}.{month}.{year}"),
    ("sv", "måndag tisdag onsdag torsdag fredag lördag söndag", "Senast {weekday} {day} {sv} {year}."),
    ("sv", "måndag tisdag onsdag torsdag fredag lördag söndag", "Möte {weekday} {year}-{month:02}-{day:02}"),
    (
        "sv",
        "måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen",
        "Möte {weekday} den {day} {sv} {year}",
    ),
    ("en", "Mon Tue Wed Thu Fri Sat Sun", "Meeting: {weekday} {day} {en} {year}"),
    ("en", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "Apply by {weekday}, {en} {day}, {year}."),
    ("en", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "Open {weekday} the {day}th of {en} {year}."),
    ("ru", "пн вт ср чт пт сб вс", "Встреча: {weekday} {day:02}.{month:02}.{year}"),
    (
        "ru",
        "понедельник вторник среду четверг пятницу субботу воскресенье",
        "Встреча в {weekday}, {day} {ru} {year} г.",
    ),
]
DAYS = st.dates(AS_OF, AS_OF + timedelta(days=4000))


def written(pattern: str, weekday: str, year: int, month: int, day: int) -> str:
    names = {lang: months.split()[month - 1] for lang, months in MONTHS.items()}
    return pattern.format(weekday=weekday, day=day, month=month, year=year, **names)


@given(day=DAYS, form=st.sampled_from(FORMATS), shift=st.integers(0, 6))
def test_any_false_weekday_is_told_and_no_true_one(day: date, form: tuple[str, str, str], shift: int) -> None:
    lang, words, pattern = form
    weekdays = words.split()
    said, right = weekdays[(day.weekday() + shift) % 7], weekdays[day.weekday()]
    found = judged(DateImpossible(), view(written(pattern, said, day.year, day.month, day.day), lang))
    assert [finding.suggestion.split()[0].rstrip(",") for finding in found if finding.suggestion] == [right] * bool(
        shift
    )


@given(
    year=st.integers(1932, 2060),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    form=st.sampled_from(
        [
            ("fi", "Haku päättyy {day}.{month}.{year}."),
            ("fi", "Haku päättyy {day}. {fi}kuuta {year}."),
            ("sv", "Ansök senast den {day} {sv} {year}."),
            ("en", "Apply by {day} {en} {year}."),
            ("en", "Apply by {en} {day}, {year}."),
            ("ru", "Приём до {day} {ru} {year} года."),
        ]
    ),
)
def test_a_day_is_told_where_its_month_has_none(year: int, month: int, day: int, form: tuple[str, str]) -> None:
    lang, pattern = form
    found = judged(DateImpossible(), view(written(pattern, "", year, month, day), lang))
    assert len(found) == (day > monthrange(year, month)[1])


@given(st.text(alphabet="0123456789.,-–/ keto maтср§№\n", max_size=60), st.sampled_from(["fi", "sv", "en", "ru", ""]))
def test_whatever_is_written_it_is_quoted_as_it_stands(text: str, lang: str) -> None:
    for finding in judged(DateImpossible(), view(text, lang)):
        assert finding.quote == text[finding.start : finding.end]
