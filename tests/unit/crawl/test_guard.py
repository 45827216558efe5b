"""Which addresses are public, private, or never to be asked."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.crawl.guard import Guard, loopback

NETWORKS = ("10.0.0.0/8", "127.0.0.0/8", "192.168.0.0/16", "172.16.0.0/12", "169.254.0.0/16", "100.64.0.0/10")
PRIVATE_4 = st.sampled_from(NETWORKS).flatmap(lambda net: st.ip_addresses(network=net))
CARRIERS = ("::ffff:0:0", "::ffff:0:0:0", "64:ff9b::")


@pytest.mark.parametrize(
    ("guard", "address", "permitted"),
    [
        pytest.param(Guard(), "93.184.215.14", True, id="public"),
        pytest.param(Guard(), "2a00:1450:400f::2003", True, id="public-6"),
        pytest.param(Guard(), "64:ff9b::93.184.215.14", True, id="public-behind-nat64"),
        pytest.param(Guard(), "10.0.0.1", False, id="private"),
        pytest.param(Guard(), "nonsense", False, id="nonsense"),
        pytest.param(Guard(networks=("10.0.0.0/8",)), "10.0.0.1", True, id="named-network"),
        pytest.param(Guard(networks=("10.0.0.0/8",)), "::ffff:10.0.0.1", True, id="named-network-mapped"),
        pytest.param(Guard(networks=("10.0.0.0/8",)), "192.168.0.1", False, id="other-network"),
        pytest.param(Guard(allow_private=True), "192.168.0.1", True, id="private-allowed"),
        pytest.param(Guard(allow_private=True), "169.254.169.254", False, id="metadata-never"),
        pytest.param(Guard(allow_private=True), "fe80::1", False, id="link-local-never"),
        pytest.param(Guard(allow_private=True), "0.0.0.0", False, id="this-host-never"),
        pytest.param(Guard(only_loopback=True), "127.0.0.1", True, id="loopback-only"),
        pytest.param(Guard(only_loopback=True, allow_private=True), "93.184.215.14", False, id="nobody-is-responsible"),
    ],
)
def test_permits(guard: Guard, address: str, permitted: bool) -> None:  # noqa: FBT001 - a row of the table
    assert guard.permits(address) is permitted


@given(PRIVATE_4, st.sampled_from(CARRIERS))
def test_private_address_in_any_carrier_is_refused(address: IPv4Address, carrier: str) -> None:
    inside = IPv6Address(int(ip_address(carrier)) + int(address))
    assert not Guard().permits(str(address))
    assert not Guard().permits(str(inside))


@given(st.ip_addresses())
def test_what_is_permitted_is_global(address: IPv4Address | IPv6Address) -> None:
    carried = isinstance(address, IPv6Address) and str(address).startswith("64:ff9b::")
    assert not Guard().permits(str(address)) or address.is_global or carried


@pytest.mark.parametrize(
    ("host", "here"),
    [
        pytest.param("localhost.example", False, id="name-that-begins-so"),
        pytest.param("10.0.0.1", False, id="private"),
        pytest.param("localhost", True, id="localhost"),
        pytest.param("127.8.9.1", True, id="127"),
        pytest.param("::1", True, id="six"),
        pytest.param("::ffff:7f00:1", True, id="mapped"),
    ],
)
def test_loopback(host: str, here: bool) -> None:  # noqa: FBT001 - a row of the table
    assert loopback(host) is here
