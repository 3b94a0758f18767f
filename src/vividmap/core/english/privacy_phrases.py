"""The phrases by which authors say who may read a text, in the languages in which notes are read.

They are data: `privacy_words.py` says where they count. Each is compared without regard to case.
"""

from vividmap.core.english.privacy_pattern import privacy_phrase
from vividmap.core.english.privacy_readers import ONLY_FOR_AUTHOR, ONLY_FOR_MANAGER

_NEGATION = "do not |don't |dont |never |must not |mustn't |should not |shouldn't |not to "
_OBJECT = r"(?:this|it|that|these|those|any of (?:this|it|that)|anything|everything|all (?:of )?this)"
_NOT = r"(?:do not|don't|dont|never|must not|mustn't|should not|shouldn't|not to)"
_PEOPLE = r"(?:anyone|anybody|a soul|others|other people|the others|people|everyone|colleagues)"
_READER = (
    rf"(?:{_PEOPLE}|him|her|them|management|hr|my (?:manager|boss|lead|director|team|peers|colleagues)"
    r"|the (?:team|others|manager|managers|rest|group|board|press)|@?(?-i:[A-Z])\w{1,30})"
)
_CONDITION = r"(?: (?:further|around|widely|publicly|either|(?:before|until|till|unless) [\w ]{1,40}))?"
_SHARE = (
    r"(?:share|sharing|forward|repeat|spread|pass on|disclose|divulge|publish|circulate|distribute|leak"
    r"|quote"
    r"|mention|discuss|reveal|repost)"
)
_STRICT = r"(?:(?:strictly|highly|very|top|super|extremely|totally|really|company|personal and|hr) )?"
_IS = r"(?:(?:this|it|that|everything) (?:is|stays|remains) |(?:this|it|that)'s |is )?"
_IS_LEVEL = (
    r"(?:(?:this|it|that|everything|all (?:of )?this) (?:is|stays|remains|(?:must|should) (?:stay"
    r"|remain)|has to stay) "
    r"|(?:this|it|that)'s )"
)

_LEVEL = (
    r"(?:private|confidential|secret|embargoed|privileged|sensitive|classified"
    r"|(?:streng )?(?:vertraulich|geheim)|privat|(?:strictement )?confidentiel(?:le)?|priv[eé]|priv"
    r"|(?:estrictamente |estritamente )?confidencial|privad[oa]|secreto|sigilos[oa]|riservat[oa]"
    r"|confidenziale|privato"
    r"|(?:strikt )?vertrouwelijk|poufne|prywatne|konfidentiellt|fortroligt?|hemligt"
    r"|конфиденциально|приватно|секретно|機密|机密|保密|秘密|極秘)"
)
_NOTE = r"(?: (?:note|notes|remark|info|information|matter|stuff|only|for now|news))?"
BARE_PRIVATE = privacy_phrase(
    "priv|confi|secret|embargo|sensitiv|classif|vertr|geheim|sigilos|riserv|poufne|prywat|konfi|fortrol"
    "|hemlig|nda"
    "|конфи|приват|секрет|機密|机密|保密|秘密|極秘",
    rf"{_STRICT}{_LEVEL}(?: (?:and|&|und|et|y|e|en) {_LEVEL})?{_NOTE}"
    r"(?: (?:until|till|before|bis|jusqu'[aà]|hasta|at[eé]|tot) [\w ]{1,40})?|(?:strict |mutual "
    r"|full )?nda",
)
"""Words that mark a text if they stand alone: in brackets, in front, at the end."""

BARE_INTERNAL = privacy_phrase("intern", r"internal|intern|interne|interno|interna")
"""Words that mark a text in front or in square brackets alone, since work is often internal."""

