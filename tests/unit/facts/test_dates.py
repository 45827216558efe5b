"""Dates and ranges as four languages write them, and the numbers that only look like dates."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts import dates
from monitor.facts.dates.months import beside_a_number
from monitor.model import Block, PartialDate

Day = PartialDate


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        pytest.param("tarkistetaan vähintään kerran neljässä vuodessa", "fi", id="duration"),
        pytest.param("Tietoa Suomesta 12 kielellä", "fi", id="twelve-languages"),
        pytest.param("laki kotoutumisen edistämisestä (1386/2010)", "fi", id="statute"),
        pytest.param("Säädöksiä seurattu SDK 59/2025 saakka", "fi", id="collection-number"),
        pytest.param("asetus (EU) 2018/1724", "fi", id="eu-act"),
        pytest.param("puh. 040 123 2019", "fi", id="phone"),
        pytest.param("klo 9.00–15.00 ja 7.30–8.15", "fi", id="hours"),
        pytest.param("3.000 ulkomaalaista, 10 022 asukasta", "fi", id="thousands"),
        pytest.param("hinta 2019 euroa", "fi", id="price"),
        pytest.param("s. 112–118", "fi", id="pages"),
        pytest.param("Y-tunnus 0162193-3, 53100 Esimerkki", "fi", id="business-id-postal-code"),
        pytest.param("© 2015–2024 Esimerkki", "fi", id="copyright"),
        pytest.param("1990-luvulla", "fi", id="decade"),
        pytest.param("You may 2 times ask", "en", id="may-the-verb"),
        pytest.param("32.1.2020 ja 10.13.2020", "fi", id="no-such-day"),
        pytest.param("31.4.27, 31/4/2027, 2027-04-31 ja 31.4.", "fi", id="no-day-of-that-month-nor-plainly-one"),
        pytest.param("www.example.fi/2019/12/sivu", "fi", id="address"),
    ],
)
def test_no_date(text: str, lang: str) -> None:
    assert dates.find(Block(text, lang)) == ()


@pytest.mark.parametrize(
    ("text", "lang", "words", "begins", "ends"),
    [
        pytest.param("ohjelma 2017-2020", "fi", "2017-2020", Day(2017), Day(2020), id="hyphen"),
        pytest.param("vuosina 2009–14", "fi", "2009–14", Day(2009), Day(2014), id="two-digit-end"),
        pytest.param("2014 2017", "fi", "2014 2017", Day(2014), Day(2017), id="lost-dash"),
        pytest.param("lukuvuosi 2023/24", "fi", "2023/24", Day(2023), Day(2024), id="school-slash"),
        pytest.param("1.1.2017–31.12.2020", "fi", "1.1.2017–31.12.2020", Day(2017, 1, 1), Day(2020, 12, 31), id="full"),
        pytest.param("31.4.2027", "fi", "31.4.2027", Day(2027, 4, 31), Day(2027, 4, 31), id="day-that-its-month-lacks"),
        pytest.param("1.4.–31.4.2027", "fi", "1.4.–31.4.2027", Day(2027, 4, 1), Day(2027, 4, 31), id="end-lacking"),
        pytest.param("1.–22.3.2026", "fi", "1.–22.3.2026", Day(2026, 3, 1), Day(2026, 3, 22), id="days"),
        pytest.param(
            "ma 10.4. – pe 21.4.2026", "fi", "10.4. – pe 21.4.2026", Day(2026, 4, 10), Day(2026, 4, 21), id="weekdays"
        ),
        pytest.param("15.12.–6.1.2026", "fi", "15.12.–6.1.2026", Day(2025, 12, 15), Day(2026, 1, 6), id="new-year"),
        pytest.param("1.9–30.11.2026", "sv", "1.9–30.11.2026", Day(2026, 9, 1), Day(2026, 11, 30), id="sv-no-stop"),
        pytest.param("08/2019–07/2022", "fi", "08/2019–07/2022", Day(2019, 8), Day(2022, 7), id="months"),
        pytest.param("toukokuussa 2024", "fi", "toukokuussa 2024", Day(2024, 5), Day(2024, 5), id="fi-month"),
        pytest.param("5. tammikuuta 2024", "fi", "5. tammikuuta 2024", Day(2024, 1, 5), Day(2024, 1, 5), id="fi-name"),
        pytest.param("den 5 januari 2024", "sv", "5 januari 2024", Day(2024, 1, 5), Day(2024, 1, 5), id="sv-name"),
        pytest.param("5th of May 2024", "en", "5th of May 2024", Day(2024, 5, 5), Day(2024, 5, 5), id="en-name"),
        pytest.param("May 5, 2024", "en", "May 5, 2024", Day(2024, 5, 5), Day(2024, 5, 5), id="us-name"),
        pytest.param("12/31/2020", "en", "12/31/2020", Day(2020, 12, 31), Day(2020, 12, 31), id="us-only-reading"),
        pytest.param("23/3/2020", "en", "23/3/2020", Day(2020, 3, 23), Day(2020, 3, 23), id="eu-slash"),
        pytest.param("11-10-2022", "sv", "11-10-2022", Day(2022, 10, 11), Day(2022, 10, 11), id="day-first-hyphen"),
        pytest.param("2024-03-15", "en", "2024-03-15", Day(2024, 3, 15), Day(2024, 3, 15), id="iso"),
        pytest.param("January 1.1.2025", "en", "1.1.2025", Day(2025, 1, 1), Day(2025, 1, 1), id="machine-translated"),
        pytest.param(
            "с 1 по 28 февраля 2025 года", "ru", "1 по 28 февраля 2025", Day(2025, 2, 1), Day(2025, 2, 28), id="ru-days"
        ),
        pytest.param("5 мая 2024 г.", "ru", "5 мая 2024", Day(2024, 5, 5), Day(2024, 5, 5), id="ru-name"),
        pytest.param("5. tammikuuta", "fi", "5. tammikuuta", Day(None, 1, 5), Day(None, 1, 5), id="yearless"),
        pytest.param(
            "040 123 4567 (2017-2020)", "fi", "2017-2020", Day(2017), Day(2020), id="years-in-brackets-after-a-number"
        ),
    ],
)
def test_date(text: str, lang: str, words: str, begins: PartialDate, ends: PartialDate) -> None:
    (fact,) = dates.find(Block(text, lang))
    assert (fact.text, fact.begins, fact.ends) == (words, begins, ends)


@pytest.mark.parametrize(
    ("text", "lang", "begins", "ends"),
    [
        pytest.param("31.12.2022 saakka", "fi", None, Day(2022, 12, 31), id="saakka"),
        pytest.param("vuoteen 2030 mennessä", "fi", None, Day(2030), id="mennessä"),
        pytest.param("vuoden 2024 loppuun", "fi", None, Day(2024), id="loppuun"),
        pytest.param("viimeistään 5.9.2025", "fi", None, Day(2025, 9, 5), id="viimeistään"),
        pytest.param("1.1.2025 alkaen", "fi", Day(2025, 1, 1), None, id="alkaen"),
        pytest.param("vuodesta 2019 lähtien", "fi", Day(2019), None, id="lähtien"),
        pytest.param("t.o.m. 31.12.2020", "sv", None, Day(2020, 12, 31), id="tom"),
        pytest.param("fr.o.m. den 1 mars 2020", "sv", Day(2020, 3, 1), None, id="from"),
        pytest.param("until the end of 2020", "en", None, Day(2020), id="until"),
        pytest.param("since 1 January 2025", "en", Day(2025, 1, 1), None, id="since"),
        pytest.param("до конца 2024 года", "ru", None, Day(2024), id="до"),
        pytest.param("по 31 марта 2025 г. включительно", "ru", None, Day(2025, 3, 31), id="по"),
        pytest.param("с 01.01.2025", "ru", Day(2025, 1, 1), None, id="с"),
        pytest.param("1.1.2019 alkaen 31.12.2020 saakka", "fi", Day(2019, 1, 1), Day(2020, 12, 31), id="both"),
    ],
)
def test_open_end(text: str, lang: str, begins: PartialDate | None, ends: PartialDate | None) -> None:
    (fact,) = dates.find(Block(text, lang))
    assert (fact.begins, fact.ends, fact.single) == (begins, ends, False)


@pytest.mark.parametrize(
    ("text", "lang", "words", "begins", "ends"),
    [
        pytest.param("viikolla 40/2026", "fi", "viikolla 40/2026", None, Day(2026, 10, 4), id="fi"),
        pytest.param("vko 1/2026", "fi", "vko 1/2026", None, Day(2026, 1, 4), id="fi-short"),
        pytest.param("vuoden 2026 viikolla 40", "fi", "2026 viikolla 40", None, Day(2026, 10, 4), id="year-first"),
        pytest.param("v. 40, 2026", "sv", "v. 40, 2026", None, Day(2026, 10, 4), id="sv-short"),
        pytest.param("vecka 53 år 2026", "sv", "vecka 53 år 2026", None, Day(2027, 1, 3), id="a-long-year"),
        pytest.param("week 40 of 2026", "en", "week 40 of 2026", None, Day(2026, 10, 4), id="en"),
        pytest.param("40-я неделя 2026 года", "ru", "40-я неделя 2026", None, Day(2026, 10, 4), id="ru"),
        pytest.param(
            "viikot 27–30/2026", "fi", "viikot 27–30/2026", Day(2026, 6, 29), Day(2026, 7, 26), id="several-weeks"
        ),
    ],
)
def test_weeks(text: str, lang: str, words: str, begins: PartialDate | None, ends: PartialDate) -> None:
    (fact,) = dates.find(Block(text, lang))
    assert (fact.text, fact.begins, fact.ends) == (words, begins or ends, ends)


def test_a_year_has_no_more_weeks_than_it_has() -> None:
    assert dates.find(Block("viikolla 53/2027", "fi")) == ()


def test_dates_of_a_list_share_the_year() -> None:
    found = dates.find(Block("13.4., 20.4. ja 27.4.2024", "fi"))
    assert [fact.ends for fact in found] == [Day(2024, 4, 13), Day(2024, 4, 20), Day(2024, 4, 27)]


def test_a_range_ends_with_its_sentence() -> None:
    found = dates.find(Block("Закон действует с 1 января 2025 года. До 2023 года было иначе.", "ru"))
    assert [(fact.begins, fact.ends) for fact in found] == [(Day(2025, 1, 1), None), (None, Day(2023))]


MONTHS = st.sampled_from(["tammikuuta", "mars", "May", "декабря"])
PIECES = st.one_of(
    st.integers(0, 99999).map(str),
    st.sampled_from(
        [".", "–", "-", "/", " ", " – ", "saakka", "alkaen", "до", "by", "\n", "(", "1.1.2025", "2017-2020", "kl. 9"]
    ),
    MONTHS,
    st.text(max_size=4),
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["fi", "sv", "en", "ru", ""]))
def test_never_fails_and_offsets_index_the_text(text: str, lang: str) -> None:
    found = dates.find(Block(text, lang))
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(
    st.integers(1, 28),
    st.integers(1, 12),
    st.integers(1990, 2059),
    st.sampled_from(["{d}.{m}.{y}", "{d}/{m}/{y}", "{y}-{m:02}-{d:02}"]),
)
def test_every_day_is_read_back(day: int, month: int, year: int, form: str) -> None:
    (fact,) = dates.find(Block("x " + form.format(d=day, m=month, y=year), "en"))
    assert fact.ends == Day(year, month, day)


@given(st.integers(1, 28), MONTHS)
def test_prefilter_lets_month_names_through(day: int, month: str) -> None:
    assert beside_a_number(f"{day} {month}")
    assert len(dates.find(Block(f"{day} {month}", ""))) == 1


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        pytest.param("Open until 3 July.", "en", "3 July", id="end of a sentence"),
        pytest.param("Open until 3 July. Then we move.", "en", "3 July", id="another sentence follows"),
        pytest.param("Closed from 1 May to July 3.", "en", "1 May to July 3", id="month first"),
        pytest.param("Avoinna 3.7.", "fi", "3.7.", id="a day's own point"),
        pytest.param("Avoinna 1.6.–3.7. Sen jälkeen suljemme.", "fi", "1.6.–3.7.", id="a day's own point, in a range"),
        pytest.param("Closed 3 Jul. through autumn", "en", "3 Jul.", id="a month cut short"),
    ],
)
def test_the_full_stop_of_a_sentence_is_no_part_of_a_date(text: str, lang: str, words: str) -> None:
    assert [fact.text for fact in dates.find(Block(text, lang))] == [words]
    (fact,) = dates.find(Block(text, lang))
    assert text[fact.start : fact.end] == words
