"""The language of a note in Latin script, told by its commonest words: only English is reworded."""

from collections import Counter
from functools import lru_cache

from vividmap.core.lazy_pattern import lazy_pattern

_WORDS = {
    "en": "the to of for with from and by at that our my its which were now it this after when",
    "de": "und der das dem den ein eine einen einem einer für von mit nach im zur"
    " zum auf bei aus ist hat haben wurde wurden sind nicht auch über"
    " durch pro ich wir jetzt statt ohne zusammen um vom gegenüber laut",
    "fr": "le les la des du une et pour avec dans est sont aux mes nos qui sur cette au j'ai",
    "es": "el la los las una para con por del y que en se su sus más lo al",
    "pt": "os uma para com por dos da das em não ao pela pelo mais",
    "it": "il la gli della delle del di che per una nel alla dei sono più",
    "nl": "het een van voor naar zijn werd niet onze aan",
}
LANGUAGE_NAMES = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
}
_LANGUAGES_OF_WORD = {
    word: tuple(language for language, words in _WORDS.items() if word in words.split())
    for words in _WORDS.values()
    for word in words.split()
}
_WORD = lazy_pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ACCENT = lazy_pattern(r"[äöüßñãõçéèêàáíóúœ]")
_GERMAN_WORD = lazy_pattern(r"(?<![^\W\d_])[a-z]{1,20}[äöüß]")
"""In small letters: a name may have such a letter too."""
_QUOTED = lazy_pattern(r"[\"“„«][^\"”“»]{0,200}[\"”“»]")
_LONGEST = 4_000


@lru_cache(maxsize=4096)
def latin_language(text: str) -> str:
    """Return the language of most common words of a text in Latin script, "en" if they do not tell.

    Words with a capital are not counted: "Los Angeles".
    """
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text[:_LONGEST]):
        counts.update(_LANGUAGES_OF_WORD.get(word.replace("’", "'"), ()))
    if not counts:
        return "de" if _GERMAN_WORD.search(text[:_LONGEST]) else "en"
    language, most = counts.most_common(1)[0]
    is_clear = most > counts["en"] and (most > 1 or _ACCENT.search(text[:_LONGEST]))
    return language if is_clear else "en"


def is_english(text: str) -> bool:
    """Return whether words of ours may stand before a text: it is not plainly in another language."""
    return latin_language(_QUOTED.sub(" ", text[:_LONGEST])) == "en"
