"""`python -m bench.crash --kills 200`: the product is killed at random points while messages flow in, twice and astray.

Web worker, sender or the whole of `pimpasa serve` get SIGKILL while a thousand messages of fifty people arrive
duplicated and out of order, each repeated until it was accepted, as providers do. Afterwards: every message was handled
once, every reply reached the stand-in, each person's in order, and one that arrived twice did so around a kill.
"""

import json
import os
import queue
import random
import signal
import sys
import time
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread

import click

from bench.pages import family_of
from bench.product import CREDENTIALS, Product, TimedStandIn, connected_product, post
from pimpasa.foundation.channels.standin import webhooks

PEOPLE, THREADS, REPEATED = 50, 4, 0.3
WHO = ("worker", "sender", "worker", "sender", "worker", "sender", "worker", "sender", "serve")
PATIENCE = 240.0


@dataclass(frozen=True)
class Kill:
    """`until` the last process that died of it was gone: a server's parts see a little later that they are alone."""

    who: str
    at: float
    until: float


@dataclass(frozen=True)
class Outcome:
    kills: dict[str, int]
    messages: int
    webhooks: int
    handled: int
    handled_twice: int
    replies_lost: int
    out_of_order: int
    left_twice: int
    left_twice_without_kill: int
    seconds: float

    @property
    def is_right(self) -> bool:
        wrong = (self.handled_twice, self.replies_lost, self.out_of_order, self.left_twice_without_kill)
        return self.handled == self.messages and not any(wrong)


class Provider:
    """Delivers webhooks until they are accepted, some of them again, in an order of its own."""

    def __init__(self, product: Product, messages: int, chance: random.Random) -> None:
        self.port, self.over, self.sent = product.port, Event(), 0
        self.waiting: queue.Queue[webhooks.Call] = queue.Queue()
        calls = [
            webhooks.message("whatsapp", f"62812{number % PEOPLE:08}", f"wamid.{number}", f"pesan-{number}")
            for number in range(messages)
        ]
        self.planned = calls + [call for call in calls if chance.random() < REPEATED]
        chance.shuffle(self.planned)
        self.threads = [Thread(target=self.deliver, daemon=True) for _ in range(THREADS)]

    def deliver(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self.over.is_set():
            try:
                call = self.waiting.get(timeout=0.1)
            except queue.Empty:
                continue
            self.sent += 1
            if post(connection, call) != 200:
                self.waiting.put(call)
                time.sleep(0.02)
            self.waiting.task_done()


def crash(kills: int, messages: int, seed: int) -> Outcome:
    chance, begun = random.Random(seed), time.monotonic()
    os.environ.update({f"PIMPASA_WHATSAPP_{name}": value for name, value in CREDENTIALS.items()})
    with connected_product() as (product, stand_in):
        provider = Provider(product, messages, chance)
        for thread in provider.threads:
            thread.start()
        done = [
            killed for turn in range(kills) if (killed := one_turn(product, provider, stand_in, turn, kills, chance))
        ]
        for call in provider.planned[kills * share(provider, kills) :]:
            provider.waiting.put(call)
        wait_until_quiet(product, provider)
        return judged(product, stand_in, provider, messages, done, time.monotonic() - begun)


def share(provider: Provider, kills: int) -> int:
    return len(provider.planned) // (kills + 1)


def one_turn(
    product: Product, provider: Provider, stand_in: TimedStandIn, turn: int, kills: int, chance: random.Random
) -> Kill | None:
    """A part of the messages comes in, and somebody dies meanwhile."""
    size = share(provider, kills)
    for call in provider.planned[turn * size : (turn + 1) * size]:
        provider.waiting.put(call)
    if chance.random() < 0.1:
        stand_in.fail_next("500")
    time.sleep(chance.uniform(0, 0.25))
    return kill(product, chance.choice(WHO))


def kill(product: Product, who: str) -> Kill | None:
    assert product.process
    dying = family_of(product.process.pid) if who == "serve" else product.parts()[who]
    at = time.monotonic()
    for number in dying[:1] if who == "serve" else dying:
        os.kill(number, signal.SIGKILL)
    if who == "serve":
        product.process.wait()
    wait_for_end(dying)
    until = time.monotonic()
    if who == "serve":
        product.start()
    elif who == "worker":
        product.wait_until_open()
    else:
        wait_for_sender(product)
    return Kill(who, at, until) if dying else None


def wait_for_sender(product: Product) -> None:
    deadline = time.monotonic() + 10
    while not product.parts()["sender"] and time.monotonic() < deadline:
        time.sleep(0.02)
    # It needs a moment to read the product before it can be killed at its work.
    time.sleep(0.3)


def wait_for_end(numbers: list[int]) -> None:
    deadline = time.monotonic() + 15
    while any(is_running(number) for number in numbers) and time.monotonic() < deadline:
        time.sleep(0.02)


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


UNSENT = "SELECT count(*) FROM channels_outgoingmessage WHERE state IN ('queued', 'taken')"


def wait_until_quiet(product: Product, provider: Provider) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not provider.waiting.unfinished_tasks and product.query(UNSENT) == [(0,)]:
            break
        time.sleep(0.2)
    provider.over.set()
    for thread in provider.threads:
        thread.join()


def judged(
    product: Product, stand_in: TimedStandIn, provider: Provider, messages: int, kills: list[Kill], seconds: float
) -> Outcome:
    handled = product.query("SELECT count(*) FROM channels_inboundmessage WHERE handled_at IS NOT NULL")[0][0]
    replies = product.query("SELECT id::text, contact_id::text, number FROM channels_outgoingmessage ORDER BY number")
    said = [text.split(": ", 1)[1] for text in stand_in.texts.values()]
    twice = {reference: times for reference, times in stand_in.times.items() if len(times) > 1}
    return Outcome(
        kills={who: sum(one.who == who for one in kills) for who in sorted(set(WHO))},
        messages=messages,
        webhooks=provider.sent,
        handled=handled,
        handled_twice=len(replies) - len(set(said)) + len(said) - len(set(said)),
        replies_lost=sum(reference not in stand_in.times for reference, _, _ in replies),
        out_of_order=out_of_order(replies, stand_in),
        left_twice=len(twice),
        left_twice_without_kill=sum(not around_a_kill(times, kills) for times in twice.values()),
        seconds=round(seconds, 1),
    )


def out_of_order(replies: list[tuple[str, str, int]], stand_in: TimedStandIn) -> int:
    """Replies whose first arrival comes before that of an earlier one to the same person."""
    last: dict[str, float] = {}
    wrong = 0
    for reference, contact, _ in replies:
        first = stand_in.times.get(reference, [0.0])[0]
        wrong += first < last.get(contact, 0.0)
        last[contact] = max(first, last.get(contact, 0.0))
    return wrong


def around_a_kill(times: list[float], kills: list[Kill]) -> bool:
    deadly = [(one.at, one.until) for one in kills if one.who != "worker"]
    return all(any(before <= until and at <= after for at, until in deadly) for before, after in pairwise(times))


@click.command()
@click.option("--kills", default=200, show_default=True)
@click.option("--messages", default=1000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(kills: int, messages: int, seed: int, as_json: bool) -> None:
    outcome = crash(kills, messages, seed)
    told = asdict(outcome)
    print(
        json.dumps(told) if as_json else "\n".join(f"{name.replace('_', ' '):<26}{what}" for name, what in told.items())
    )
    sys.exit(not outcome.is_right)


if __name__ == "__main__":
    main()
