"""Numbers of helplines and offices: messages quote them, and they are no recruiter's."""

from pimpasa.foundation.content import load_library
from pimpasa.offers.folding import fold
from pimpasa.regions.queries import office_book

from .phones import phones_in


def our_numbers() -> frozenset[str]:
    written = [line.number for line in load_library().helplines]
    written += [office.phone for office in office_book().offices.values()]
    return frozenset(number for text in written for number in phones_in(fold(text).letters))
