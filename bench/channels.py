"""Guided replies a second, from the provider's webhook through database and outbox back to the provider.

The product runs as `pimpasa serve` with its real dialogue; the stand-in answers over a real connection. A flood of one
office's messages then waits in the outbox while another office has a few.
"""

import os
import time
from collections.abc import Callable
from http.client import HTTPConnection
from itertools import count
from statistics import quantiles
from threading import Thread

from bench.figures import Figure, at_least, at_most
from bench.pages import family_of
from bench.product import CREDENTIALS, Product, TimedStandIn, connected_product, post
from pimpasa.foundation.channels.standin import webhooks

SECONDS, CONNECTIONS, PEOPLE = 8.0, 4, 200
WORDS = ("biaya paspor", "menu", "paspor hilang", "syarat paspor anak")
FLOOD, FEW = 2000, 10
CATCH_UP = 60.0
QUEUE = """
INSERT INTO channels_outgoingmessage
  (id, contact_id, channel, number, payload, budget_key, state, attempts, queued_at, next_try_at, error_code, micros)
SELECT gen_random_uuid(), c.id, m.channel, 1000000 + n, m.payload, %(budget)s, 'queued', 0, now(), now(), '', 0
FROM generate_series(1, %(count)s) n,
  LATERAL (SELECT id FROM channels_contact ORDER BY id OFFSET %(skip)s + n %% %(people)s LIMIT 1) c,
  LATERAL (SELECT channel, payload FROM channels_outgoingmessage WHERE payload <> '' LIMIT 1) m
RETURNING id::text
"""


def main() -> list[Figure]:
    os.environ.update({f"PIMPASA_WHATSAPP_{name}": value for name, value in CREDENTIALS.items()})
    real = {"DJANGO_SETTINGS_MODULE": "pimpasa.config.settings", "PIMPASA_CHANNEL_CAP": "1000000"}
    with connected_product(**real) as (product, stand_in):
        talk(product, 2.0)  # the content is read before anything is measured
        wait_for_replies(stand_in, product)
        return [*speed(product, stand_in), fairness(product, stand_in)]


def speed(product: Product, stand_in: TimedStandIn) -> list[Figure]:
    already, before = len(stand_in.times), seconds_of(product)
    begun = time.perf_counter()
    times = talk(product, SECONDS)
    wait_for_replies(stand_in, product)
    spent, took = seconds_of(product) - before, time.perf_counter() - begun
    replies = len(stand_in.times) - already
    return [
        at_least("guided replies a second, webhook to provider", replies / took, 200, "/s"),
        # Where others use the machine too, the clock counts their work; the processors' own time does not.
        at_least("the same, by the time of two processors", replies / (spent / 2), 200, "/s"),
        at_most("webhook p99, same load", quantiles(times, n=100)[98] * 1000, 250, "ms"),
    ]


def talk(product: Product, seconds: float) -> list[float]:
    """Seconds each webhook took, over a few connections that stay open."""
    numbers, times = count(time.monotonic_ns()), list[float]()
    until = time.perf_counter() + seconds
    threads = [Thread(target=say, args=(product, numbers, until, times.append)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def say(product: Product, numbers: "count[int]", until: float, note: Callable[[float], None]) -> None:
    connection = HTTPConnection("127.0.0.1", product.port, timeout=30)
    for number in numbers:
        start = time.perf_counter()
        if start > until:
            return
        address, words = f"62812{number % PEOPLE:08}", WORDS[number % len(WORDS)]
        status = post(connection, webhooks.message("whatsapp", address, f"wamid.{number}", words))
        assert status == 200, status
        note(time.perf_counter() - start)


def wait_for_replies(stand_in: TimedStandIn, product: Product) -> None:
    deadline = time.monotonic() + CATCH_UP
    while product.query("SELECT 1 FROM channels_outgoingmessage WHERE state IN ('queued', 'taken') LIMIT 1"):
        assert time.monotonic() < deadline, "the sender does not keep up"
        time.sleep(0.02)


def fairness(product: Product, stand_in: TimedStandIn) -> Figure:
    """How much of the flood had left when the last of the few of the other office did."""
    half = PEOPLE // 2
    flood = queue(product, "kanim-banjir", FLOOD, 0, half)
    few = queue(product, "kanim-sepi", FEW, half, half)
    wait_for_replies(stand_in, product)
    last = max(stand_in.times[one][0] for one in few)
    before = sum(stand_in.times[one][0] < last for one in flood)
    return at_most(f"share of a flood sent before another office's {FEW}", 100 * before / FLOOD, 10, "%")


def queue(product: Product, budget: str, number: int, skip: int, people: int) -> list[str]:
    rows = product.query(QUEUE, {"budget": budget, "count": number, "skip": skip, "people": people})
    return [row[0] for row in rows]


def seconds_of(product: Product) -> float:
    """User and system time of web server, sender and database so far; children that ended count too."""
    assert product.process
    database = int((product.home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    everyone = {*family_of(product.process.pid), *family_of(database)}
    ticks = 0
    for number in everyone:
        try:
            with open(f"/proc/{number}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        ticks += sum(int(one) for one in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    from bench.figures import table

    print(table(main()))
