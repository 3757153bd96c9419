"""A short name for a browser. Protects people from being told apart by all that a browser says of itself."""

# The more particular first: nearly every browser also calls itself Chrome and Safari.
BROWSERS = {
    "SamsungBrowser/": "Samsung Internet",
    "UCBrowser/": "UC Browser",
    "OPR/": "Opera",
    "Opera": "Opera",
    "Edg": "Edge",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def browser_name(told: str) -> str:
    """Chrome, Android; empty when neither is known. A name that is already short stays as it is."""
    if told and "/" not in told and len(told) <= 40:
        return told
    return ", ".join(name for name in (_first(BROWSERS, told), _first(SYSTEMS, told)) if name)


def _first(names: dict[str, str], told: str) -> str:
    return next((name for mark, name in names.items() if mark in told), "")
