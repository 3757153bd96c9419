"""Finding a village from a line of free text: a name, or part of one, with its areas beside it in any order.

A query is cut in every way into one village name and the areas around it. Each way that holds together
(the areas lie in one another, the village lies in them) gives hits with a score: the sum of what had to be
forgiven. Lower is better; equal scores go by the shorter name, then by code, so the order never wavers.
"""

from collections.abc import Iterator
from heapq import nsmallest

from pimpasa.regions.areas import AreaReader, Hits
from pimpasa.regions.index import LONGEST_KEY, PlaceIndex
from pimpasa.regions.names import VILLAGE_KINDS, allowed_typos, spellings, village_forms, words

MOST_WORDS = 8
MOST_AREAS, MOST_AREAS_FORGIVEN = 24, 8
# What each liberty costs.
OTHER_FORM, BEGINNING, AREA_FIRST, SLIP, INSIDE, WORD_IGNORED, ONLY_AREA = 1, 3, 1, 4, 6, 12, 20

Chain = tuple[str, int]


class Search:
    """One query over one index; collects the best score of each village."""

    def __init__(self, index: PlaceIndex, areas: AreaReader, parts: list[str], within: str) -> None:
        self.index = index
        self.areas = areas
        self.parts = parts
        self.within = within
        self.scores: dict[int, int] = {}

    def add(self, number: int, score: int) -> None:
        if self.scores.get(number, score + 1) > score and self.index.codes[number].startswith(self.within):
            self.scores[number] = score

    def ranked(self, limit: int) -> list[int]:
        codes, keys = self.index.codes, self.index.keys
        best = nsmallest(limit, self.scores.items(), key=lambda hit: (hit[1], len(keys[hit[0]]), codes[hit[0]]))
        return [number for number, _ in best]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where the village's name may begin and end, the longest first."""
        count = len(self.parts)
        for length in range(count, 0, -1):
            for start in range(count - length + 1):
                yield start, start + length

    def chains(self, start: int, end: int, *, forgiving: bool) -> list[Chain]:
        """The narrowest area that the words around a span speak of, each way they can be read."""
        left = self.sequences(0, start, forgiving)
        right = self.sequences(end, len(self.parts), forgiving) if left else []
        both = [joined for one in left for other in right if (joined := join(one, other))]
        penalty = AREA_FIRST if start else 0
        both = [(code, cost + penalty) for code, cost in both]
        return nsmallest(MOST_AREAS, both, key=lambda chain: (chain[1], chain[0]))

    def sequences(self, start: int, end: int, forgiving: bool) -> list[Chain]:
        if start == end:
            return [("", 0)]
        found: list[Chain] = []
        for middle in range(start + 1, end + 1):
            if hits := self.area(start, middle, forgiving):
                rest = self.sequences(middle, end, forgiving)
                found += [joined for hit in hits.items() for one in rest if (joined := join(hit, one))]
        return nsmallest(MOST_AREAS, found, key=lambda chain: (chain[1], chain[0]))

    def area(self, start: int, end: int, forgiving: bool) -> Hits:
        parts = tuple(self.parts[start:end])
        hits = dict.fromkeys(self.areas.exact(parts), 0)
        if end == len(self.parts):
            hits = dict.fromkeys(self.areas.starting(parts), BEGINNING) | hits
        if forgiving and len(parts) <= 4 and not hits:
            hits = {code: SLIP * slips for code, slips in self.areas.similar(parts).items()}
        return hits

    def read_literally(self) -> None:
        """Names exactly as written, or beginning so where the last word is still being typed."""
        for start, end in self.spans():
            for area, cost in self.chains(start, end, forgiving=False):
                self.named(start, end, area, cost)

    def named(self, start: int, end: int, area: str, cost: int) -> None:
        forms, _ = village_forms(self.parts[start:end])
        for place, form in enumerate(forms):
            extra = cost + (OTHER_FORM if place else 0)
            for number in self.index.villages.numbers(form):
                if self.index.codes[number].startswith(area):
                    same = self.index.keys[number] == form
                    self.add(number, extra + (0 if same else OTHER_FORM))
            if area or end == len(self.parts):
                self.beginning(form, area, extra + BEGINNING)

    def beginning(self, form: str, area: str, score: int) -> None:
        narrow = max(area, self.within, key=len)
        if narrow:
            keys = self.index.keys
            hits = [number for number in self.index.run(narrow) if keys[number].startswith(form)]
        else:
            names = nsmallest(40, self.index.villages.starting_with(form), key=len)
            hits = [number for name in names for number in self.index.villages.numbers(name)[:40]]
        for number in hits:
            self.add(number, score)

    def read_forgivingly(self) -> None:
        """The same with slips of the pen, in the village's name, an area's, or both."""
        for start, end in self.spans():
            for area, cost in self.chains(start, end, forgiving=True)[:MOST_AREAS_FORGIVEN]:
                if cost >= SLIP:
                    self.named(start, end, area, cost)
                self.misspelt(start, end, area, cost)

    def misspelt(self, start: int, end: int, area: str, cost: int) -> None:
        for form in spellings(self.parts[start:end]):
            typos = allowed_typos(form)
            if typos and len(form) <= LONGEST_KEY:
                for number, slips in self.similar(form, area, typos):
                    self.add(number, cost + SLIP * slips)

    def similar(self, form: str, area: str, typos: int) -> list[tuple[int, int]]:
        narrow = max(area, self.within, key=len)
        if narrow:
            return self.index.near_in(narrow, form, typos, limit=20)
        return self.everywhere(form, typos, thorough=False)

    def everywhere(self, form: str, typos: int, *, thorough: bool) -> list[tuple[int, int]]:
        villages = self.index.villages
        names = villages.similar(form, min(typos, 2), limit=10, thorough=thorough)
        return [(number, slips) for name, slips in names for number in villages.numbers(name)[:40]]

    def read_thoroughly(self) -> None:
        """The whole line as one badly misspelt name, or as the middle of one."""
        form = spellings(self.parts)[-1]
        for number, slips in self.everywhere(form, allowed_typos(form), thorough=True):
            self.add(number, SLIP * slips)

    def read_inside(self) -> None:
        """Names that hold the words somewhere within."""
        for start, end in self.spans():
            form = spellings(self.parts[start:end])[-1]
            if len(form) > 3:
                for area, cost in self.chains(start, end, forgiving=False):
                    self.inside(form, area, cost + INSIDE)

    def inside(self, form: str, area: str, score: int) -> None:
        narrow = max(area, self.within, key=len)
        if narrow:
            keys = self.index.keys
            hits = [number for number in self.index.run(narrow) if form in keys[number]]
        else:
            names = nsmallest(20, self.index.villages.containing(form, 200), key=len)
            hits = [number for name in names for number in self.index.villages.numbers(name)[:20]]
        for number in hits:
            self.add(number, score)

    def villages_of_area(self) -> None:
        """A query that names only an area: its villages."""
        for area, cost in self.sequences(0, len(self.parts), False)[:3]:
            for number in self.index.run(area)[:60]:
                self.add(number, ONLY_AREA + cost)


