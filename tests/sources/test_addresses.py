"""Row 16: to which addresses a source connects, however a private one is written or reached."""

import pytest
from tests.support.misbehaving_server import ServerAnswer, canary, json_answer, serving

from vividmap.sources.source import SourceError
from vividmap.sources.web.addresses import AddressGuard, RefusedAddress, embedded_address
from vividmap.sources.web.client import WebClient

pytestmark = pytest.mark.faults

PRIVATE = """
    127.0.0.1 127.1.2.3 10.0.0.5 172.16.0.1 192.168.1.1 100.64.0.1 ::1 fd00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.5
    64:ff9b::7f00:1 2002:7f00:1:: ::127.0.0.1 192.0.2.1 240.0.0.1
""".split()
NOBODYS = "0.0.0.0 :: 169.254.169.254 fe80::1 fe80::1%eth0 224.0.0.1 ff02::1 ::ffff:169.254.169.254".split()
WAYS_TO_WRITE_LOOPBACK = """
    127.0.0.1 localhost LOCALHOST localhost. 2130706433 0x7f000001 0177.0.0.1 0x7f.1 127.1 0 0.0.0.0
    [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::]
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_needs_a_permission_by_name(address):
    def resolve(host, port):
        return [address]

    with pytest.raises(RefusedAddress, match="--allow-private-network git"):
        AddressGuard(resolver=resolve).resolve("git.corp.example", 443)
    with pytest.raises(RefusedAddress):
        AddressGuard(["corp.example"], resolve).resolve("git.corp.example", 443)
    assert AddressGuard(["GIT.corp.example."], resolve).resolve("git.corp.example", 443)


@pytest.mark.parametrize("address", NOBODYS)
def test_an_address_that_is_no_servers_is_refused_whoever_allows_it(address):
    with pytest.raises(RefusedAddress, match="not a server address"):
        AddressGuard(["metadata"], lambda host, port: [address]).resolve("metadata", 80)


def test_one_private_address_among_public_ones_is_refused():
    with pytest.raises(RefusedAddress):
        AddressGuard(resolver=lambda host, port: ["8.8.8.8", "10.0.0.5"]).resolve("example.org", 443)
    public = AddressGuard(resolver=lambda host, port: ["8.8.8.8", "2606:4700::1111"])
    assert public.resolve("example.org", 443) == ("8.8.8.8", "2606:4700::1111")


def test_a_host_that_is_not_found_is_named():
    def fail(host, port):
        raise OSError("no such host")

    for resolver in (fail, lambda host, port: [], lambda host, port: ["not an address"]):
        with pytest.raises(SourceError, match="example"):
            AddressGuard(resolver=resolver).resolve("example.org", 443)


def test_an_ipv6_address_stands_for_the_ipv4_address_in_it():
    from ipaddress import ip_address

    for address in ("::ffff:10.0.0.5", "::10.0.0.5", "2002:a00:5::", "64:ff9b::a00:5"):
        assert str(embedded_address(ip_address(address))) == "10.0.0.5"


@pytest.mark.parametrize("host", WAYS_TO_WRITE_LOOPBACK)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_loopback_is_not_connected_to_in_any_spelling(impatient, host, scheme):
    with canary() as (port, visitors):
        with pytest.raises(SourceError), WebClient(f"{scheme}://{host}:{port}/", AddressGuard()) as client:
            client.get_text(f"{scheme}://{host}:{port}/", "text/plain")
        assert visitors == []


def test_a_redirect_does_not_lead_to_a_private_network(impatient):
    with canary() as (port, visitors), serving(lambda request: ServerAnswer()) as server:
        guard = AddressGuard(["localhost"])
        base = server.address.replace("127.0.0.1", "localhost")
        for status in (301, 302, 303, 307, 308):
            server.next_answers = [ServerAnswer(status, {"Location": f"http://127.0.0.1:{port}/"})]
            with (
                pytest.raises(RefusedAddress, match="on a private network"),
                WebClient(base, guard) as client,
            ):
                client.get_text(base, "text/plain")
        assert visitors == []


def test_a_name_that_changes_its_address_is_asked_once(impatient):
    with canary() as (port, visitors), serving(lambda request: json_answer(["hello"])) as server:
        answers = [["127.0.0.1"], ["127.0.0.2"]]
        guard = AddressGuard(["rebinding.example"], lambda host, port: answers.pop(0))
        own_port = server.address.rpartition(":")[2]
        base = f"https://rebinding.example:{own_port}/"
        # the first answer is kept: what was checked is what is connected to
        assert guard.resolve("rebinding.example", int(own_port)) == ("127.0.0.1",)
        assert guard.resolve("rebinding.example", int(own_port)) == ("127.0.0.1",)
        with pytest.raises(SourceError, match="rebinding"), WebClient(base, guard) as client:
            client.get_json(base)  # the server speaks no TLS: it is reached, and refused
        assert len(answers) == 1

        first_public = iter([["8.8.8.8"], ["127.0.0.1"]])
        fresh = [AddressGuard(resolver=lambda host, port: next(first_public)) for _ in range(2)]
        fresh[0].resolve("rebinding.example", port)
        with pytest.raises(RefusedAddress):
            fresh[1].resolve("rebinding.example", port)
        assert visitors == []


def test_what_is_sent_to_an_address_names_the_host(impatient):
    with serving(lambda request: json_answer([])) as server:
        guard = AddressGuard(["localhost"], lambda host, port: ["127.0.0.1"])
        base = server.address.replace("127.0.0.1", "localhost")
        with WebClient(base, guard) as client:
            client.get_json(base)
        assert server.requests[0].headers["host"] == base.removeprefix("http://")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://git.example.org", "has to be reached by https"),
        ("ftp://git.example.org", "has to look like"),
        ("https://alice:secret@git.example.org", "without a user name"),
        ("file:///etc/passwd", "has to look like"),
        ("https://", "has to look like"),
        ("https://git.example.org:99999", "cannot be read"),
        ("https://[::1", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_says_why(address, reason):
    with pytest.raises(SourceError, match=reason) as error:
        WebClient(address, AddressGuard())
    assert "secret" not in str(error.value)


def test_tls_is_for_the_name_and_not_for_the_address(impatient, monkeypatch, tmp_path):
    """The connection goes to the address that was checked; the certificate has to be of the host asked for."""
    from tests.support.certificates import make_contexts

    from vividmap.sources.web import guarded_transport

    server_context, client_context = make_contexts("git.corp.example", tmp_path)
    monkeypatch.setattr(guarded_transport, "_trusted_context", lambda: client_context)
    hosts = ["git.corp.example", "evil.example"]
    with serving(lambda request: json_answer(["hello"]), server_context) as server:
        port = server.address.rpartition(":")[2]
        guard = AddressGuard(hosts, lambda host, port: ["127.0.0.1"])
        with WebClient(f"https://git.corp.example:{port}", guard) as client:
            assert client.get_json(f"https://git.corp.example:{port}/api").content == ["hello"]
        assert server.requests[0].headers["host"] == f"git.corp.example:{port}"
        with (
            pytest.raises(SourceError, match="certificate is not valid for 'evil"),
            WebClient(f"https://evil.example:{port}", guard) as client,
        ):
            client.get_json(f"https://evil.example:{port}/api")
        assert len(server.requests) == 1
