"""Technologies by group, each in the spellings that engineers use: "pg" and "Postgres" are PostgreSQL.

What is an English word as well ("go", "ray") is a technology only with its capital.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from vividmap.core.lazy_pattern import lazy_pattern

_GROUPS = {
    "Programming languages": """
        Python/py; Java; Kotlin; Go/Golang; Rust; Scala; Ruby; TypeScript/ts; JavaScript/js; C++/cpp;
        C#; Swift; Elixir; Erlang; Haskell; Clojure; PHP; Perl; Julia; SQL; Bash; Dart; Lua; OCaml; Zig
    """,
    "Data and messaging": """
        PostgreSQL/Postgres/pg/psql; MySQL; MariaDB; SQLite; MongoDB/Mongo; Redis; Memcached; Cassandra;
        DynamoDB; Elasticsearch/es/elastic; OpenSearch; ClickHouse; Snowflake; BigQuery/bq; Redshift;
        Databricks; Spark/pyspark; Flink; Beam; Airflow; dbt; Kafka; RabbitMQ/rabbit; SQS; SNS; Kinesis;
        Pulsar; NATS; Debezium; Iceberg; Parquet; Hadoop; Hive; Trino; CockroachDB; Spanner; Aurora;
        Neo4j; Avro; Feast; Temporal
    """,
    "Infrastructure": """
        Kubernetes/k8s/kube; Docker; Terraform/tf; Ansible; Pulumi; Helm; AWS; GCP; Azure; EC2; S3; EKS;
        GKE; ECS; Lambda; CloudFormation; Cloudflare; Nginx; Envoy; Istio; Consul; Vault; gRPC; GraphQL;
        Protobuf; OpenTelemetry/otel; Prometheus; Grafana; Datadog; Splunk; Jaeger; Jenkins; ArgoCD;
        GitHub Actions/gha; GitLab; CircleCI; Bazel; Gradle; Linux; eBPF; Slurm; OAuth; Kerberos;
        PagerDuty
    """,
    "Machine learning": """
        PyTorch/torch; TensorFlow; JAX; CUDA; Triton; vLLM; Ray; MLflow; Kubeflow; SageMaker;
        Hugging Face; scikit-learn/sklearn; XGBoost; LangChain; RAG; MIG; NCCL; ONNX; Pandas; NumPy
    """,
    "Web and mobile": """
        React/ReactJS; Vue; Angular; Svelte; Next.js/nextjs; Node.js/nodejs/node; Django; Flask;
        FastAPI; Rails; Spring Boot; .NET; Android; iOS; Flutter; webpack; Vite
    """,
}
_WORDS_TOO = frozenset(
    "go rust swift ray beam helm spark hive aurora vault consul triton feast node react angular julia dart "
    "rabbit lambda envoy rails flask vite elastic spanner".split()
)
_AMBIGUOUS = frozenset(
    {
        *(word.capitalize() for word in _WORDS_TOO),
        *"Avro Datadog Feast Flink Iceberg JAX Jaeger Kinesis NATS Parquet Perl Pulsar Ruby SNS".split(),
        *"Scala Slurm Snowflake Temporal Trino Triton Vault Zig".split(),
    }
)
"""Full names that stand for other things, too: conferences, firms, people, words."""
_TOO_SHORT = frozenset("py ts js es tf bq pg".split())
"""Short spellings that count in small letters alone, since their capitals stand for other things, too."""

GROUPS: dict[str, str] = {}
"""The group of each technology, by its full name."""
_NAMES: dict[str, str] = {}
for _group, _lines in _GROUPS.items():
    for _spellings in _lines.split(";"):
        _full, *_short_names = _spellings.strip().split("/")
        GROUPS[_full] = _group
        _NAMES |= dict.fromkeys((spelling.casefold() for spelling in (_full, *_short_names)), _full)

_TOKEN = lazy_pattern(
    r"(?<![\w@/.-])\.?[A-Za-z][\w]*(?:\+\+|#|\.js|-learn)?(?: (?:Boot|Actions|Face)\b)?", re.ASCII
)


@lru_cache(maxsize=8192)
def find_technologies(text: str) -> tuple[str, ...]:
    """Return the full names of the technologies that a text names, each once, in order."""
    return tuple(dict.fromkeys(name for name, _ in place_technologies(text)))


_NAMES_A_PROJECT = lazy_pattern(
    r"\b(?:project|projekt|projet|proyecto|progetto|code[- ]?named?|initiative)s?:? ?[\"'“„«\u2018]?$",
    re.IGNORECASE,
)
_CODE_LETTER = lazy_pattern(r"-(?:[A-Z]|[IVX]{2,4}|\d)(?![\w-])")
_QUOTE_BEFORE, _QUOTE_AFTER = frozenset("\"'“„«\u2018"), frozenset("\"”“»'’")


def _is_codename(text: str, match: re.Match[str], name: str) -> bool:
    """Return whether a name is that of a project: "(project Vault-X)", project “Aurora”."""
    before, after = text[max(match.start() - 20, 0) : match.start()], text[match.end() : match.end() + 6]
    is_project = bool(_NAMES_A_PROJECT.search(before) or _CODE_LETTER.match(after))
    is_quoted = before[-1:] in _QUOTE_BEFORE and after[:1] in _QUOTE_AFTER and bool(before)
    return is_project or (is_quoted and bool(after) and name in _AMBIGUOUS)


def place_technologies(text: str) -> Iterator[tuple[str, int]]:
    """Yield each technology that a text names, and where."""
    for match in _TOKEN.finditer(text):
        spelling = match[0]
        if name := _NAMES.get(spelling.casefold()) or _NAMES.get(spelling.partition(" ")[0].casefold()):
            key = spelling.partition(" ")[0].casefold()
            is_word = key in _WORDS_TOO and spelling[:1].islower()
            is_short = key in _TOO_SHORT and not spelling.islower()
            if not (is_word or is_short or _is_codename(text, match, name)):
                yield name, match.start()


_PARTS = """
    app apps api backend bill binary bindings bus chart charts client cluster clusters code codebase
    compiler component components cost costs endpoint frontend function functions index integration
    job jobs kernel kernels library migration model models module modules notebook notebooks
    operator parser pipeline pipelines plugin port prototype queries query rewrite scheduler sdk
    secrets server service services serving spend stack store stream streams table tables topic
    topics training trial upgrade warehouse worker workers workflow workflows
