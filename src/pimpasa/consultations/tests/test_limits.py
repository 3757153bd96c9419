"""The gate at an address: a village is served while another address floods."""

import pytest

from pimpasa.consultations import limits
from pimpasa.foundation.flooding import AddressGate


@pytest.fixture
def gate() -> AddressGate:
    return AddressGate(burst=6000, a_second=10)


def test_a_thousand_askers_behind_one_address_are_served_while_another_floods(gate):
    """Within a minute: four pages each for the village, 500 requests a second from the other."""
    refused_here, served_there = 0, 0
    for second in range(60):
        now = 1000.0 + second
        refused_here += sum(not gate.lets_in("desa", now) for _ in range(67))
        served_there += sum(gate.lets_in("banjir", now) for _ in range(500))
    assert refused_here == 0
    assert served_there <= 6000 + 60 * 10


def test_the_same_thousand_at_once(gate):
    assert all(gate.lets_in("desa", 1000.0) for _ in range(4000))


def test_after_the_flood_few_are_let_in(gate):
    for _ in range(7000):
        gate.lets_in("banjir", 1000.0)
    assert sum(gate.lets_in("banjir", 1010.0) for _ in range(5000)) == 100


def test_addresses_are_not_kept_as_they_are(gate):
    gate.lets_in("203.0.113.7")
    assert "203.0.113.7" not in repr(vars(gate))


def test_the_idle_address_is_forgotten_first():
    gate = AddressGate(burst=1, a_second=0, most=2)
    for address in ("satu", "dua", "tiga"):
        gate.lets_in(address, 1.0)
    assert gate.lets_in("satu", 1.0)
    assert not gate.lets_in("tiga", 1.0)


def test_whoever_guesses_waits_and_others_do_not():
    for _ in range(1200):
        limits.note_wrong("penebak", 1000.0)
    assert not limits.opening.lets_in("penebak", 1000.0)
    assert limits.opening.lets_in("desa", 1000.0)


def test_a_storm_of_wrong_ones_shuts_nobody_out_who_types_right():
    for number in range(12_000):
        limits.note_wrong(f"alamat-{number}", 1000.0)
    assert limits.opening.lets_in("desa", 1000.0)
    for _ in range(100):
        limits.note_wrong("alamat-baru", 1000.0)
    assert not limits.opening.lets_in("alamat-baru", 1000.0)
