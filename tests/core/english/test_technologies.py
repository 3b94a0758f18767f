"""Technologies by their usual spellings, and words that are none."""

import pytest

from vividmap.core.english.technologies import find_technologies, find_used_technologies, place_technologies


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Moved Postgres 16 to K8s", ("PostgreSQL", "Kubernetes")),
        ("kafka and Kafka, twice", ("Kafka",)),
        ("Python, TypeScript and C++", ("Python", "TypeScript", "C++")),
        ("Wrote it in Go", ("Go",)),
        ("go there, rest a bit, react to it", ()),
        ("nothing of the kind", ()),
        ("", ()),
    ],
)
def test_a_technology_is_found_by_its_spellings(text, names):
    found = find_technologies(text)

    assert [name for name in found if name in names or not names] == list(names) == list(found)


def test_a_technology_is_found_where_it_stands():
    text = "Moved Postgres to K8s"

    assert [(name, text[place:].split(maxsplit=1)[0]) for name, place in place_technologies(text)] == [
        ("PostgreSQL", "Postgres"),
        ("Kubernetes", "K8s"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vortrag auf der JAX, ca. 150 Zuhörer", ()),
        ("Talk at Spark Summit", ()),
        ("Talk at the JAX about Kubernetes operators", ("Kubernetes",)),
        ("Go-live of the partner API", ()),
        ("Met Julia from Data", ()),
        ("Wrote JAX kernels for the encoder", ("JAX",)),
        ("Took over the HSM migration (project Vault-X) after the vendor quit", ()),
        ('Moved project "Aurora" to the new region', ()),
        ("Das Projekt „Spark“ gestartet, drei Dienste verschoben", ()),
        ("Reprise du projet « Kafka-2 »", ()),
        ("Code-named Envoy, served 3 teams", ()),
        ('Ran "Aurora" for two quarters', ()),
        ("Moved the secrets to Vault and Terraform", ("Vault", "Terraform")),
        ("Moved the project to Kafka", ("Kafka",)),
        ("Moved training to JAX and PyTorch", ("JAX", "PyTorch")),
        ("Rewrote the parser in Rust", ("Rust",)),
        ("Upgraded Ray to 2.9", ("Ray",)),
        ("-$31k a month on Snowflake: cost review", ("Snowflake",)),
    ],
)
def test_an_ambiguous_name_is_a_technology_only_where_it_is_used_as_one(text, names):
    assert find_used_technologies(text) == names
