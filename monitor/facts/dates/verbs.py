"""The verbs that decide: what happens on a day, in the present or future tense and in the past tense beside it.

A pair is a minimal pair; a sentence about a past day is stale in the first form and history in the second. The pairs
also give the correction that may be pasted.
"""

from typing import NamedTuple


class Pair(NamedTuple):
    """A verb as it announces, and as it looks back."""

    now: str
    then: str


_PAIRS = {
    "fi": """
        tulee voimaan > tuli voimaan; tulevat voimaan > tulivat voimaan; astuu voimaan > astui voimaan
        astuvat voimaan > astuivat voimaan; siirtyy > siirtyi; siirtyvät > siirtyivät; siirretään > siirrettiin
        siirtää > siirsi; päättyy > päättyi; päättyvät > päättyivät; päätetään > päätettiin; alkaa > alkoi
        alkavat > alkoivat; aloittaa > aloitti; aloittavat > aloittivat; aloitetaan > aloitettiin
        käynnistyy > käynnistyi; käynnistyvät > käynnistyivät; käynnistetään > käynnistettiin; lakkaa > lakkasi
        lakkaavat > lakkasivat; lakkautetaan > lakkautettiin; loppuu > loppui; loppuvat > loppuivat
        lopetetaan > lopetettiin; lopettaa > lopetti; lopettavat > lopettivat; muuttuu > muuttui
        muuttuvat > muuttuivat; muutetaan > muutettiin; muuttaa > muutti; muuttavat > muuttivat; korvaa > korvasi
        korvataan > korvattiin; poistuu > poistui; poistuvat > poistuivat; poistetaan > poistettiin; avautuu > avautui
        avautuvat > avautuivat; avataan > avattiin; sulkeutuu > sulkeutui; sulkeutuvat > sulkeutuivat
        umpeutuu > umpeutui; vanhenee > vanheni; vanhenevat > vanhenivat; raukeaa > raukesi; kumotaan > kumottiin
        kumoutuu > kumoutui; perustetaan > perustettiin; yhdistyy > yhdistyi; yhdistyvät > yhdistyivät
        yhdistetään > yhdistettiin; laajenee > laajeni; laajenevat > laajenivat; laajennetaan > laajennettiin
        uudistuu > uudistui; uudistuvat > uudistuivat; uudistetaan > uudistettiin; vaihtuu > vaihtui
        vaihtuvat > vaihtuivat; valmistuu > valmistui; valmistuvat > valmistuivat
        otetaan käyttöön > otettiin käyttöön; ottaa käyttöön > otti käyttöön; ottavat käyttöön > ottivat käyttöön
        ottaa vastuun > otti vastuun; ottavat vastuun > ottivat vastuun; ottaa hoitaakseen > otti hoitaakseen
        julkaistaan > julkaistiin; ilmestyy > ilmestyi; nousee > nousi; nousevat > nousivat; laskee > laski
        saapuu > saapui; tulee käyttöön > tuli käyttöön; ulkoistetaan > ulkoistettiin; liitetään > liitettiin
        liittyy > liittyi; laajentuu > laajentui; korotetaan > korotettiin; alennetaan > alennettiin
        lakkautuu > lakkautui; keskitetään > keskitettiin; hajautetaan > hajautettiin; suljetaan > suljettiin
        keskeytyy > keskeytyi; keskeytetään > keskeytettiin; järjestetään > järjestettiin; pidetään > pidettiin
        jatkuu > jatkui; jatkuvat > jatkuivat; aukeaa > aukesi; aukeavat > aukesivat; avaa > avasi; avaavat > avasivat
        sulkee > sulki; sulkevat > sulkivat; palaa > palasi; palaavat > palasivat; lähtee > lähti
        julkaisee > julkaisi; siirtävät > siirsivät; tapahtuu > tapahtui; tapahtuvat > tapahtuivat
        avaamme > avasimme; suljemme > suljimme; muutamme > muutimme; siirrymme > siirryimme
        aloitamme > aloitimme; lopetamme > lopetimme; palaamme > palasimme; uudistamme > uudistimme
        julkaisemme > julkaisimme; otamme käyttöön > otimme käyttöön; järjestämme > järjestimme; pidämme > pidimme
    """,
    "sv": """
        träder i kraft > trädde i kraft; upphör att gälla > upphörde att gälla; upphör > upphörde
        börjar gälla > började gälla; börjar > började; inleder > inledde; inleds > inleddes; startar > startade
        slutar > slutade; avslutas > avslutades; övergår > övergick; överförs > överfördes; flyttas > flyttades
        flyttar > flyttade; tar över > tog över; tar emot ansvaret > tog emot ansvaret; går ut > gick ut
        löper ut > löpte ut; ändras > ändrades; förändras > förändrades; ersätts > ersattes; ersätter > ersatte
        öppnas > öppnades; öppnar > öppnade; stängs > stängdes; stänger > stängde; läggs ner > lades ner
        läggs ned > lades ned; slopas > slopades; upphävs > upphävdes; avskaffas > avskaffades
        tas i bruk > togs i bruk; tar i bruk > tog i bruk
        dras in > drogs in; tas ur bruk > togs ur bruk; införs > infördes; inrättas > inrättades
        grundas > grundades; publiceras > publicerades; utvidgas > utvidgades; förnyas > förnyades
        slås samman > slogs samman; höjs > höjdes; stiger > steg; sänks > sänktes; ordnas > ordnades; hålls > hölls
        äger rum > ägde rum; infaller > inföll; blir > blev; bildas > bildades; utökas > utökades; pågår > pågick
        slår samman > slog samman; utvidgar > utvidgade; grundar > grundade; ordnar > ordnade
        publicerar > publicerade; sammanträder > sammanträdde; öppnar dörrarna > öppnade dörrarna
        byter > bytte; övertar > övertog
    """,
    "en": """
        comes into force > came into force; come into force > came into force; enters into force > entered into force
        enter into force > entered into force; comes into effect > came into effect
        come into effect > came into effect; takes effect > took effect; take effect > took effect
        takes over > took over; take over > took over; ends > ended; expires > expired; expire > expired
        ceases > ceased; cease > ceased; begins > began; begin > began; starts > started; start > started
        closes > closed; opens > opened; moves > moved; move to > moved to; changes > changed; transfers > transferred
        transfer > transferred; is replaced > was replaced; are replaced > were replaced; replaces > replaced
        is transferred > was transferred; are transferred > were transferred; is abolished > was abolished
        is closed down > was closed down; is introduced > was introduced; is moved > was moved
        takes place > took place; take place > took place; is held > was held; are held > were held
        is organised > was organised; are organised > were organised; is arranged > was arranged; launches > launched
        lapses > lapsed; becomes > became; become > became; merge > merged; merges > merged
        is discontinued > was discontinued; comes to an end > came to an end; closes down > closed down
        reopens > reopened; reopen > reopened; launch > launched; publishes > published; rises > rose
        goes up > went up; go up > went up
    """,
    "ru": """
        вступает в силу > вступил в силу; вступают в силу > вступили в силу; вступит в силу > вступил в силу
        вступят в силу > вступили в силу; утрачивает силу > утратил силу; утратит силу > утратил силу
        прекращает > прекратил; прекращают > прекратили; прекратят > прекратили; закроются > закрылись
        переедут > переехали; откроются > открылись; закончатся > закончились; завершатся > завершились
        истекут > истекли; прекратит > прекратил; прекращается > прекратилась; начинает > начал; начинают > начали
        начинается > начался; начинаются > начались; начнётся > начался; начнется > начался; начнутся > начались
        начнёт > начал; начнет > начал; начнут > начали; заканчивается > закончился; заканчиваются > закончились
        закончится > закончился; завершается > завершился; завершится > завершился; истекает > истёк; истечёт > истёк
        истечет > истек; переходит > перешёл; переходят > перешли; перейдёт > перешёл; перейдет > перешел
        перейдут > перешли; передаётся > был передан; передается > был передан; передаются > были переданы
        меняется > изменился; меняются > изменились; изменяется > изменился; изменятся > изменились
        изменится > изменился; открывается > открылся; откроется > открылся; закрывается > закрылся
        закроется > закрылся; заменяется > был заменён; заменяет > заменил; переезжает > переехал; переедет > переехал
        проводится > проводился; проводятся > проводились; состоится > состоялся; состоятся > состоялись
        пройдёт > прошёл; пройдет > прошел; пройдут > прошли; станет > стал; станут > стали; отменяется > был отменён
        упраздняется > был упразднён; сменит > сменил; создаётся > был создан; создается > был создан
        объединяются > объединились; упраздняются > были упразднены; закрываются > закрылись; открываются > открылись
        вводится > был введён; вводятся > были введены; повышается > повысился; становится > стал; становятся > стали
        заменит > заменил; объединяется > объединился; начинают действовать > начали действовать
        переезжаем > переехали; переедем > переехали; открываем > открыли; откроем > открыли; закрываем > закрыли
        закроем > закрыли; повышаются > повысились; начинаем > начали; начнём > начали; начнем > начали
    """,
}

CHANGES: dict[str, tuple[Pair, ...]] = {
    lang: tuple(
        Pair(*map(str.strip, pair.split(">"))) for line in pairs.strip().splitlines() for pair in line.split(";")
    )
    for lang, pairs in _PAIRS.items()
}

# What may go on after the day it is said of: with "from 1 January" these announce nothing that is over.
LASTING = frozenset(
    {
        "are held",
        "are organised",
        "hålls",
        "infaller",
        "is arranged",
        "is held",
        "is organised",
        "jatkuu",
        "jatkuvat",
        "järjestämme",
        "järjestetään",
        "ordnar",
        "ordnas",
        "pidetään",
        "pidämme",
        "pågår",
        "sammanträder",
        "take place",
        "takes place",
        "äger rum",
        "проводится",
        "проводятся",
        "пройдет",
        "пройдут",
        "пройдёт",
        "состоится",
        "состоятся",
    }
)
