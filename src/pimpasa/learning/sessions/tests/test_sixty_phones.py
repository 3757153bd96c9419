"""A full hall presses "send" in the same moment, and each phone sends twice without waiting for the first reply."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BoundedSemaphore
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import UUID

import pytest
import uuid6
from django.core.servers.basehttp import ThreadedWSGIServer

from pimpasa.learning.sessions.models import Response, ResponseScore, ResponseToken
from pimpasa.learning.sessions.tests.make import make_kit, posted
from pimpasa.learning.sessions.tokens import SYMBOLS

PHONES, AT_ONCE = 60, 8
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def few_at_once(live_server, monkeypatch):
    """As the product serves: all are let in, and only so many are worked on, each with a connection of its own."""
    live_server.thread.httpd.socket.listen(2 * PHONES)
    room, work = BoundedSemaphore(AT_ONCE), ThreadedWSGIServer.process_request_thread

    def take_turns(*given):
        with room:
            work(*given)

    monkeypatch.setattr(ThreadedWSGIServer, "process_request_thread", take_turns)


def what_phones_send(kit) -> list[dict[str, str]]:
    """Each phone has a key, a picture and a number of its own; the answers are not all the same."""
    pictures = list(SYMBOLS)
    return [
        posted(
            kit,
            id=str(uuid6.uuid7()),
            gambar=pictures[number % len(pictures)],
            angka=str(10 + number),
            **{f"soal-biaya-{form}{place}": "abcd"[(number + place) % 4] for form in "ab" for place in (1, 2, 3)},
        )
        for number in range(PHONES)
    ]


def answers_in(sent: dict[str, str], form: str) -> dict[str, str]:
    return {name.removeprefix("soal-"): value for name, value in sent.items() if re.match(f"soal-biaya-{form}", name)}


def test_sixty_phones_at_once_behind_one_address_lose_nothing_and_count_once(live_server, sari):
    kit = make_kit(sari, "before")
    phones = what_phones_send(kit)
    both_copies = [sent for sent in phones for _copy in range(2)]
    start = Barrier(len(both_copies), timeout=60)

    def send(sent: dict[str, str]) -> int:
        start.wait()
        request = Request(f"{live_server.url}/tes/{kit.code}/", urlencode(sent).encode(), JSON)
        with urlopen(request, timeout=60) as reply:
            return reply.status

    with ThreadPoolExecutor(len(both_copies)) as hall:
        assert set(hall.map(send, both_copies)) == {201}
    kept = {response.pk: response for response in Response.objects.all()}
    assert kept.keys() == {UUID(sent["id"]) for sent in phones}
    for sent in phones:
        response = kept[UUID(sent["id"])]
        assert response.answers == answers_in(sent, response.form.lower())
    assert (ResponseScore.objects.count(), ResponseToken.objects.count()) == (PHONES, PHONES)