ANYWHERE = (
    privacy_phrase(
        "keep",
        r"\bkeep(?:ing)?(?: (?:this|it|that|these|everything|all (?:of )?this))?(?: one)?(?: (?:strictly"
        r"|just|all"
        r"|only))?"
        r" (?:to|for|between|among) (?:myself|ourselves|yourself|us\b(?! and)|you and me|the two of us)",
    ),
    privacy_phrase(
        "between",
        r"\b(?:stays?|remains?|is|strictly|just|only) between (?:us|you and me|ourselves"
        r"|the two of us)\b(?! and)",
    ),
    privacy_phrase(
        "off the|off-the", r"\boff[ -]the[ -]record\b(?![ -](?:messag|protocol|chat|mode|encrypt))"
    ),
    privacy_phrase(
        "eyes|ears",
        r"\b(?:not|nothing) for (?:(?:other|any) people|others|nobody|her|his|their|prying|any ?(?:one"
        r"|body)|\w{1,20}'s"
        r"|any ?(?:one|body) else)'?s?'? (?:eyes|ears)\b|\b(?:my|your|our) eyes only\b",
    ),
    privacy_phrase(
        "in confidence|strict confidence|strictest confidence|full confidence|privately|confidentially"
        "|in private",
        r"\b(?:told|tells|said|says|shared|mentioned|heard|learn(?:ed|t)|admitted|asked|informed"
        r"|explained|disclosed)"
        r"(?: [\w']{1,20}){0,4} (?:in (?:strict |the strictest |full )?confidence\b(?! (?:int|lev|sco"
        r"|ban|rat))"
        r"|(?:privately|confidentially)\b|in private(?=\W{0,3}$| that\b|[.,;:!?)]))",
    ),
    privacy_phrase("confided", r"\bconfided\b"),
    privacy_phrase(
        "confidential|private|secret|vertraulich",
        r"\btreat(?:ed)?(?: (?:this|it|that))? (?:as )?(?:strictly )?(?:confidential|private"
        r"|secret)(?:ly)?(?=\W{0,3}$|[.,;:!?)])"
        r"|\bvertraulich behandeln\b",
    ),
    privacy_phrase(
        "nda|non-disclosure|embargo",
        r"(?<!no longer )(?<!not )\b(?:under|covered by|bound by|subject to)"
        r"(?: (?:an?|the|our|my|strict|mutual|full)){0,2} (?:nda|non-disclosure|embargo)\b",
    ),
    privacy_phrase("mum's the|hush", r"\bmum's the word\b|\bhush[- ]hush\b"),
    privacy_phrase(
        "not for",
        r"\bnot for (?:further |public )?(?:sharing|publication|circulation|disclosure|forwarding)\b"
        r"(?! (?:between|across|among|by))",
    ),
    privacy_phrase(
        "confidential",
        r"\b(?:strictly|highly|top) confidential\b(?! (?:comput|data|document|file|record|information"
        r"|material))"
        r"|\bconfidential (?:audit|talks?|conversations?|deal|acquisition|negotiations?|project"
        r"|assignment|matter"
        r"|reorg|layoffs?|investigation|settlement|due diligence|discussions?|meeting|offer"
        r"|initiative)\b",
    ),
    privacy_phrase("a private", r"\ba private (?:conversation|talk|word|discussion) (?:with|about)\b"),
    privacy_phrase(
        "leave this|leave it|leave that|keep this|keep it|keep that",
        r"\b(?:leave|keep) (?:this|it|that)(?: one)? out of (?:the|my|any|every|all) (?:[\w-]{1,20} )?"
        r"(?:review|packet|case|r[eé]sum[eé]|cv|draft|report|self-review)s?\b",
    ),
    privacy_phrase("im vertrauen", r"\bim vertrauen (?:gesagt|erz[aä]hlt|erfahren)\b"),
    privacy_phrase(
        "unter uns|unter verschluss|fur mich",
        r"\b(?:bleibt|bitte|ganz|nur|strikt) unter uns\b|\bunter (?:uns gesagt|verschluss)\b"
        r"|\bbehalte? (?:ich )?(?:das |es )?f[uü]r mich\b",
    ),
    privacy_phrase(
        "pour moi|pour nous|entre nous",
        r"\bgard(?:er|e|é)(?: [cç]a| ceci)? pour (?:moi|nous)\b|\b[cç]a reste entre nous\b",
    ),
    privacy_phrase(
        "entre no|para mi",
        r"\b(?:quede|fique|fica) entre n(?:osotros|[oó]s)\b"
        "|\bme lo guardo para m[ií]\b",
    ),
    privacy_phrase(
        "onder ons|voor me|tra noi|tra di noi",
        r"\bblijft onder ons\b|\bhoud? ik voor me\b|\bresti tra (?:di )?noi\b",
    ),
    privacy_phrase(
        "部外秘|口外|内緒|外传|转发", r"部外秘|口外(?:禁止|しない)|内緒|勿外传|不要外传|请勿(?:外传|转发)"
    ),
    privacy_phrase("распростран|между нами", r"не распространять|не для распространения|между нами"),
)
"""Expressions that mark a text as private wherever they stand in it."""

