"""The words beside a date that tell what it is for, in four languages.

Each kind is a pattern per language, matched without regard to case. `past` and `change` also take the verbs of
`verbs.CHANGES`. Participles that describe a state that lasts (*suljettu*, *extended*, *продлена*) are not past.
"""

import re
from functools import cache
from typing import NamedTuple

from monitor.facts.dates.openings import alternatives, openings
from monitor.facts.dates.verbs import CHANGES, LASTING

# Past forms that as participles describe a state: "the office is closed".
STATES = ("closed", "opened")
LANGUAGES = ("fi", "sv", "en", "ru")
TENSES = ("future", "change", "happens", "adopted", "past", "present", "state")

WORDS: dict[str, dict[str, str]] = {
    "programme": {
        "fi": r"\w*(?<!tieto)ohjelma(?:n|a|t|an|ssa|sta|ksi|lla|ansa|kau\w+)?|\w*strategia(?:n|a|ssa|sta|t)?"
        r"|\w*(?<!opetus)(?<!kasvatus)suunnitelma(?:n|a|t|an|ssa|sta)?|\w+suunnitelma(?= §{7})|\w*hanke"
        r"|\w*hank(?:keen|etta|keet|keessa|keessä|keella|keella|kausi)"
        r"|\w*projekt\w+|\w*(?:ohjelma|rahoitus|toimi|toiminta|valtuusto|hallitus|sopimus|hanke|kokeilu|strategia"
        r"|suunnitelma)kau(?:si|den|della|tta|deksi|delle)"
        r"|kau(?:si|den|della|deksi|delle)|\w+vuorot|\w*ruokalista|lounaslista"
        r"|toiminta-aika|toiminta-ajan|(?:toteutus|hanke|projekti|rahoitus)(?:aika|ajan)|\w*aikataulut?|vuosikello"
        r"|jäsenmaksu(?:n suuruus|t)?|(?:hallitus|valtuusto|johtokunta|\w*toimikunta)(?= §{7})"
        r"|talousarvio\w*|hinnasto\w*|maksukat(?:to|on)"
        r"|(?:myöntämis|avustus|maksu)perusteet|\w*maksut|hinnat"
        r"|\w*kokeilu(?:n|a)?|tiekartta\w*|\w*linjaukset|\w*politiikka",
        "sv": r"\w*program(?:met|mets|men)?|\w*strategi(?:n|er|ns)?|\w*(?<!läro)plan(?:en|er|ens)?|\w*projekt(?:et"
        r"|ets)?"
        r"|\w*period(?:en|ens)?|\w*försök(?:et)?|budget(?:en)?|tidtabell\w*|medlemsavgift(?:en)?|prislist\w*|avgifter"
        r"|matsedel\w*|matlista\w*|(?:styrelsen?|fullmäktige|direktionen)(?= §{7})"
        r"|riktlinjer(?:na)?|vägkart\w+|avgiftstak(?:et)?",
        "en": r"programmes?|programs?|strategy|strategies|plans?|projects?|(?:council |programming |funding "
        r"|project )?(?:period|term)|roadmap|road map|budget|timetables?|membership fee|price list|prices|fees|pilot"
        r"|rota|lunch menu|(?:board|board of directors|committee)(?= §{7})"
        r"|action plan|initiative|(?:payment|fee) (?:ceiling|cap)",
        "ru": r"программ\w+|дорожн\w+ карт\w+|стратеги\w+|план(?:а|е|ом|у)?|проект(?:а|е|ом|у|ы)?|период(?:а|е)?"
        r"|концепци\w+|расписани\w+|бюджет\w*|цены|тарифы"
        r"|предел\w* платежей|график|меню|членск\w+ взнос\w*|правление(?= §{7})",
    },
    "school": {
        "fi": r"luku(?:vuosi|vuoden|vuonna|vuotta|vuodelle|vuodeksi|vuosien)|lv|\w*luku(?:kausi|kauden|kaudella"
        r"|kaudelle)"
        r"|(?:talvi|jää|uinti|hiihto|luistelu|harrastus|peli|näytäntö|kilpailu)kau(?:si|den|della|tta|deksi|delle)"
        r"|toimintavuo\w+|opinto-op(?:as|paan|paassa)|kurssi(?:tarjon\w+|op(?:as|paan|paassa))",
        "sv": r"läsår\w*|skolår\w*|(?:höst|vår)termin\w*|studiehandbok\w*|kursutbud\w*|kurskatalog\w*"
        r"|\w*säsong(?:en|ens)?",
        "en": r"(?:school|academic) year|(?:autumn|spring|fall|summer) (?:semester|term)"
        r"|(?:course|study) (?:catalogue?|guide|offering)|season",
        "ru": r"учебн\w+ год\w*|(?:осенн|весенн)\w+ семестр\w*|каталог\w* курсов|сезон(?:а|е|у)?",
    },
    "validity": {
        "fi": r"(?:on |ovat )?voimassa(?!\s?ole)|voimassaolo\w*|kelpaa|kelpaavat|pätee|tarjolla|saatavilla|maksuton"
        r"|maksutta"
        r"|ilmainen|käytössä",
        "sv": r"gäller|giltigt?|giltiga|giltighetstid\w*|i kraft|tillgänglig\w*|avgiftsfri\w*",
        "en": r"(?:is |are )?valid|validity|in force|in effect|effective|available|free of charge",
        "ru": r"действует|действуют|действител[ье]н\w*|срок\w* действия|в силе|доступ\w+|бесплатн\w+",
    },
    "extended": {
        "fi": r"jatkaa|jatkettu|myönnetty|jatkettua|pidentää|pidennetty|pidentänyt|jatkanut",
        "sv": r"(?:har |skulle )?(?:förlängts?|förlängd|beviljats|förlänga|förlängas)",
        "en": r"(?:(?:has|have) been |is |are )?(?:\w+ly )?(?<!was )(?<!were )(?:extend|extended|granted|prolonged"
        r"|renewed)",
        "ru": r"продл[её]н[аоы]?|продлить|продлевается|продлил[аио]?",
    },
    "application": {
        "fi": r"\w*haku|\w*haun|\w*(?:haku|ilmoittautumis)(?:aika|aikaa|ajan|ajat)|ilmoittautumi\w+|ilmoittaudu\w*"
        r"|hae|haet|haetaan|haettav[ai]\w*|hakea|määräai\w+|\w*määräpäivä\w*|viimeinen \w+päivä|lähetä|lähettä\w+"
        r"|toimita"
        r"|toimitettav[ai]\w*|jätettäv[äi]\w*|palautettav[ai]\w*|palauta|vastaa kyselyyn|varaa",
        "sv": r"ansökningstid\w*|ansökningar\w*|ansök|ansöka|söks|söka|anmäl|anmälan|anmälning\w*|anmäla"
        r"|sista \w*dag\w*|lämnas in|lämna in|inlämnas|skicka\w*|deadline|sök|besvara|svara",
        "en": r"appl(?:y|ying)|(?<!you )applied|registrations?|register|deadlines?|enrol|enroll|enrolments?|sign up"
        r"|submit|(?<!you )submitted|submissions?|closing date|send|book",
        "ru": r"при[её]м\w* (?:заявлени\w+|заявок|документов)|подать|подавать|подач\w+|подайте|регистраци\w+"
        r"|зарегистрир(?!овал|ованн)\w+|регистрируйтесь|запис\w+|запишитесь|крайний срок|срок\w* подачи|отправ\w+",
    },
    "paper": {
        "fi": r"hakemu\w+|kysely\w*|anomu\w+|tarjouspyyn\w+",
        "sv": r"ansökan|enkät\w*|utlysning\w*|anbudsförfrågan",
        "en": r"applications?|survey|form|calls? for (?:tenders|proposals|bids|projects|papers|entries)",
        "ru": r"заявлени\w+|заявк\w+|анкет\w+",
    },
    "event": {
        "fi": r"tapahtuma\w*|tule mukaan|tulkaa|nähdään|seuraavan kerran|seuraava kerta|seuraava \w*(?:kokous|päivä"
        r"|ilta|tapaaminen)|kurssi|kurssin|kurssit"
        r"|\w+kurssi(?:t|n)?|\w*näyttely|luento|\w*tilaisuu[sdt]\w*|\w*messut|avoimet ovet|avoimien ovien|\w*seminaari"
        r"|tervetuloa|\w*työpaja\w*|\w*webinaari|\w*konsertti|\w*tapaaminen|\w*koulutus|retki|juhla|vaalipäivä"
        r"|ennakkoäänestys"
        r"|(?:teema|info|vanhempain"
        r"|kulttuuri)ilta|(?:teema|info|vanhempain|kulttuuri)illan|(?:teema|info|vanhempain|kulttuuri)iltaan|\w*leiri"
        r"|harrastusryhm\w+|kerhot"
        r"|kampanja",
        "sv": r"evenemang\w*|kom (?:med|på)|(?:info|tema|föräldra|kultur)kväll\w*|nästa gång|vi ses|\w*kurs(?:en|er)?"
        r"|\w*utställning\w*|föreläsning\w*|\w*mäss(?:a"
        r"|an)|\w*möte|öppet hus|välkom\w+|seminari\w+|workshop|webbinari\w+|\w*konsert\w*|\w*utbildning"
        r"|\w*träff(?:en)?"
        r"|fest(?:en)?|kampanj\w*|valdag(?:en)?|förhandsröstning\w*",
        "en": r"events?|welcome to|come (?:to|along)|(?:info|theme|parents) evening|join us|next time|see you"
        r"|courses?|exhibitions?|lectures?|fairs?|open (?:day|house"
        r"|doors)|seminars?|workshops?|webinars?|concerts?|info(?:rmation)? sessions?|meetings?|trainings?|festivals?"
        r"|campaign|election day|advance voting",
        "ru": r"приглашаем|жд[её]м вас|в следующий раз|приходите|мероприяти\w+|курс(?:ы|а|ов)?|выставк\w+|лекци\w+"
        r"|ярмарк\w+|встреч\w+|день открытых дверей|семинар\w*|вебинар\w*|концерт\w*|мастер-класс\w*|занят\w+"
        r"|собрани\w+|день выборов|голосовани\w+",
    },
    "closed": {
        "fi": r"suljettu(?:na|ja)?|kiinni|poikkeusaukiolo\w*|poikkeus(?:aikataulu|järjestely)\w*|poikkeuksellise\w+"
        r"|poikkeava\w*|poikkeukselliset|kesäaukiolo\w*|joulunajan|(?:syys|talvi|joulu|hiihto|kesä)loma|aukiolo\w*"
        r"|avoinna|auki|palvelee|palvelemme|\w*katko(?:s"
        r"|kse\w+|ksia|t|n|ja|jen)?"
        r"|pois käytöstä|tauolla",
        "sv": r"(?:höst|sport|vinter|jul|sommar|påsk)lov(?:et)?|stängt|stängd|stängda|undantags\w+|avvikande"
        r"|exceptionell\w*|öppettid\w*|öppethållning\w*|öppet|öppen"
        r"|\w*avbrott\w*|håller stängt|betjänar|(?:sommar|jul|påsk)(?:tider|schema)",
        "en": r"(?:autumn|winter|summer|christmas|easter) (?:break|holidays?)|closed|exceptional\w*|opening hours"
        r"|(?:summer|winter|christmas|easter|holiday) (?:hours|schedule)|open|out of (?:service|use)"
        r"|maintenance break|service break"
        r"|closure|outages?|(?:power|water) cuts?",
        "ru": r"каникул\w*|закрыт\w*|не работа(?:ет|ем)|работаем|обслужива(?:ет|ем)|часы работы|режим работы"
        r"|выходн\w+|перерыв\w*|отключени\w+|открыт\w*|(?:летн|зимн|праздничн)\w+ (?:часы|режим|график)",
    },
    "updated": {
        "fi": r"(?:viimeksi )?(?:päivitetty|muokattu|tarkistettu|julkaistu|päivittynyt)|päivitys|päiväys"
        r"|julkaisupäivä\w*|päivityspäivä\w*|tilanne|luotu|muutettu viimeksi|sivu päivitetty|seurattu",
        "sv": r"(?:senast |sidan )?(?:uppdaterat?s?|uppdaterad|publicerat?s?|publicerad|ändrad|granskad|redigerad"
        r"|kontrollerad)|uppdatering|publiceringsdatum|datum",
        "en": r"(?:last )?(?:updated?|modified|reviewed|published|edited|revised|checked)|last update"
        r"|date of publication|posted|as at",
        "ru": r"(?:последн\w+ )?обновл[её]?н\w*|опубликован\w*|изменено|дата публикации|проверено|размещено"
        r"|отредактирован\w*",
    },
    "archive": {
        "fi": r"arkist\w+|tote(?:utetut|utuneet)|loppuneet|aikaisem[mp]\w+|aikaisempi|aiem[mp]\w+|aiempi"
        r"|edelli\w+|päättyneet|jatkoa|histori\w+"
        r"|tiedottee[tn]\w*|uutiset|uutinen|tiedote|uutisarkisto|menneet|ajankohtaista vuonna",
        "sv": r"arkiv\w*|genomförda|(?<!som )tidigare|förra|föregående|fortsättning på|avslutade|historia|historik"
        r"|nyheter"
        r"|meddelanden|nyhet"
        r"|meddelande|pressmeddelanden",
        "en": r"archiv\w+|continuation of|builds on|previous|earlier|past|completed|history|news|press releases?",
        "ru": r"архив\w*|продолжени\w+|предыдущ\w+|(?<!по-)прежн\w+|прошл\w+|прошедш\w+|заверш[её]нн\w+|истори\w+"
        r"|новост\w+"
        r"|пресс-релиз\w*",
    },
    "history": {
        "fi": r"entinen|lähde|kuva|versio|liite|esityslista|entise[nt]|entisten|entises[st]ä|päättynyt|päättyneen"
        r"|\w*raport\w+|\w*kertomu\w+|tilinpäät\w+|\w*tilasto\w*|\w*katsaus|\w*pöytäkirja\w*|muistio\w*|\w*arviointi"
        r"|arvio|\w*tutkimus|\w*selvitys|diat|esitykset|esitys|esitysmateriaal\w+|ikäluok\w+|ikäryhm\w+|tallenne\w*"
        r"|syntyneet|syntynyt|perustettu"
        r"|perustamisvuosi|tulokset|opinnäyte\w*|kumottu\w*|kumotut|loppuarvioin\w+",
        "sv": r"\w*rapport\w*|källa|bild|version|bilaga|föredragningslista|\w*berättelse\w*|bokslut\w*|statistik\w*"
        r"|\w*protokoll\w*|\w*utvärdering\w*|inspelning\w*|presentationsmaterial\w*|född\w*|årskull\w*|grundad\w*"
        r"|utredning\w*|resultat\w*|före detta"
        r"|upphävd\w*|avslutad|avslutat",
        "en": r"former|(?<!also )known as|source|photo(?! (?:competition|contest|exhibition))|version|appendix|agenda"
        r"|formerly|\w*reports?|statistics|minutes|evaluation"
        r"|recordings?|slides|presentations?|age groups?|born|founded|established|results|survey of|study|repealed",
        "ru": r"бывш\w+|источник|фото|версия|приложение|отч[её]т\w*|статистик\w*|протокол\w*|доклад\w*|родивш\w+"
        r"|основан\w*|запис[ьи] (?:вебинара|лекции)|итог\w*|ранее|заверш[её]н[аоы]?|оконч[её]н[аоы]?",
    },
    # What was meant at first: the day beside it was put off.
    "first": {
        "fi": r"alun ?perin|alkujaan|alkuperäi\w+ (?:\w*aika\w*|\w*tavoite\w*|\w*suunnitelm\w+|määrä\w+)",
        "sv": r"ursprungligen|ursprungliga? (?:tid\w*|plan\w*|sista \w+)|från början (?:planera|tänk)\w+",
        "en": r"originally|initially (?:planned|intended|due|set|scheduled|meant|granted)"
        r"|original (?:deadline|date|plan|schedule|target|closing date)",
        "ru": r"изначально|первоначально|первоначальн\w+ (?:срок|план|дат)\w*",
    },
    "future": {
        "fi": r"(?:ot(?:amme|etaan)|ottaa|ottavat|tulee|tulevat|astuu|astuvat)(?= §+ (?:käyttöön|voimaan))"
        r"|tullaan \w+m(?:aan|ään)|tulee \w+m(?:aan|ään)|tulevat \w+m(?:aan|ään)|on määrä"
        r"|on (?!suljettava)\w{2,}[aäou][vt]t?[aä]v[aä]|on (?:\w+)?ett[aä]v[aä]|on (?:arvioitu|suunniteltu) \w+v[aä]n"
        r"|on tarkoitus|on tulossa|ovat tulossa"
        r"|aikoo|aikovat",
        "sv": r"(?:träder|tas|tar)(?= (?:den )?§+ i (?:kraft|bruk))|beräknas (?:bli|vara|ske|\w+[aå])"
        r"|kommer (?:\w+ ){0,3}?att(?: \w+)?|ska(?:ll)?(?: (?!lämnas|skickas|sökas)\w+(?:s|a))?|måste \w+"
        r"|planeras|är på väg",
        "en": r"(?:will|shall)(?: not)?(?: be)?(?: (?!clos|exten|submit|valid)\w+)?|(?:is|are) being \w+|(?:is"
        r"|are) (?:changing|moving|ending|starting|closing|opening|merging|taking over|coming)|(?:is|are) (?:going"
        r"|due|scheduled|expected|planned) to(?: be)?(?: \w+ed)?|(?:is|are) to be \w+|must (?:be )?(?!submit|regist"
        r"|appl|be\b)\w+",
        "ru": r"вступ(?:ает|ают|ит|ят)(?= (?:с )?§+ (?:года )?в силу)"
        r"|буд[еу]т (?:опубликован|обновл[её]н|размещ[её]н)\w*|буд[еу]т|необходимо|нужно|должн\w+|планируется"
        r"|планируют|предстоит",
    },
    "present": {
        "fi": r"tuottaa|tuottavat|kiertää|toimii|toimivat|vastaa|vastaavat|tarjoaa|tarjoavat|hoitaa|hoitavat|kestää"
        r"|kestävät"
        r"|palvelee|ohjaa|linjaa|määrittelee|toteuttaa|rahoittaa|osallistuu|(?!lasketaan\b"
        r"|määritetään\b)\w{2,}[aeiouyäö]t(?:aan|ään)"
        r"|(?:ei|eivät) \w+[aeioäö]|\w{3,}oo|myöntää|antaa|auttaa|maksaa|päättää"
        r"|\w{3,}(?<!i)(?<!htä)(?:vat|vät)|tehdään|saadaan|käydään"
        r"|noudatetaan|\w{3,}(?:ee|uu"
        r"|yy)(?<!kuu)(?<!puu)(?<!vastuu)(?<!syy)(?<!tree)(?<!koskee)(?<!perustuu)(?<!pohjautuu)(?<!määräytyy)"
        r"(?<!kuuluu)(?<!sisältyy)|jaetaan",
        "sv": r"ansvarar|ges|tas|görs|erbjuds|(?!beräknas\b|baseras\b|bedömas\b)\w{2,}[bdfgjklmnprtv]as|erbjuder"
        r"|producerar|genomförs|verkar|fungerar"
        r"|sköts"
        r"|samordnar|tillämpas|(?!baserar\b)\w{3,}erar|styrs|deltar|finansierar|tillhandahåller|sköter|fortsätter"
        r"|leder",
        "en": r"runs|(?<!was )(?<!were )(?<!been )run|provides?|offers?|coordinates?|works (?:as|at|for|in|on|with)"
        r"|carries"
        r"|(?<!to )(?:operate|serve|manage|organi[sz]e|support|host|maintain|handle|produce|participate)s?|applies"
        r"|apply|continues?|remains?|lasts"
        r"|last(?! (?:year|month|week|spring|summer|autumn|fall|winter|time)\b)|implements?|funds"
        r"|(?:is|are|be|being) (?:\w+ly |now |not )?(?!submitted|clos|exten|updat|publish|grant|open|regist|adopt"
        r"|approv|confirm|dat|sign|found|born|calculat|based|determin)(?:\w{2,}(?:ed|ing)|paid|held|given|sent|taken"
        r"|made|kept|provided)"
        r"|meets?|will",
        "ru": r"предоставляет|оказывает|отвечает|работает|работают|(?!рассчитыва|определя|основыва)(?:\w{3,}[еёия]тся"
        r"|\w{3,}[аяую]тся)|координирует"
        r"|обеспечивает|длится|продолжает|осуществляет|\w{3,}(?:[аяу]ет|[аяу]ют)",
    },
    # The perfect tense of a paper: adopted once, and shown as what holds.
    "adopted": {
        "fi": r"on (?:hyväksytty|laadittu|vahvistettu|valmisteltu)",
        "sv": r"har (?:antagits|godkänts|utarbetats|fastställts)",
        "en": r"(?:has|have) been (?:adopted|approved|drawn up|prepared)",
        "ru": r"(?<!был )(?<!была )(?:утвержд|прин)(?:ена|ята) на",
    },
    "state": {
        "fi": r"on|ovat|voi|voit|voivat|saa|saat|saavat|tulee|pitää|täytyy|löytyy|koskee|kuuluu|sisältää",
        "sv": r"är|har|finns|kan|får|måste|bör|omfattar|ingår",
        "en": r"is|are|can|must|may|should|has|have|covers?",
        "ru": r"является|можно|может|могут|имеет|имеют|должны",
    },
    "past": {
        # A participle beside a date: "vuonna 1987 valmistuneessa talossa", "в доме, построенном в 1987 году".
        "fi": r"(?<=§ )\w{3,}(?:(?<!huo)(?<!ko)(?<!ai)(?<!esi)nee(?:n|ssa|ssä|sta|stä|seen|lla|llä|lle)"
        r"|t[uy](?:[uy]?n|ssa|ssä|lla|llä|lle))|(?:piti|aikoi|oli (?:tarkoitus"
        r"|määrä|aikomus))(?:(?: \w+){0,2}? \w+t(?:aa|ää)(?: käyttöön)?)?|oli"
        r"|olivat|oltiin|tuotti|vastasi|järjesti|tarjosi|hyväksyi|julkaisi|perusti|teki|sai|antoi|kesti"
        r"|kuului|osallistui|sulki|avasi|asui|väheni|kasvoi|käsitteli|päätti|laati|ohjasi|linjasi|tuli|tulivat"
        r"|toteutti|rahoitti|ajoi|jäi|syntyi|saatiin|työskenteli|koordinoitiin|hoiti|palveli|täytti|täyttivät"
        r"|allekirjoitti"
        r"|\w+(?<!voi)(?<!toim)(?<!ets)(?<!aat)(?<!opp)(?<!tutk)(?<!pyrk)(?<!sall)(?<!sop)(?<!leikk)(?<!suos)"
        r"(?<!per)(?<!juhl)(?<!kärs)(?<!pä)(?<!o)iv(?:at|ät)"
        r"|\w+[eiouyäöa](?<!aa)(?<!inte)(?<!kabi)(?<!marke)(?<!pake)(?<!budje)(?<!table)(?<!robo)ttiin"
        r"|\w{2,}(?:[lr]tiin|aistiin)|(?:\w*[oö]i|vie|tuo|luo|myy|käy|juo|syö)tiin|tultiin|mentiin|pantiin"
        r"|pestiin|noustiin|solmi|solmivat"
        r"|\w{3,}(?<!i)(?<!toim)(?<!ets)(?<!opp)(?<!tutk)(?<!pyrk)(?<!sall)(?<!per)(?<!io)(?<!iso)(?<!ino)"
        r"(?<!ormo)imme|(?:sa|te|ve|ol|jä)imme|tehtiin|nähtiin|\w{3,}(?:nut"
        r"|nyt|llut|llyt|ssut|ssyt|nutta|nyttä)|\w{3,}(?<!huo)(?<!ko)(?<!ai)(?<!esi)neet"
        r"|\w{3,}(?<!tarkoite)(?<!suunna)(?<!kielle)(?<!valtuute)(?<!rajoite)(?:(?:ttu|tty)(?:ja|jä|un|yn)?"
        r"|(?<=[aeiouyäö])t[uy](?:t|n|jen|ista|issa))|tehty|nähty|voimaan tullut|\w{3,}[uy]i"
        r"|ilmoitit|muutit|valitsit|lähetit|työskentelit|opiskelit|aloitit|lopetit|\w{2,}[uy]it|sait|hait|teit"
        r"|\w{2,}(?:[yuä]tti|oitti)|huolehti|lähti|maksoi|auttoi"
        r"|tuki(?= \w+[aä]\b)|loi|kävi|näki|haki|pyrki|pyysi|kehitti|johti|veti|keräsi|edusti|edisti|esitteli|otti"
        r"|ottivat|pääsi"
        r"|seurasi|muodosti|sijaitsi|toi|vei|jätti|nimesi(?= \w+n\b)|vahvisti|määräsi|sääti|koski|sisälsi|tiukkeni"
        r"|parani"
        r"|mahdollisti|tarkisti|(?<=hän )toimi|(?<=joka )toimi|(?<=n[aä] )toimi|toimi(?= (?:vuo\w+ )?[§\d])"
        r"|katosi|katosivat|rakensi"
        r"|rakennutti|osti|valitsi"
        r"|nimitti|lahjoitti|hankki|korjasi"
        r"|jakoi|myönsi|totesi|kokosi|halusi|pidensi|laajensi|vähensi|alensi|paransi|kielsi|kertoi|\w*sanoi|katsoi"
        r"|neuvoi|toivoi|sitoi|anoi|sopi|\w{2,}itsi|(?:ei|eivät) (?:vielä )?(?:\w+tt[uy]|saatu|huomioitu)|esitti"
        r"|ehdotti|kehotti|selitti|maalasi|sävelsi"
        r"|\w{3,}(?:tt|sk|st|ht|rt)eli|matkusti"
        r"|neuvotteli|yhdisti|lunasti|peruskorjasi|omisti|vastusti|avusti|juhlisti|keskitti|liitti|lähetti"
        r"|vastaanotti|keskusteli|kokeili|kuoli|(?<!varaa )tilasi|hylkäsi|selvitti|asetti|suunnitteli|käynnisti"
        r"|piirsi|kirjoitti|lakkautti"
        r"|palkkasi(?= (?:\d|kaksi|kolme|neljä|viisi|lisää|uuden|uusia|\w+(?:jan|jaa|jia|joita)))",
        "sv": r"skulle(?: \w+)?|var (?:tänkt|avsett|planerat|meningen) att \w+|var|blev|hade|fick|kom|gjorde|gav"
        r"|gällde|hölls|tog|gick|trädde|utarbetades|bestod|skedde|föddes"
        r"|\w{2,}(?:icks|ogs|evs|(?<!sk)öts)|sköts upp|\w{2,}(?:gde|jdes?|lde|mde|dde|vde|kte|pte)|satte|lade"
        r"|\w*(?:(?:sän|vän|kän|tän|brän|hör|kör|lär|för|styr|rör)de|(?:lös|läs|res|fäs|lyf)te)"
        r"|beslöt|höll|mötte|skrev|satt|\w{3,}(?:ades|ade|ddes|rdes|ndes|tes|gdes|vdes|mdes|ldes)"
        r"|har \w{3,}(?<!priv)(?<!separ)(?<!begräns)(?<!result)[ai]t|har (?:\w+ )?\w+(?:ats|atts|ört|ått|ätt|tats"
        r"|nats|rats|lats|rts|ts)|har upphört|har avslutat|har varit|som (?:antagits|avslutats)|antagen|antaget"
        r"|antogs|godkänd\w*|godkänts|stängdes|ersattes|skötte|anslöt|minskade|ökade|fanns|leddes|drev"
        r"|genomförde|utförde|inledde|ledde"
        # Verbs that change their vowel are a closed class.
        r"|(?:an|av|be|bi|del|er|fram|före|för|in|med|ned|ner|om|till|under|upp|ut|åter|över)?"
        r"(?:bjöd|bröt|drog|drev|fann|föll|gav|gick|grep|höll|kom|lät|låg|skrev|slog|slöt|steg|stod|såg|tog|vann|vek)",
        "en": r"would (?!like|be (?:glad|grateful|happy)|appreciate)\w+"
        r"|(?:was|were|had) (?:\w+ )?to (?:be )?\w+|was|were|had|did|got|met|lost|won|sold|bought|taught|said|saw"
        r"|spoke|drew"
        r"|stood|spent|brought|chose|began|ran|became|took|came|went|gave"
        r"|made|held|kept|laid|wrote|built|has been"
        r"|have been|ended"
        r"|expired|lasted|used to|fell|rose|grew|led|joined"
        r"|(?<!the )(?<!an )(?<!a )(?<!your )(?<!our )"
        r"(?!(?:need|feed|speed|exceed|proceed|succeed|indeed|hundred|unemployed|employed|interested|disabled|skilled"
        r"|married|limited|required|related|entitled|intended|detailed|united"
        r"|advanced)\b)\w{2,}(?<!extend)(?<!updat)(?<!clos)(?<!grant)ed",
        "ru": r"\w{3,}вш\w+(?= (?:\w+ ){0,2}§)|\w{3,}нн(?:ый|ая|ое|ую|о[ймг]о?|ому|ы[ехм]и?)(?= (?:(?:в|во|до"
        r"|после) (?:\w+ )?)?§)|был[аои]?"
        r"|стал[аои]?|\w{2,}л(?:ся|ась|ось|ись)|\w{3,}(?<!интер)(?<!карна)ва(?:л|ла|ло|ли)|завершил\w*"
        r"|закончил\w*|вступил[аои]?|перешл[аои]|перешел|перешёл|прекратил\w*|утратил\w*|(?:про|при|во|на|вы|у)ш(?:ел"
        r"|ёл|ла|ло|ли)"
        r"|начали|принят[аоы]?|принял[аи]?|утвержд[её]н\w*|истек(?:ла|ло|ли)?|истёк|созда(?:н|на|ны|ла)|переда(?:н|на"
        r"|но|ны)|провел[аи]?|открыл[аи]?|(?:подготов|состав)лен[оаы]?|(?:напис|сдел)ан[оаы]?|сменил\w*"
        r"|заменил\w*|отменил\w*|выполнен\w*|реализован\w*|работала?"
        r"|работали|отвечал[аи]?|переехал\w*|упраздн[её]н\w*|отмен[её]н\w*|закрыл[аи]|(?!раздел|отдел|портал|журнал"
        r"|материал|канал|персонал|филиал|недел|предел|правил|модел|финал|вокзал|начал|квартал|интервал|капитал"
        r"|сигнал|если|почтал|социал|сначал|терминал|потенциал|отел|детал|медал|мемориал|генерал"
        r"|оригинал)\w{2,}[аяиеы](?<!те)л[аои]?|вступивш\w+|оказыва(?:л|ла|ли)|подписа(?:л|ли|н)",
    },
}


