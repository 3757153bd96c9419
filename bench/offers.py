"""Checks of job offers a second on one core, and how long a message of 2,000 letters takes."""

import time
from itertools import cycle, islice
from statistics import quantiles

from bench.figures import Figure, at_least, at_most
from pimpasa.foundation.folders import PACKAGE
from pimpasa.offers.check import check
from pimpasa.offers.evaluation import read_labelled

OFFERS = PACKAGE / "offers" / "tests" / "data" / "open.yaml"
LETTERS, TIMES = 2000, 300


def main() -> list[Figure]:
    texts = [offer.text for offer in read_labelled(OFFERS)]
    check(texts[0])  # the content is read before anything is measured
    everyday = [seconds(text) for text in islice(cycle(texts), TIMES)]
    long = [seconds(text) for text in lengthened(texts)]
    return [
        at_least("checks of everyday offers a second", len(everyday) / sum(everyday), 30, "/s"),
        at_most(f"check of {LETTERS} letters, p99", quantiles(long, n=100)[98] * 1000, 250, "ms"),
    ]


def lengthened(texts: list[str]) -> list[str]:
    """Offers told one after the other until each message is as long as asked, each beginning with another one."""
    whole = "\n".join(texts)
    starts = range(0, len(whole), max(1, len(whole) // TIMES))
    return [(whole[start:] + whole)[:LETTERS] for start in starts]


def seconds(text: str) -> float:
    before = time.process_time()
    check(text)
    return time.process_time() - before


if __name__ == "__main__":
    from bench.figures import table

    print(table(main()))
