"""From an identifier to its fingerprint: keyed, a key for each kind, and slow to try.

Protects everybody whose number was ever in a message. Without the key (foundation.secrecy, kept apart from the
database) all Indonesian mobile numbers can be tried and none fits. Whoever has taken the key as well still pays a
scrypt for every number tried: `python -m bench.fingerprints` shows the work.
"""

import hashlib

from pimpasa.foundation.secrecy import fingerprint

from .identifiers import Identifier

PURPOSE = "offers.recruiters"
# 16 MB and some forty milliseconds a number: a filing has a handful, a thief has ten thousand millions to try.
COST, BLOCK = 2**14, 8


def mark_of(one: Identifier) -> bytes:
    """32 bytes, equal for equal identifiers of one kind; the same words of another kind give others."""
    purpose = f"{PURPOSE}/{one.kind}"
    slow = hashlib.scrypt(one.value.encode(), salt=fingerprint("salt", purpose), n=COST, r=BLOCK, p=1, dklen=32)
    return fingerprint(slow.hex(), purpose)
