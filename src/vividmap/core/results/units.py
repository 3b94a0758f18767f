"""What numbers count, as tables: every unit and thing in eight languages, and what kind of measure it is.

The kinds: "time", "money", "share" (of a whole, or by how much something changed), "people", "teams" (teams,
services, products, customers that are companies), "size" (bytes, requests a second). All else is a "count".
"""


def _table(**words_by_value: str) -> dict[str, str]:
    return {word: value for value, words in words_by_value.items() for word in words.split()}


CURRENCIES = {
    "$": 1.0, "€": 1.0, "£": 1.0, "usd": 1.0, "eur": 1.0, "gbp": 1.0, "chf": 1.0, "euro": 1.0, "euros": 1.0,
    "dollars": 1.0, "pounds": 1.0, "cad": 1.0, "aud": 1.0, "r$": 0.2, "reais": 0.2, "brl": 0.2, "¥": 0.01,
    "円": 0.01, "₹": 0.01, "₩": 0.001, "₺": 0.03, "₴": 0.03, "sek": 0.1, "nok": 0.1, "pln": 0.25,
}  # fmt: skip
"""Currencies, and about what one of each is worth: enough to tell a large sum from a small one."""

SCALES = {
    "k": 1e3, "thousand": 1e3, "tsd": 1e3, "mille": 1e3, "mil": 1e3, "mila": 1e3, "duizend": 1e3,
    "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6,
    "millón": 1e6, "millones": 1e6, "milhão": 1e6, "milhões": 1e6, "milione": 1e6, "milioni": 1e6,
    "mln": 1e6, "miljoen": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9,
    "milliarden": 1e9, "miljard": 1e9, "hundred": 100.0, "dozen": 12.0, "万": 1e4, "億": 1e8, "千": 1e3,
}  # fmt: skip

NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "hundred": 100, "hundreds": 200, "thousands": 2000, "dozen": 12, "dozens": 24, "zero": 0,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "dois": 2, "duas": 2, "três": 3, "sete": 7, "oito": 8, "dez": 10,
    "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "dieci": 10,
    "twee": 2, "drie": 3, "vijf": 5, "zes": 6, "zeven": 7, "negen": 9, "tien": 10,
}  # fmt: skip

SECONDS = {
    "ns": 1e-9, "µs": 1e-6, "us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "days": 86_400.0,
    "weeks": 604_800.0, "months": 2_630_000.0, "quarters": 7_890_000.0, "years": 31_557_600.0,
}  # fmt: skip
"""The units of time by their first names, in seconds."""

TIMES = {name: name for name in SECONDS} | {
    word: unit
    for unit, words in {
        "s": "sec secs second seconds sek sekunden sekunde seconde secondes segundo segundos secondi "
        "seconden "
        "сек секунд секунды секунду 秒",
        "min": "mins minute minutes minuten minuto minutos minuti minuut мин минут минуты минуту 分 分間",
        "h": "hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur час часа часов 時間",
        "days": "d day night nights tag tage tagen jour jours día días dia dias giorno giorni dag dagen "
        "день дня дней 日 "
        "日間",
        "weeks": "w wk wks week woche wochen semaine semaines semana semanas settimana settimane weken "
        "неделю недели недель 週間",
        "months": "mo mos month monat monate monaten mois mes meses mês mese mesi maand maanden "
        "месяц месяца месяцев ヶ月 か月 "
        "カ月",
        "quarters": "qtr qtrs quarter quartal quartale trimestre trimestres",
        "years": "yr yrs y year jahr jahre jahren an ans année années año años ano anos anno anni jaar 年",
    }.items()
    for word in words.split()
}
"""Every word for a unit of time, with the unit's first name."""

SHARES = frozenset(
    "% ‰ percent pct pp pts prozent percento procent porcento x × fold mal fois veces vezes volte keer "
    "パーセント 倍".split()
)

