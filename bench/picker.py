"""The village picker: time of `find` over typed prefixes and typos, build time and memory, beside a plain scan.

The peer is rapidfuzz's own `process.extract` over all village names, which reads the name alone.
"""

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import quantiles

from rapidfuzz import process

from pimpasa.foundation.folders import shipped
from pimpasa.regions.gazetteer import Gazetteer, Place, gazetteer
from pimpasa.regions.index import read_rows

SEED, VILLAGES = 2025, 250
SHORT = {"Jawa Barat": "jabar", "Jawa Tengah": "jateng", "Jawa Timur": "jatim", "Sumatera Utara": "sumut"}


def slip(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return chance.choice([text[:place] + text[place + 1 :], text[:place] + chance.choice("aeioungr") + text[place:]])


def queries_for(place: Place, chance: random.Random) -> Iterator[str]:
    """What a person types on the way to one village: beginnings, then areas beside the name, then slips."""
    name, regency = place.village.lower(), place.regency.split(" ", 1)[1].lower()
    for length in sorted({2, 4, len(name) * 2 // 3, len(name)}):
        yield name[:length]
    yield f"{name} {regency}"
    yield f"{name} {regency[:4]}"
    yield f"ds {name} kec {place.district.lower()}"
    yield f"{slip(name, chance)} {regency}"
    yield f"{slip(name, chance)} {slip(regency, chance)}"
    yield slip(name, chance)
    yield f"{name.replace(' ', '')} {SHORT.get(place.province, place.province.lower())}"


def realistic_queries(places: Gazetteer) -> list[tuple[str, Place]]:
    chance = random.Random(SEED)
    chosen = [places.place_at(chance.randrange(len(places.index.codes))) for _ in range(VILLAGES)]
    return [(query, place) for place in chosen for query in queries_for(place, chance)]


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return (clock() - start) * 1000


def built() -> tuple[float, float]:
    """Seconds to build from the file, and megabytes held afterwards, with the parts made on first use."""
    file = shipped("data") / "regions.csv.gz"
    seconds = milliseconds(lambda: Gazetteer(read_rows(file))) / 1000
    tracemalloc.start()
    places = Gazetteer(read_rows(file))
    places.find("qwertyuiop")
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return seconds, megabytes


def main() -> None:
    seconds, megabytes = built()
    places = gazetteer()
    places.find("qwertyuiop")
    queries = realistic_queries(places)
    times = [milliseconds(lambda query=query: places.find(query)) for query, _ in queries]
    percentiles = quantiles(times, n=100)
    # On a busy machine the clock also counts waiting for others; the processor's own time does not.
    busy = quantiles(
        [milliseconds(lambda query=query: places.find(query), time.thread_time) for query, _ in queries], n=100
    )
    names = places.index.names
    peer = [milliseconds(lambda query=query: process.extract(query, names, limit=8)) for query, _ in queries[::70]]
    found = sum(place in places.find(query) for query, place in queries)
    print(f"build {seconds:.2f} s, memory {megabytes:.1f} MB, {len(queries)} queries over {len(names)} villages")
    print(
        f"find p50 {percentiles[49]:.2f} ms, p99 {percentiles[98]:.2f} ms, slowest {max(times):.1f} ms; "
        f"of the processor p99 {busy[98]:.2f} ms (budget: p99 20 ms)"
    )
    print(f"village meant among the first 8: {found * 100 / len(queries):.0f} % (short beginnings included)")
    ratio = quantiles(peer, n=2)[0] / percentiles[49]
    print(f"process.extract over all names: p50 {quantiles(peer, n=2)[0]:.1f} ms; find takes 1/{ratio:.0f} of it")


if __name__ == "__main__":
    main()