PRIVATE_CLAUSE = (
    privacy_phrase(_NEGATION, rf"{_NOT} {_SHARE}(?: {_OBJECT})?(?: (?:with|to) {_READER})?{_CONDITION}"),
    privacy_phrase(
        _NEGATION,
        rf"{_NOT} (?:mention|discuss|quote|share|use) {_OBJECT} (?:in|at|with) (?:the|my|any"
        rf"|our) [\w' -]{{1,30}}",
    ),
    privacy_phrase(
        "not ",
        r"(?:this |that |it )?(?:is )?(?:not to|must not|may not|should not) be (?:shared|forwarded"
        r"|distributed|published|repeated"
        r"|disclosed|discussed|quoted|mentioned|known|told)|(?:this|it|that) (?:must|may|should"
        r"|can) not (?:get out|leak"
        r"|leave this room|become known)",
    ),
    privacy_phrase(
        "let|hidden from",
        rf"{_NOT} let {_READER} (?:see|know|read|hear)(?: (?:about )?{_OBJECT})?|hidden from {_READER}",
    ),
    privacy_phrase("shh|psst|hush", r"sh{2,6}|psst|hush"),
    privacy_phrase(
        _NEGATION, rf"{_NOT} (?:talk|speak|write|say anything|tell {_PEOPLE}) about {_OBJECT}{_CONDITION}"
    ),
    privacy_phrase(_NEGATION, rf"{_NOT} tell {_READER}(?: about {_OBJECT})?{_CONDITION}"),
    privacy_phrase(_NEGATION, rf"{_NOT} (?:show|send|give) {_OBJECT}(?: to {_READER})?{_CONDITION}"),
    privacy_phrase(
        _NEGATION,
        rf"{_NOT} (?:put|use|include|write|copy) {_OBJECT} (?:in|into|on) (?:the|my"
        rf"|any) (?:[\w-]{{1,20}} )?"
        r"(?:review|packet|case|r[eé]sum[eé]|cv|draft|document|report)s?",
    ),
    privacy_phrase(
        "not telling|not going to tell|not saying|not sharing",
        rf"(?:i(?:'m| am)? )?not (?:going to tell|telling|saying|sharing)(?: {_OBJECT})?(?: (?:to "
        rf"|with )?{_READER})?{_CONDITION}",
    ),
    privacy_phrase(
        "told no",
        r"(?:i |i've |i have |have |so far )?told (?:nobody|no one|no-one|noone)(?: else)?"
        r"(?: (?:yet|so far|about (?:this|it)))?",
    ),
    privacy_phrase(
        "not told|not tell|n't told|n't tell|nt told|nt tell",
        r"(?:i |i've |have )?(?:haven't|have not|havent|didn't|did not|not) (?:told|tell)"
        rf" {_READER}(?: else)?(?: about {_OBJECT})?",
    ),
    privacy_phrase(
        "shared|mentioned",
        rf"(?:i )?(?:haven't|have not|havent) (?:shared|mentioned) {_OBJECT}(?: (?:to|with) {_READER})?",
    ),
    privacy_phrase(
        "know",
        r"(?:nobody|no one|no-one) (?:else )?(?:(?:should|must|may) know|is supposed to know|knows)"
        r" (?:about (?:this|it)|yet)|(?:nobody|no one|no-one) (?:else )?(?:knows|(?:should|must|may) know)"
        r"|(?:only|just) i know",
    ),
    privacy_phrase(
        "supposed to|allowed to",
        rf"(?:i'm |i am |we're |we are )?not (?:supposed|allowed) to (?:know|say|tell|share"
        rf"|talk about)(?: {_OBJECT})?",
    ),
    privacy_phrase(
        "between",
        r"(?:just |strictly |only |purely )?between (?:us|you and me|you and i|ourselves|the two of us)"
        r"(?: (?:only|alone|two|both))?",
    ),
    privacy_phrase(
        "not for",
        rf"{_IS}(?:strictly |definitely |please )?not for (?:\w{{1,12}} )?(?:sharing|publication"
        rf"|distribution|circulation"
        r"|disclosure|others|forwarding|print|the record|quoting|(?:the|my) (?:[\w-]{1,20} )?(?:review"
        r"|packet|case|manager"
        rf"|boss|r[eé]sum[eé]|cv)){_CONDITION}",
    ),
    privacy_phrase(
        "keep|kept|stay|hold",
        rf"(?:keep|kept|stays?|hold)(?: {_OBJECT})? {_STRICT}(?:private|confidential|secret|quiet"
        rf"|under wraps|under your hat"
        r"|to (?:myself|yourself|ourselves))(?: (?:please|for now|until|till|from)(?: [\w ]{1,30})?)?",
    ),
    privacy_phrase(
        "private|confidential|secret|nda|embargo",
        rf"{_IS_LEVEL}{_STRICT}(?:private|confidential|secret|under nda|under embargo)"
        r"(?: (?:until|till|for) [\w ]{1,30})?",
    ),
    privacy_phrase(
        "*announced|official",
        r"(?:not (?:yet )?announced|unannounced)(?: (?:yet|internally|so far))?|not (?:yet )?official",
    ),
    privacy_phrase(
        "confidence|eyes|only|just for|for me|for myself|no leaks|secret|need to|need-to",
        r"in (?:strict |the strictest |full )?confidence|(?:just |only )?for (?:my|your|our) eyes|(?:just"
        r"|only) for (?:me|myself|you)|for me only"
        r"|no leaks|eyes only|top secret|need[ -]to[ -]know(?: only)?",
    ),
    *ONLY_FOR_AUTHOR,
    # German
    privacy_phrase(
        "nicht",
        r"(?:auf keinen fall |niemals |das |es )?nicht (?:weitersagen|weitergeben|weiterleiten"
        r"|weitererz[aä]hlen|teilen"
        r"|verbreiten|ver[oö]ffentlichen|herumerz[aä]hlen)(?: [\w ]{1,30})?"
        r"|(?:noch )?nicht (?:f[uü]r (?:andere|dritte|die [oö]ffentlichkeit|(?:das|mein(?:e"
        r"|en)?) [\w-]{1,20})|offiziell"
        r"|angek[uü]ndigt|f[uü]r (?:fremde|andere) (?:augen|ohren))",
    ),
    privacy_phrase(
        "niemand|keinem|keiner",
        r"(?:ich )?(?:habe? )?(?:(?:es |das )?(?:noch )?(?:niemand(?:em|en)?|keinem) (?:davon "
        r"|was )?(?:erz[aä]hlt|gesagt))"
        r"|weiß (?:noch )?(?:niemand|keiner)|(?:niemand|keiner) weiß (?:es|das|davon|was davon)",
    ),
    privacy_phrase(
        "unter uns|fur mich|fur dich|fur euch|im vertrauen|unter nda",
        r"(?:ganz |nur |strikt )?unter uns(?: (?:beiden|zweien))?|nur f[uü]r (?:mich|dich|euch)|(?:das"
        r" )?f[uü]r (?:mich|dich"
        r"|euch) behalten"
        r"|im vertrauen|unter nda",
    ),
    # French
    privacy_phrase(
        "personne",
        r"personne (?:ne (?:le )?sait|n'est au courant)|ne (?:le |la |l'|en )?(?:dis|dites|parle[zs]?"
        r"|r[eé]p[eè]te[zs]?) (?:rien )?(?:[aà] )?personne"
        r"|n'en (?:parle[zs]?|dis) [aà] personne",
    ),
    privacy_phrase(
        "ne pas|ne rien|ne jamais",
        r"(?:merci de |[aà] |svp )?ne (?:pas|rien|jamais) (?:le |la |les |en )?(?:diffuser|partager"
        r"|divulguer|communiquer"
        r"|transf[eé]rer|r[eé]p[eé]ter|[eé]bruiter|publier|parler|relayer)(?: (?:[aà]|avec|avant|hors"
        r"|en) [\w' ]{1,30})?",
    ),
    privacy_phrase(
        "n'ai|n'en|entre nous|pour moi|nda|restreinte|pas encore|en confiance",
        r"(?:je )?n'(?:en )?ai (?:encore )?(?:parl[eé] [aà]|rien dit [aà]) personne"
        r"|(?:juste |strictement |seulement )?entre nous(?: (?:deux|seulement|uniquement))?|(?:juste "
        r"|rien que )?pour moi"
        r"(?: seule?)?|sous nda|diffusion restreinte|pas encore (?:annonc[eé]|officiel)|en confiance",
    ),
    # Spanish, Portuguese
    privacy_phrase(
        "no se lo|no lo|no digas",
        r"no (?:se )?lo (?:digas|cuentes|comentes|compartas)(?: a nadie)?|no digas nada",
    ),
    privacy_phrase(
        "esto es|isto e |c'est|ceci est|das ist|dies ist|questo e |dit is|es ist",
        rf"(?:esto es|isto [eé]|c'est|ceci est|das ist|dies ist|es ist|questo [eè]|dit is) {_LEVEL}",
    ),
    privacy_phrase(
        "compart|difundir|divulgar|contar|comentar|publicar|reenviar|partilhar|espalhar|decir",
        r"n[oã]o? (?:lo |la |se lo |o |a )?(?:compartir|difundir|divulgar|contar|comentar|publicar"
        r"|reenviar|compartilhar"
        r"|partilhar|espalhar|decir)(?:lo)?(?: (?:a|con|com) (?:nadie|ningu[eé]m|otros|outros))?",
    ),
    privacy_phrase(
        "nadie|ningu|entre no|para m|en confianza|em confid|nda|sin anunciar",
        r"no se lo he (?:dicho|contado) a nadie|no lo sabe nadie|n[aã]o contei a ningu[eé]m"
        r"|nadie (?:lo )?sabe|ningu[eé]m sabe|(?:solo |s[oó]lo |s[oó] )?entre n(?:osotros|[oó]s)"
        r"(?: (?:dos|dois|solo|s[oó]))?|solo para m[ií]|s[oó] para mim|en confianza|em confid[eê]ncia|bajo"
        r" nda|sob nda"
        r"|sin anunciar",
    ),
    # Italian, Dutch, Polish, Nordic languages, Russian
    privacy_phrase(
        "non |tra noi|tra di noi|per me|nessuno",
        r"non (?:condividere|diffondere|divulgare|inoltrare|dirlo)(?: (?:a|con) nessuno)?"
        r"|(?:solo )?tra (?:di )?noi(?: due)?|solo per me"
        r"|non l'ho detto a nessuno|nessuno lo sa",
    ),
    privacy_phrase(
        "niet |onder ons|voor mij|niemand|in vertrouwen",
        r"(?:nog )?niet (?:delen|doorvertellen|verder vertellen|verspreiden|doorsturen)(?: [\w ]{1,30})?"
        r"|(?:alleen )?onder ons(?: twee)?|niemand weet (?:het|dit|ervan)"
        r"|alleen voor mij|(?:nog )?niemand verteld|in vertrouwen",
    ),
    privacy_phrase(
        "nie |ikke|dela inte", r"nie (?:udost[eę]pnia[cć]|rozpowszechnia[cć])|ikke del|dela inte|del ikke"
    ),
    privacy_phrase("никому|только для", r"никому не говорить|только для себя"),
)
"""Clauses that mark a text as private if they are nothing but this."""