def _verbs(lang: str, *, lasting: bool) -> str:
    return "|".join(re.escape(pair.now) for pair in CHANGES[lang] if (pair.now in LASTING) is lasting)


def words(lang: str) -> list[tuple[str, str]]:
    """Kind and words of a language; the earlier kind wins where two could match the same words."""
    changed = "|".join(re.escape(pair.then) for pair in CHANGES[lang] if pair.then not in STATES)
    # What closed is over; "closed on Friday" may be yet to come.
    over = (
        r"(?:applications?|registrations?|enrolments?|submissions?|calls?|survey)(?: (?!is|are|be|will)\w+){0,5} closed"
    )
    changed += f"|{over}" if lang == "en" else ""
    verbs = [("change", _verbs(lang, lasting=False)), ("happens", _verbs(lang, lasting=True)), ("past", changed)]
    roles = [(kind, patterns[lang]) for kind, patterns in WORDS.items() if kind not in TENSES]
    tenses = [(kind, WORDS[kind][lang]) for kind in ("past", "present", "state")]
    return [
        ("adopted", WORDS["adopted"][lang]),
        verbs[0],
        ("future", WORDS["future"][lang]),
        *verbs[1:],
        *roles,
        *tenses,
    ]


class Kind(NamedTuple):
    """What a word beside a date can tell."""

    name: str
    words: re.Pattern[str]
    openings: re.Pattern[str] | None  # the first words of what depends on more than one word; None where nothing does

    def depends(self, word: str) -> bool:
        """Whether the neighbours of a word decide if it begins a cue of this kind."""
        return self.openings is not None and self.openings.fullmatch(word) is not None


@cache  # of four languages, each compiled when it is first asked for: a run that meets no date waits for none
def kinds(lang: str) -> tuple[Kind, ...]:
    """The kinds of a language, the one that wins first. Raises KeyError for a language that has no words here."""
    return tuple(Kind(name, _whole(pattern), _openings(pattern)) for name, pattern in words(lang))


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _openings(pattern: str) -> re.Pattern[str] | None:
    several = [part for part in alternatives(pattern) if any(mark in part for mark in (" ", "-", r"\s"))]
    return re.compile(openings("|".join(several)), re.IGNORECASE) if several else None
