"""A thousand people behind one address ask an office while another address floods the same page.

The product runs as `pimpasa serve` with its demonstration; both come over real connections, from two addresses of this
machine, each flooder sending again as soon as its turn is there.
"""

import re
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from statistics import quantiles
from urllib.parse import urlencode

from bench.figures import Figure, at_least, at_most
from bench.product import connected_product

VILLAGE_WITH_READER = "SELECT area_id FROM accounts_posting WHERE role = 'officer' ORDER BY area_id LIMIT 1"
PAGE = "/tanya-orang/"
VILLAGE, FLOODER = "127.0.0.21", "127.0.0.66"
ASKERS, AT_ONCE, FLOOD_A_SECOND, FLOODERS = 1000, 40, 500, 128
HIDDEN = re.compile(r'name="(id|kunci|topik)" value="([^"]*)"')
QUESTION = "Paspor saya basah kena banjir, bisa diganti di kantor mana?"
CHOICE = {"q": QUESTION, "langkah": "kirim", "pembaca": "office"}


@dataclass
class Seen:
    """What came back, counted by status; the longest wait for a page of each who was served, in seconds."""

    village: str = ""
    receipts: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def main() -> list[Figure]:
    with connected_product(DJANGO_SETTINGS_MODULE="pimpasa.config.settings") as (product, _provider):
        product.stop()
        product.start("--demonstration")
        over = threading.Event()
        [(code,)] = product.query(VILLAGE_WITH_READER)
        flood, village = Seen(), Seen(village=code)
        flooding = [threading.Thread(target=storm, args=(product.port, flood, over)) for _ in range(FLOODERS)]
        for thread in flooding:
            thread.start()
        wait_until_refused(flood)
        before, begun = flood.statuses.total(), time.perf_counter()
        ask_all(product.port, village)
        took = time.perf_counter() - begun
        came = flood.statuses.total() - before
        over.set()
        for thread in flooding:
            thread.join()
    print(f"flood {dict(flood.statuses)}, village {dict(village.statuses)}, {took:.0f} s", file=sys.stderr)
    return [
        at_least(f"askers of {ASKERS} who got a receipt beside a flood", village.receipts, ASKERS, ""),
        at_most("their longest wait for a page, p99", quantiles(village.seconds, n=100)[98] * 1000, 2000, "ms"),
        at_least("requests of the flood a second", came / took, FLOOD_A_SECOND, "/s"),
    ]


def wait_until_refused(flood: Seen) -> None:
    """What an address may have at once is used up; from here on it only floods."""
    deadline = time.monotonic() + 120
    while not flood.statuses[429] and time.monotonic() < deadline:
        time.sleep(0.1)


def storm(port: int, seen: Seen, over: threading.Event) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60, source_address=(FLOODER, 0))
    pause, next_at = FLOODERS / FLOOD_A_SECOND, time.perf_counter()
    while not over.is_set():
        status, _page = fetch(connection, "POST", {"q": "banjir " * 50})
        seen.statuses[status] += 1
        next_at += pause
        time.sleep(max(0.0, next_at - time.perf_counter()))


def ask_all(port: int, seen: Seen) -> None:
    turns = iter(range(ASKERS))
    lock = threading.Lock()

    def go() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=120, source_address=(VILLAGE, 0))
        while True:
            with lock:
                turn = next(turns, None)
            if turn is None:
                return
            ask(connection, seen)

    threads = [threading.Thread(target=go) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def ask(connection: HTTPConnection, seen: Seen) -> None:
    """The empty page, the question, the choice of who reads it."""
    waits = []
    form: dict[str, str] = {"desa": seen.village}
    for method, more in (("GET", {}), ("POST", {"q": QUESTION}), ("POST", CHOICE)):
        start = time.perf_counter()
        status, page = fetch(connection, method, form | more)
        waits.append(time.perf_counter() - start)
        seen.statuses[status] += 1
        if status != 200:
            return
        form |= dict(HIDDEN.findall(page))
    seen.receipts += "tanda terima" in page.lower()
    seen.seconds.append(max(waits))


def fetch(connection: HTTPConnection, method: str, form: dict[str, str]) -> tuple[int, str]:
    """The status, or 0 when nothing came back."""
    try:
        body = urlencode(form) if method == "POST" else None
        connection.request(method, PAGE, body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, HTTPException):
        connection.close()
        return 0, ""


if __name__ == "__main__":
    from bench.figures import table

    print(table(main()))