THINGS = _table(
    people="people ppl person persons engineers engineer engs devs developers developer users user customers "
    "customer merchants sellers buyers drivers patients students attendees participants hires joiners "
    "colleagues interns mentees candidates reviewers scientists analysts agents subscribers readers viewers "
    "listeners contributors employees members folks humans staff fte ftes seats devices households doctors "
    "nurses teachers applicants speakers visitors players creators "
    "personen leute menschen nutzer nutzern kunden kundinnen entwickler entwicklern mitarbeiter "
    "mitarbeitende "
    "zuhörer teilnehmer teilnehmende kollegen ingenieure "
    "personnes gens utilisateurs clients développeurs ingénieurs collègues participants abonnés "
    "personas usuarios clientes desarrolladores ingenieros asistentes "
    "pessoas usuários utilizadores desenvolvedores engenheiros participantes "
    "persone utenti clienti sviluppatori ingegneri partecipanti "
    "mensen gebruikers klanten ontwikkelaars deelnemers collega's 人 名 ユーザー 社員",
    teams="teams team squads squad orgs org organisations organizations groups departments divisions units "
    "services service microservices repos repositories products product apps systems companies company "
    "tenants hospitals sites countries regions markets clusters pipelines partners banks vendors platforms "
    "businesses offices stores clinics schools accounts integrations codebases "
    "dienste abteilungen produkte bereiche länder standorte firmen systeme "
    "équipes équipe produits pays entreprises systèmes "
    "equipos equipo servicios productos países empresas sistemas "
    "equipes times serviços produtos squads "
    "squadre servizi prodotti paesi aziende sistemi "
    "diensten afdelingen producten landen bedrijven systemen チーム サービス 社 件のサービス",
    size="b kb mb gb tb pb kib mib gib tib rps qps tps rpm req/s bps kbps mbps gbps iops cores cpus gpus "
    "vcpus",
)

EFFORT = frozenset(
    "meeting meetings session sessions call calls interview interviews onsite onsites chapter chapters book "
    "books course courses class classes workshop workshops slide slides page doc docs document documents "
    "commit commits pr prs mr mrs ticket tickets issue story stories point draft drafts version "
    "versions review reviews option options scenario scenarios attempt attempts try tries time comment "
    "comments question questions round rounds reason reasons step phase phases part parts 1:1s coffees "
    "coffee "
    "lunches chats sprint sprints iteration iterations thing things idea ideas way ways goals goal talks "
    "talk "
    "milestones milestone loops pgs topic topics item items lesson lessons task tasks todos level levels "
    "kind kinds "
    "sitzungen sitzung termine termin bücher buch kapitel kurse kurs seiten seite gespräche tickets "
    "réunions réunion livres livre chapitres cours entretiens "
    "reuniones reunión libros libro capítulos cursos entrevistas reuniões reunião livros livro capítulos "
    "riunioni riunione libri libro capitoli corsi colloqui vergaderingen boeken boek hoofdstukken "
    "afternoon afternoons morning mornings evening evenings weekend weekends "
    "回 冊 章 回目".split()
)
"""What a number counts when it tells the effort, not what came of it."""

NOT_THINGS = frozenset(
    "a an the w to of in at by and or for with from on as is was were are be been that this these those it "
    "its "
    "we i they he she you my our their his her than then not now so but if when where which who what all per "
    "via after before since until till still also only just left right each ago later total out off up down "
    "more less fewer most least times does has this always us plus across versus vs basis yes process access "
    "und oder von auf in im am der die das den dem ein eine für mit bei zu zum zur nach vor "
    "et ou de du des la le les un une dans en à au aux pour avec sur par "
    "y o el los las del al con por para una uno "
    "e os da do das dos na no nas nos com em um uma "
    "di il lo gli i dei della delle nel nella con per una "
    "het een van naar op bij voor met en of".split()
)
"""Words that are no thing counted although they stand behind a number."""
