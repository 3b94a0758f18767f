"""Words that claim nothing by themselves in a text about one's work, and words that mean about the same.

A self-review says "I am proud of what the team achieved and look forward to the next half": nothing in it can
be looked up in a record. The lists are of English as such texts use it, and know nothing of any one record.
"""

from collections.abc import Mapping
from functools import cache

from vividmap.core.english.stems import stem

_GENERIC = """
ability able about above accomplish accomplishment accountable accuracy accurate achieve achievement
across across-the-board act action active actual add addition adjust advance advantage affect
afterwards agree ahead aim align alignment allow almost alone along already although ambition amount
another answer anticipate anyway apart appreciate approach appropriate april area arise around aside
asked aspect aspire attention august author authored autumn available avoid aware awareness away
back background balance bar base basis bear become began begin behaviour belief believe benefit
besides best better between beyond big bigger biggest billion bit biweekly blocker both bring broad
broader brought build building busy call calm came capability capable capacity care career careful
case catch cause cautious central certain certainly challenge challenging chance change choice
choose clarity clean clear clearly close collaborate collaboration collaborative colleague
collective combine come comfortable commit commitment common communicate communication company
complete complex complexity comprehensive concern concerted concise conclude conclusion concrete
condition confidence confident connect consider considerable consistent constant constraint consume
contain context continue continuous contribute contribution control convince cooperate coordinate
core correct count couple course cover create credit critical culture current currently cycle daily
day days deal december decide decision deep deepen deeper definitely deliberately deliver delivery
demand demonstrate depend depth describe deserve design desire detail determine develop development
dialogue difference different difficult direct direction directly director discipline discuss
discussion distinct do double doubled doubling doubt dozen drafted draw drive drop dropped drops
drove due duration dynamic each eager earlier early earn ease easily easy effect effective
effectively efficiency efficient effort eight eighteen eighty either eleven eliminate embrace emerge
emphasis enable encourage encouraging end endeavour energy engage engagement engineer engineering
enhance enjoy enjoyed enough ensure entire entirely equal equally especially essential establish
evening event eventual everyone everything evidence evolve exact exactly example excellence
excellent exceptional excite exciting execute execution exercise exist expand expect expectation
experience explain explore express extend extent extra extremely eye face facilitate fact factor
fair fairly faith familiar far fast faster favour fear feature february feedback feel few fewer
field fifteen fifty figure final finally find fine finish finished firm firmly fit five fix flow
focus follow following forget form formerly forty forward foster found foundation four fourteen
frame frankly friction fruitful fulfil full fully function fundamental further future gain gap
gather gave general generally generous genuine give glad gladly global go goal good got grateful
gratitude great greater greatly ground group grow growth guarantee guiding h1 h2 habit half
half-year halve halved halving hand handle handled happen happy hard hardest head health healthy
hear held help helped helpful helping high higher highlight highly hold honest hope hopefully hour
hours hr huge human humbling hundred idea ideal identify imagine immediate impact impactful
implement implementation importance important impress improve improvement include increase
increasing increasingly indeed independent indicate individual influence inform information initial
initiative insight inspire instance instead intend intent intention interest interesting internal
introduce invest investment invite involve issue item iterate january job join journey judge
judgement judgment july june justify keen keep kept key kind know knowledge lack land large largely
largest last lasting late lately later latest lay lead leader leadership leading learn learning
leave led less lesson let level leverage lie life light like likely limit line list listen little
live long longer longstanding look lot low made main mainly maintain major make manage manager
manner march mark material matter matters maturity may mean meaning meaningful meanwhile measurable
measure meet member mention merely met method milestone million millisecond milliseconds min mind
mindset minor minute minutes mission mistake mode model moment momentum month monthly months more
most mostly motivate move ms much multiple myself namely naturally nature near nearly necessary
necessity need never new next nice nine nineteen ninety notable note noteworthy nothing notice
november number objective observe obvious obviously occasion occur october offer office often
ongoing open openness opinion opportunity option order organisation organise organization original
other ourselves outcome outlook output outside outstanding over overall overhead overview own owned
owner ownership pace pain painful part party past patience pattern pay peer people per percent
percentage perform performance perhaps period person personal personally perspective phase picture
piece place plan planning play please pleased pleasure plus point position positive possible
possibly potential practical practice praise predictable prefer prepare presence present pressure
pretty prevent previous previously primarily primary principle prior prioritise priority privilege
proactive probably problem procedure proceed process produce produced productive productivity
professional profile progress project promise proper properly proportion propose proud prove proven
provide public purely purpose pursue push put quality quarter quarters question quick quickly quiet
quietly raise ran range rapid rather reach react read ready real realise reality really reason
reasonable recent recently recognise recognition reduce reducing reflect reflection regard regular
relate relation relationship relatively relevant reliability reliable rely remain remarkable
remember remind remove repeat report represent require requirement resilience resilient resolve
respect respective respond response responsibility responsible rest result return reveal review
reward rewarded rewarding reworked rich right rigor rigour rise risk robust role root rough roughly
round run safe safely safety said same satisfaction satisfied satisfy save saw say scale scope sec
second seconds see seek seem self senior sense separate september series serious serve set setting
seven seventeen seventy several shape share shared sharp shift ship short show showed side sign
significant significantly similar simple simplify simply since single situation six sixteen sixty
size skill slightly slow small smooth smoothly solid solution solve some somebody someone something
soon sort source speak special specific speed spend spent spirit spring stability stable staff stage
stakeholder stand standard start started state stay steady steer step still stop straight strategic
strength strengthen stress stretch strive strong stronger strongest structure study style subject
subsequently substantial succeed success successful suggest suit summary summer support supportive
sure surface surprise sustain sustainable system systematic take taken task teammate teammates
teamwork technical technology tell ten tend term than thank thankful theme themselves thereafter
thereby thing things third thirteen thirty thorough thought thoughtful thousand three threshold
thrive tie times today together told tomorrow took tool topic total touch tough toward track trade
transparency transparent treat trend triple tripled trouble true truly trust try turn turned twelve
twenty twice two type typical ultimate ultimately uncertain uncertainty under underline underlying
understand understanding unexpected unique unlock upcoming usual usually valuable value variety
various vast version view visibility visible vision vital wait walk want warm watch way weakness
wealth week weekly weeks welcome well went whereas whole wide wider willing win winter wish within
without word work worked world worth worthwhile write written wrote year year-end years yesterday
yield zero
""".replace("-", " ").split()


