"""Names and links on networks, folded: `lokerln`, `group:abc`, `s.id/loker`, `budi@example.com`."""

import re
from collections.abc import Iterator

EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{2,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?![\w-])")
HANDLE = re.compile(r"(?<![\w.@/])@([a-z0-9_](?:[a-z0-9_.]{1,28})[a-z0-9_])(?![\w@]|\.[a-z])")
_PROFILE = re.compile(
    r"(?:instagram\.com|tiktok\.com|t\.me|telegram\.me|facebook\.com|fb\.com|fb\.me|m\.me|twitter\.com|x\.com|line\.me/ti/p)/"
    r"@?~?(profile\.php\?id=\d+|[a-z0-9_.]{3,50})(?![\w])"
)
_GROUP = re.compile(r"(?:chat\.whatsapp\.com/(?:invite/)?|t\.me/(?:joinchat/|\+)|facebook\.com/groups/)([\w-]{4,40})")
_NAMED = re.compile(
    r"(?<![a-z])(?:ig|insta|instagram|tiktok|telegram|tele|twitter|line)\s*(?:id)?\s*[:=]\s*@?([a-z0-9_](?:[a-z0-9_.]{2,28})[a-z0-9_])(?![\w@])"
)
_SHORT_LINK = re.compile(
    r"(?<![\w.])((?:bit\.ly|s\.id|forms\.gle|linktr\.ee|lynk\.id|tinyurl\.com|cutt\.ly|shorturl\.at)/[\w-]{3,40})"
)
# Parts of addresses that are nobody's name.
_NOBODY = frozenset({"groups", "joinchat", "share", "reel", "story", "watch", "explore", "hashtag", "invite", "pages"})


def social_in(folded: str) -> Iterator[str]:
    yield from (found.group(1) for found in EMAIL.finditer(folded))
    for pattern in (_PROFILE, HANDLE, _NAMED):
        yield from (_name(found.group(1)) for found in pattern.finditer(folded) if found.group(1) not in _NOBODY)
    yield from (f"group:{found.group(1)}" for found in _GROUP.finditer(folded))
    yield from (found.group(1) for found in _SHORT_LINK.finditer(folded))


def _name(written: str) -> str:
    return written.removeprefix("profile.php?id=").strip(".")
