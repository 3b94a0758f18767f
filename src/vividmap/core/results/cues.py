"""Words that state a change or a consequence: English in full, seven more languages in short."""


def by_first_word(phrases: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    """Return phrases by their first words, so that each word of a text is looked up once."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        table.setdefault(phrase[0], []).append(phrase)
    return table


FROM = frozenset("from von de da van del desde dal с со".split())
TO = frozenset("to auf à a para naar al até fino bis into до".split())
"""Between two amounts of one kind: what was, and what is."""
BECAME = frozenset("became becomes wurden werden sont devenus".split())
"""Between two amounts: what was, and what is."""
INSTEAD = (
    ("instead", "of"), ("rather", "than"), ("down", "from"), ("up", "from"), ("compared", "to"),
    ("not",), ("vs",), ("versus",), ("target", "was"), ("planned",), ("from",), ("statt",), ("anstatt",),
    ("au", "lieu", "de"), ("contre",), ("en", "vez", "de"), ("em", "vez", "de"), ("invece", "di"),
    ("in", "plaats", "van"), ("frente", "a"), ("used", "to", "be"), ("previously",), ("formerly",),
    ("before", "that"),
    (",", "was"), ("(", "was"), (",", "were"), ("(", "were"), ("(", "before"), ("zuvor",), ("vorher",),
    ("früher",),
    (",", "war"), ("(", "war"), ("auparavant",), ("avant",), ("était",), ("antes",), ("era",), ("prima",),
    ("eerst",),
    ("раньше",), ("было",), ("anteriormente",), ("where", "it", "took"), ("where", "it", "was"),
    ("it", "took"),
)  # fmt: skip
"""Between two amounts of one kind: what is, and what was."""

CHANGE_WORDS = frozenset(
    "cut cuts cutting saved saves save saving reduced reduces reducing dropped drops dropping lowered "
    "shrank "
    "fell falls trimmed halved doubled tripled quadrupled increased increases raised grew grown rose rises "
    "gained improved improves improving sped shaved slashed removed eliminated avoided prevented recovered "
    "freed lower higher faster quicker slower cheaper smaller larger shorter earlier "
    "sooner reduction increase drop improvement savings gain quicker "
    "found identified diagnosed detected entdeckt encontrada encontrado gefunden trouvé trouvée trovato "
    "trovata "
    "gevonden найдена найден "
    "restored resolved fixed mitigated rolled failover recovery "
    "gespart spart einsparung eingespart gesenkt senken verkürzt reduziert gestiegen erhöht weniger mehr "
    "schneller gesunken verbessert halbiert verdoppelt behoben wiederhergestellt "
    "réduit réduite réduits réduction économisé économie économies économisés baisse baissé hausse gagné "
    "augmenté amélioré évité rétabli rapide "
    "reducido reducción redujo reducimos reduje ahorro ahorrado ahorró ahorramos bajó bajado aumentó "
    "aumento "
    "mejoró rápido evitó "
    "reduzido redução reduziu reduzi economia economizou economizamos poupou caiu aumentou melhorou "
    "ridotto ridotta riduzione risparmio risparmiato risparmiati sceso aumentato migliorato "
    "verlaagd verminderd bespaard besparing gedaald gestegen verbeterd sneller opgelost verholpen hersteld "
    "gelöst gelöscht beseitigt résolu résolue corrigé rétablie "
    "resolví resolvió resolvimos resuelto resuelta restauré restaurado recuperado arreglé mitigado "
    "resolvi resolveu resolvido resolvida restaurei recuperei corrigi corrigido normalizado "
    "risolto risolta ripristinato ripristinata "
    "сократил сократила снизил снизила уменьшил уменьшила ускорил ускорила сэкономил сэкономила "
    "вырос выросла упал упала устранил устранила исправил исправила "
    "восстановил восстановила устранён восстановлен".split()
)
"""Words beside an amount that mark a change, and so make a duration a result."""
CHANGE_WORDS_NEAR = frozenset(
    "within spare spent back more ahead early fewer less better longer mehr weniger plus moins menos más "
    "mais meno volta vuelta più meer minder".split()
)
"""Words that do so too, but only near the amount."""
CHANGE_WORDS_BESIDE = frozenset("up down mttr mttd ttr stayed held remained blieb blieben".split())
"""Words that do so right beside it: "wrote up" is no change. A time to recover is a result."""

PAST_TIMES = (
    ("last", "year"), ("last", "year's"), ("last", "time"), ("last", "season"), ("last", "summer"),
    ("last", "winter"), ("last", "christmas"), ("last", "black", "friday"), ("the", "last", "time"),
    ("a", "year", "ago"), ("years", "ago"), ("year", "before"), ("time", "before"), ("previous", "year"),
    ("prior", "year"), ("previously",), ("formerly",), ("historically",), ("back", "then"), ("used", "to"),
    ("before", "that"), ("in", "the", "past"), ("letztes", "jahr"), ("letzten", "jahr"),
    ("voriges", "jahr"),
    ("vorjahr",), ("vorher",), ("früher",), ("damals",), ("l'an", "dernier"), ("l'année", "dernière"),
    ("an", "passé"), ("auparavant",), ("el", "año", "pasado"), ("año", "anterior"), ("antes",),
    ("ano", "passado"),
    ("anno", "scorso"), ("vorig", "jaar"), ("vroeger",), ("раньше",),
)  # fmt: skip
"""An earlier time, with which the present is compared."""
WAS = frozenset(
    "was were had took needed cost lost got been it'd did waren war hatte hatten dauerte brauchte "
    "brauchten kostete "
    "était étaient avait avions prenait fallait era eran fue tardaba teníamos tenía tinha demorava "
    "levava ci "
    "duurde hadden".split()
)
"""Verbs that say how things were."""
LAUNCHED = frozenset(
    "shipped launched released rolled deployed enabled turned switched moved migrated merged tried "
    "started introduced "
    "flipped pushed published ran ausgerollt eingeführt umgestellt livegeschaltet déployé lancé migré "
    "desplegué lancé "
    "implanté lancei uitgerold".split()
)
"""What an author did that may be taken back again."""
LESSONS = frozenset(
    "learned learnt lesson lessons learning learnings takeaway takeaways todo gelernt lektion "
    "erkenntnis leçon leçons "
    "lección lecciones aprendido lição lezione les".split()
)
"""Before a colon, these announce what to do another time."""
IDEOGRAPHS_CHANGED = (
    "削減",
    "短縮",
    "改善",
    "増加",
    "減少",
    "向上",
    "節約",
    "減ら",
    "増や",
    "上が",
    "下が",
    "半減",
    "倍増",
    "高速化",
    "復旧",
    "解消",
    "解決",
)

ACTIVITY = frozenset(
    "reviewed read attended interviewed met watched wrote write drafted presented talked spoke gave "
    "discussed "
    "spent took chatted studied practiced practised joined sat went visited paired debugged planned "
    "estimated "
    "scheduled booked gelesen besucht geführt geschrieben lu assisté écrit leí leído asistí escribí li "
    "assisti "
    "escrevi letto partecipato scritto gelezen bijgewoond geschreven".split()
)
"""Verbs that tell an effort, so that what they count is no result."""

MET = frozenset(
    "interviewed interviewing met meet meeting sat chatted spent estimated scheduled booked invited".split()
)
"""Verbs whose people are not a result but those met. An audience is a result."""

LEADS = (
    ("so", "that"), ("as", "a", "result"), ("which", "means"), ("which", "meant"), ("this", "means"),
    ("meaning",), ("resulting", "in"), ("resulted", "in"), ("results", "in"), ("leading", "to"),
    ("led", "to"), ("outcome",), ("result",), ("impact",), ("thus",), ("therefore",), ("hence",),
    ("enabling",), ("enabled",), ("allowing",), ("letting",), ("unblocking",), ("freeing",),
    ("making", "it"), ("consequently",), ("sodass",), ("so", "dass"), ("dadurch",), ("wodurch",),
    ("damit",), ("ergebnis",), ("wirkung",), ("ce", "qui"), ("si", "bien", "que"), ("résultat",),
    ("de", "modo", "que"), ("así", "que"), ("resultado",), ("de", "forma", "que"), ("o", "que"),
    ("cosicché",), ("risultato",), ("waardoor",), ("zodat",), ("resultaat",),
)  # fmt: skip
"""What a stated consequence begins with; it is no part of the consequence itself."""
LABELS = frozenset("outcome result impact ergebnis wirkung résultat resultado risultato resultaat".split())
"""Of these, the ones that need a colon."""
SPLITTERS = frozenset("so which but while because".split())
BEHIND_SO = frozenset(
    "we they it he she nobody people teams everyone now the no every any i you ops support".split()
)
ANDS = frozenset("and then und et y e".split())
BEHIND_AND = frozenset("got they nobody no there".split())
NO_LABELS = frozenset("re fyi nb ps".split())
DUTY_WORDS = frozenset(
    "on-call oncall call duty shift shifts rota meeting meetings office working open available hours "
    "bereitschaft rufbereitschaft schicht astreinte guardia guardias plantão turno reperibilità dienst "
    "дежурство смена".split()
)
"""Before two bare numbers: they are times of day, not a change."""
WEEKDAYS = frozenset(
    "mon tue tues wed thu thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday daily "
    "was is - montag dienstag mittwoch donnerstag freitag samstag sonntag".split()
)
"""What may stand between such a word and the times."""
SCORES = frozenset(
    "score scores rating ratings nps csat enps coverage index bewertung note nota "
    "puntuación punteggio".split()
)
"""Right before two bare numbers with "to" between them: they are a change."""
VERSION_WORDS = frozenset(
    "upgrade upgraded upgrading upgrades version versions bump bumped migrate migrated java python".split()
)
"""Near two bare numbers: they are versions, not a change."""
MOVE_WORDS = frozenset(
    "move upgrade migration cutover switch update bump transition port rollout umstieg wechsel umzug"
    " migración actualización migração aggiornamento".split()
)
"""Right behind two bare numbers: they are versions."""
REFUSALS = frozenset(
    "declined refused rejected vetoed against abgelehnt refusé rechazado rechacé recusei rifiutato".split()
)
"""What is counted in brackets behind one of these is what was not done."""
POINTERS_BACK = frozenset("that those these this it them which".split())
NOT_SPLITTING = frozenset("far much many little few as that of".split())
"""After "so" these do not begin a new clause: "so far", "so much"."""

ACCEPTANCE_WORDS = frozenset(
    "accepted approved adopted promoted hired passed withdrawn cancelled canceled renewed funded copied "
    "reused agreed signed "
    "thanked praised kudos cited selected ratified onboarded switched awarded won converted "
    "befördert promu promue embauché embauchée ascendido ascendida contratado contratada promovido "
    "promovida "
    "promosso promossa assunto assunta gepromoveerd bevorderd aangenomen "
    "повышен повышена повысили принят принята приняли утверждён утверждена одобрен одобрена".split()
)
"""What others did with the work, or what became of it: behind a subject that is not the author."""
ACCEPTANCE_FOLLOWERS = frozenset(
    "by to with without w in after as at for into unanimously on across within and , ; . )".split()
)
"""Behind such a word at the beginning of a clause: "accepted with one change", not "accepted the offer"."""
AUTHOR = frozenset("i we i've we've i'm we're ich wir j'ai nous yo eu io ik wij".split())

CONSEQUENCES = (
    ("now",), ("ever", "since"), ("no", "longer"), ("not", "spent"), ("would", "have"),
    ("on", "time"), ("ahead", "of", "schedule"), ("went", "live"), ("is", "live"), ("are", "live"),
    ("signed", "off"), ("moved", "over"), ("picked", "up"), ("rolled", "out"), ("in", "production"),
    ("in", "prod"), ("up", "for"), ("on", "his", "own"), ("on", "her", "own"), ("on", "their", "own"),
    ("by", "themselves"), ("by", "herself"), ("by", "himself"), ("independently",), ("autonomously",),
    ("alone",), ("unassisted",), ("without", "me"), ("without", "help"), ("use", "it"), ("uses", "it"),
    ("use", "ours"), ("uses", "ours"), ("using", "it"), ("use", "them"), ("uses", "them"), ("use", "this"),
    ("rely", "on"), ("relies", "on"), ("relying", "on"), ("is", "the", "default"), ("the", "standard"),
    ("became", "the"), ("turned", "into"), ("their", "own"), ("instead", "of"), ("stopped", "asking"),
    ("took", "over"), ("taken", "over"), ("takes", "over"), ("asked", "for", "it"), ("presented", "it"),
    ("adopting",), ("unblocked",), ("halving",), ("halved",), ("doubling",),
    ("doubled",), ("tripled",), ("renegotiated",), ("got", "promoted"), ("audit", "passed"),
    ("seitdem",), ("seither",), ("jetzt",), ("inzwischen",), ("bevor",), ("nie", "wieder"), ("nutzen",),
    ("allein",), ("selbstständig",), ("übernommen",), ("angenommen",), ("genehmigt",), ("umgestellt",),
    ("désormais",), ("autonome",), ("depuis",), ("adopté",), ("adoptée",), ("approuvé",), ("validé",),
    ("ahora",), ("desde", "entonces"), ("adoptado",), ("adoptada",), ("aprobado",), ("aprobada",),
    ("agora",), ("desde", "então"), ("adotado",), ("adotada",), ("aprovado",), ("aprovada",),
    ("ora",), ("adottato",), ("adottata",), ("approvato",), ("approvata",), ("da", "allora"),
    ("gebruiken",), ("gebruikt",), ("utilisent",), ("usan",), ("usam",), ("usano",), ("пользуются",),
    ("используют",), ("broke", "nothing"), ("breaking", "nothing"), ("the", "default", "for"),
    ("got", "the", "promo"),
    ("got", "her", "promo"), ("got", "his", "promo"), ("signed", "it", "off"),
    ("asked", "for", "the", "same"),
    ("all", "done"), ("got", "offers"), ("because", "of", "it"),
    ("thanks", "to", "it"),
    ("dropped", "it"), ("dropped", "the", "idea"), ("dropped", "the", "plan"), ("dropped", "theirs"),
    ("dropped", "their"),
    ("aprobaron",), ("aprobó",), ("aceptaron",), ("adoptaron",), ("aprovaram",), ("aprovou",),
    ("adotaram",),
    ("ont", "adopté"), ("a", "adopté"), ("ont", "validé"), ("a", "validé"), ("hanno", "adottato"),
    ("hanno", "approvato"), ("übernimmt",), ("eigenständig",), ("tout", "seul"),
    ("maintenant",), ("to", "owning"),
    ("to", "running"), ("to", "leading"),
    ("toute", "seule"), ("sola",), ("solas",), ("solos",), ("ya", "la"), ("ya", "las"), ("ya", "lo"),
    ("ya", "los"),
    ("sozinho",), ("sozinha",), ("sozinhos",), ("sozinhas",), ("por", "conta", "própria"),
    ("da", "solo"), ("da", "sola"), ("da", "soli"), ("сам",), ("сама",), ("сами",),
    ("самостоятельно",), ("теперь",),
    ("sindsdien",), ("nu",), ("zelfstandig",), ("goedgekeurd",), ("overgenomen",),
)  # fmt: skip
"""Word sequences that state a consequence wherever they stand behind a subject."""
IDEOGRAPHS_CONSEQUENCE = (
    "ようになった",
    "になりました",
    "採用され",
    "承認され",
    "なくなった",
    "ゼロ",
    "なしで",
    "自走",
)

PREVENTING = frozenset(
    "found caught fixed stopped spotted blocked noticed flagged prevented killed discovered patched closed "
    "".split()
)
BEFORE_WORDS = frozenset("before bevor avant antes prima voordat".split())
REACHED = frozenset("hit hits reached reaches shipped got went bit".split())
BEFORE = frozenset(
    "it they them anyone anybody someone we users customers customer prod production release launch going "
    "hitting "
    "reaching shipping go the a any he she launch merge".split()
)
"""Behind "before": "found it before they built it"."""

NEGATIONS = frozenset(
    "no zero 0 without w/o kein keine keinen ohne null sans aucun aucune zéro sin ningún ninguna cero sem "
    "nenhum "
    "nenhuma senza nessun nessuna zonder geen nul без ни ноль".split()
)
SAVED = frozenset(
    "saved saves saving spared sparte gespart économisé ahorró ahorramos economizou risparmiato".split()
)
SPANS = frozenset(
    "year years month months week weeks quarter quarters day days hours jahr monat monate wochen "
    "tage an année mois "
    "semaines año meses semanas ano anno mesi settimane".split()
)
"""Spans of time without a number: "a year", "weeks of work"."""
RATES = frozenset(
    "hourly daily nightly weekly biweekly monthly quarterly yearly annual annually manual automatic "
    "automated "
    "täglich wöchentlich monatlich stündlich manuell quotidien hebdomadaire mensuel diario semanal "
    "mensual mensal "
    "giornaliero settimanale mensile dagelijks wekelijks maandelijks".split()
)
"""How often, or how, something is done."""
AHEAD = frozenset("in next coming".split())
"""In front of a time that, behind a verb on "-ing", is still to come."""
ABOUT = frozenset("about über sobre regarding concerning".split())
ABOUT_TEXTS = frozenset("on sur zu zum zur su over of in".split())
TEXTS = frozenset(
    "page pages paragraph paragraphs thought thoughts note notes word words slide slides line lines "
    "sentence sentences "
    "post posts article articles essay essays memo memos diagram diagrams chapter chapters idea ideas "
    "seite seiten gedanken folien notizen páginas notas idéias pagine appunti pagina's".split()
)
"""What is written or said on a topic: its number tells the effort."""

FAILURES = frozenset(
    "downtime incident incidents outage outages regression regressions rollback rollbacks error errors "
    "loss "
    "complaint complaints page pages change changes repeat repeats impact churn churned escalation "
    "escalations escalating "
    "surprises finding findings violation violations defect defects interruption interruptions issue "
    "issues "
    "breakage failure failures unexplained difference differences rework overtime "
    "ausfall ausfälle ausfallzeit störung störungen fehler datenverlust unterbrechung beschwerden "
    "änderungen "
    "panne pannes interruption coupure erreur erreurs régression réserve caída caídas interrupciones "
    "interrupción incidentes errores interrupção interrupções incidente quedas erros interruzioni "
    "interruzione "
    "incidenti errori disservizi storing storingen uitval fouten onderbreking "
    "abweichung abweichungen beanstandung beanstandungen vorfall vorfälle mängel nacharbeit rückfragen "
    "anomalie anomalies incident hallazgo hallazgos ressalva ressalvas rilievo rilievi afwijking "
    "afwijkingen "
    "простоя простоев сбоя сбоев ошибок потерь аварий инцидентов откатов жалоб".split()
)
NOBODY_WORDS = frozenset("nobody none no-one niemand personne nadie ninguém nessuno".split())
NOBODY_VERBS = frozenset(
    "noticed paged complained left churned broke since asked asks missed misses mentions gemerkt "
    "remarqué".split()
)
USES = frozenset(
    "used reused run viewed watched opened downloaded cited copied read genutzt utilisé usado usada".split()
)
"""What others do with a thing, if it is counted: "used 9 times since"."""
GONE = frozenset("gone weg disparu disparue desaparecido sparito verdwenen".split())
"""The last word of a clause: "split brain gone"."""
CALM = frozenset(
    "quiet silent stable green clean flat calm boring ruhig stabil calme tranquilo estable estável".split()
)
"""How something has been since: "the pager has been silent since"."""
SINCE = frozenset("since seit seitdem depuis desde sinds".split())
NEVER = frozenset("no none nothing never zero not without hasn't haven't kein keine".split())

ROLES = frozenset("owns runs leads handles maintains drives ships reviews presents teaches co-owns".split())
"""What somebody else has done since: "she runs it", "Sofia owns the harness"."""
THIRD_PERSONS = frozenset("he she they who it".split())

ABBREVIATIONS = frozenset(
    "ca approx est incl bzw vs etc nr st dr mr mrs ms mio mrd std min sek usw z.b z b e.g i.e e g p ex "
    "aprox env "
    "tsd inkl ggf no wk wks yr yrs hr hrs mo qtr".split()
)
ALWAYS_SHORT = frozenset("ca approx est bzw nr mio mrd std sek tsd inkl ggf aprox env vs dr mr mrs z".split())
"""Abbreviations that end no sentence, whatever follows."""
DETERMINERS = frozenset("the a an my our their his her its this that these those".split())
PRONOUNS = frozenset("it them both all".split())