INTERNAL_CLAUSE = (
    *ONLY_FOR_MANAGER,
    privacy_phrase(
        "intern",
        rf"{_IS}(?:for |only for |strictly )?internal(?:[ -](?:use|eyes|purposes))?[ -]only"
        r"|(?:only )?for internal (?:use|purposes|eyes)|(?:only )?internal(?:ly)? only"
        r"|only internal(?:ly)?",
    ),
    privacy_phrase(
        "company", rf"{_IS}(?:strictly )?company[ -](?:internal|confidential)(?: only)?|company use only"
    ),
    privacy_phrase(
        "keep",
        rf"keep {_OBJECT}(?: strictly)? (?:internal|in-house|in house|inside(?: the company)?"
        rf"|within the company)",
    ),
    privacy_phrase(
        _NEGATION,
        rf"{_NOT} (?:share|forward|publish|disclose|mention|discuss)(?: {_OBJECT})? (?:externally"
        rf"|outside(?: of)?"
        r"(?: (?:the |our )?(?:company|org|organi[sz]ation|firm|bank|team))?|with (?:customers|clients"
        r"|vendors|partners|outsiders|externals))",
    ),
    privacy_phrase(
        "not for",
        rf"{_IS}not for (?:the )?(?:outside|outsiders|public|customers|external(?:s| use| sharing"
        rf"| audiences?| eyes)?)",
    ),
    privacy_phrase(
        "not public|not yet public|not leave|not to leave",
        rf"{_IS}not (?:yet public|public (?:yet|knowledge))|(?:must|may|should) not leave the (?:company"
        rf"|building"
        rf"|house)"
        r"|not to leave the company",
    ),
    privacy_phrase(
        "*intern|nicht nach|nicht off",
        r"nur intern|nur f[uü]r (?:den )?intern(?:en)? gebrauch|nur zu[rm] intern(?:en|er) (?:gebrauch"
        r"|verwendung)"
        r"|(?:firmen|betriebs|unternehmens)intern|nicht (?:nach au(?:ss|ß)en|[oö]ffentlich)",
    ),
    privacy_phrase(
        "intern",
        r"(?:[aà] )?(?:usage|diffusion) (?:strictement )?interne(?: (?:uniquement|exclusivement"
        r"|seulement))?"
        r"|interne uniquement|uniquement (?:en )?interne|en interne (?:uniquement|seulement)",
    ),
    privacy_phrase(
        "intern",
        r"(?:solo |s[oó] |apenas )?(?:para |de |per )?uso (?:exclusivo )?interno(?: (?:solo|exclusivo))?"
        r"|s[oó]lo interno"
        r"|apenas interno|alleen (?:voor )?intern(?: gebruik)?",
    ),
    privacy_phrase("社外秘|仅限内部|内部资料", r"社外秘|仅限内部|内部资料"),
)
"""Clauses that keep a text within the company if they are nothing but this."""
