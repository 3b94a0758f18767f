"""Whether words of ours may stand before a note."""

import pytest

from tests.core.make import evidence
from vividmap.core.english.languages import is_english, latin_language
from vividmap.core.facts.strength import strength

ENGLISH = [
    "Led Kubernetes upgrade",
    "RFC 41",
    "Drill #2: 38 min",
    "Moved cache to Redis -> p99 -40%",
    "Met Van de Berg in Den Haag",
    "Los Angeles data center exit",
    "El Paso migration done",
    "Talk at re:Invent in Las Vegas",
    "Müller review",
    "Dashboard for the Zürich office",
    "con: slow; pro: cheap",
    "",
]
OTHERS = {
    "RFC “Data Contracts v1” veröffentlicht, 14 Teams haben kommentiert.": "de",
    'Workshop "Data Contracts" für das Controlling (18 Leute), NPS 72': "de",
    "Vortrag auf der data2day halten": "de",
    "Vertrag mit Databricks neu verhandelt (mit Jürgen)": "de",
    "Störung behoben": "en",
    "J'ai migré la facturation vers Kafka avec mes collègues": "fr",
    "Animé un atelier pour les équipes de paiement": "fr",
    "Lideré la migración de 40 servicios con el equipo": "es",
    "Het platform is nu sneller voor een klant": "nl",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_a_name_from_elsewhere_does_not_make_a_note_foreign(text):
    assert is_english(text)


@pytest.mark.parametrize("text", OTHERS)
def test_common_words_tell_the_language(text):
    assert latin_language(text) == OTHERS[text]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Budget von 4,2 Mio. € freigegeben", "Budget of €4.2M approved"),
        ("95.000 € Schaden pro Monat verhindert", "€95,000 of damage a month prevented"),
        ("Nachtalarme von 31 auf 9 pro Monat reduziert", "Night pages reduced from 31 to 9 a month"),
        ("1,2 Mio. € pro Jahr eingespart", "Saved €1.2M a year"),
        ("Coût réduit de 14 s à 3 s", "Cost cut from 14 s to 3 s"),
        ("Páginas de 31 a 9 al mes", "Pages from 31 to 9 a month"),
    ],
)
def test_a_result_weighs_the_same_in_another_language(german, english):
    assert strength(evidence(german)) == strength(evidence(english)) > 0