"""
_PART_OF_IT = lazy_pattern(
    rf"(?:['\u2019]s)?(?: v?\d[\d.]*)? ?(?:\(|\d|(?:{'|'.join(_PARTS.split())})\b)", re.IGNORECASE
)
_USED = lazy_pattern(
    r"(?:(?<!\S)[^\w\s]?[$€£]\d\S*+"
    r"|\b(?:adopt\w*|attribut\w*|automat\w*|bill|built|cached?|code[ds]?|cost\w*|cut|debug\w*|deploy\w*|drop\w*"
    r"|evaluat\w*|fix\w*|implement\w*|introduc\w*|learn\w*|migrat\w*|mov\w*|patch\w*|picked|port\w*|practi[sc]\w*"
    r"|profil\w*|replac\w*|rewr\w+|ran|run\w*|sav\w*|scal\w*|serv\w*|shipp\w*|spen\w*|switch\w*|train\w*|tun\w*"
    r"|upgrad\w*|us(?:e|ed|es|ing)|writ\w*|wrote)\b)(?: \S++){0,7}+ ?$",
    re.IGNORECASE,
)
_EVENT = lazy_pattern(
    r"\b(?:talk|talks|talked|spoke|speak|speaking|presented|keynote|conference|conf|meetup|summit|attended|booth"
    r"|vortrag|konferenz|conf[ée]rence|conferencia|palestra|ponencia|workshop)\b[^.;:]*$"
    r"|\b(?:der|die|das|auf|zur|vom|beim|at the) $",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def find_used_technologies(text: str) -> tuple[str, ...]:
    """Return the technologies that a text surely speaks of as such: "auf der JAX" is a conference.

    An ambiguous name counts beside another technology, before a word for a part of it ("JAX kernels"), or
    after a verb for its use ("moved the pipeline to Beam").
    """
    places = list(place_technologies(text))
    has_clear_name = any(name not in _AMBIGUOUS for name, _ in places)
    return tuple(
        dict.fromkeys(
            name
            for name, place in places
            if name not in _AMBIGUOUS or _is_used(text, place, has_clear_name=has_clear_name)
        )
    )


def _is_used(text: str, place: int, *, has_clear_name: bool) -> bool:
    before, name = text[:place], text[place:].partition(" ")[0].rstrip(".,;:!?)\"'”’")
    if _EVENT.search(before):
        return False
    return has_clear_name or bool(_PART_OF_IT.match(text, place + len(name)) or _USED.search(before))