@cache
def generic_stems() -> frozenset[str]:
    """Return the stems of words that say nothing that could be looked up."""
    return frozenset(map(stem, _GENERIC))


def is_generic(key: str) -> bool:
    """Return whether a folded word has such a stem; for a few words, as only those like it are stemmed."""
    own = stem(key)
    return any(stem(word) == own for word in _GENERIC if word[:2] == own[:2])


_SYNONYMS = (
    "cut reduce lower drop fall shrink decrease down decline slash trim less fewer",
    "increase rise grow raise up climb improve higher",
    "prevent avoid avert stop block catch halt hold",
    "begin start kick launch",
    "finish complete done end conclude",
    "remove delete drop retire eliminate gone kill decommission",
    "fast quick rapid speed latency",
    "write draft author publish document",
    "fix repair resolve mend solve patch",
    "find discover spot identify detect catch notice uncover trace",
    "move migrate switch transfer shift relocate port",
    "mentor coach teach guide help pair",
    "persuade convince talk dissuade",
    "present talk speak show presentation session",
    "customer client user merchant",
    "error mistake fault bug defect failure",
    "outage incident downtime failure",
    "money cost spend spending expense budget fee bill price",
    "accept adopt approve sign agree endorse",
    "deploy ship release rollout launch live",
    "review examine check inspect assess audit",
    "page alert notification",
    "postgres postgresql pg",
    "kubernetes k8s",
    "elasticsearch es",
    "hire recruit interview candidate",
    "promote promotion promo",
    "refund repay reimburse return",
    "duplicate double dup twice",
    "meeting talk session call",
    "manager boss lead",
    "decide decision choose pick select",
    "record adr document doc",
    "report tell inform notify",
    "guide handbook manual runbook playbook",
    "machine server node host broker",
    "data information record",
    "reconciliation reconcile reconcilation",
    "vacation holiday leave off",
    "p99 percentile latency",
    "team group squad",
    "spreadsheet sheet excel",
    "own ownership responsible",
    "upgrade update migration migrate",
    "save saving",
    "reverse revert rollback undo",
    "broke broken break",
    "ran run",
    "wrote written write",
    "gave given give",
    "led lead",
    "built build",
    "taught teach",
    "found find",
    "held hold",
    "kept keep",
    "went gone go",
    "took taken take",
    "sent send",
    "told tell",
    "rose risen rise",
    "fell fallen fall",
    "chose chosen choose",
    "spoke spoken speak",
    "drove driven drive",
    "paid pay",
    "met meet",
    "brought bring",
    "shrank shrunk shrink",
    "won win",
    "lost lose",
    "bought buy",
    "drew drawn draw",
    "grew grown grow",
    "began begun begin",
    "spent spend",
    "left leave",
)


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """Return by stem the stems of words that mean about the same."""
    by_stem: dict[str, frozenset[str]] = {}
    for group in _SYNONYMS:
        stems = frozenset(map(stem, group.split()))
        for own in stems:
            by_stem[own] = by_stem.get(own, frozenset()) | (stems - {own})
    return by_stem