def join(one: Chain, other: Chain) -> Chain | None:
    """Two areas read together: the narrower one, if it lies in the wider."""
    narrow, wide = (one[0], other[0]) if len(one[0]) >= len(other[0]) else (other[0], one[0])
    return (narrow, one[1] + other[1]) if narrow.startswith(wide) else None


def find_numbers(index: PlaceIndex, areas: AreaReader, text: str, limit: int, within: str) -> list[int]:
    parts = words(text[:200])[:MOST_WORDS]
    if not parts or (len(parts) == 1 and parts[0] in VILLAGE_KINDS and len(parts[0]) < 3):
        return []
    search = Search(index, areas, parts, within)
    for read in (search.read_literally, search.read_forgivingly, search.read_inside, search.villages_of_area):
        if len(search.scores) < limit:
            read()
    if not search.scores:
        search.read_thoroughly()
    if not search.scores:
        ignore_some_words(search)
    return search.ranked(limit)


def ignore_some_words(search: Search) -> None:
    """Nothing fitted every word: drop one (the last is the likeliest mishap), or what comes first (a street)."""
    parts, count = search.parts, len(search.parts)
    fewer = [parts[:place] + parts[place + 1 :] for place in reversed(range(count))]
    fewer += [parts[place:] for place in range(2, count)]
    for place, some in enumerate(fewer if count > 1 else ()):
        attempt = Search(search.index, search.areas, some, search.within)
        attempt.read_literally()
        for number, score in attempt.scores.items():
            search.add(number, score + WORD_IGNORED + place)
