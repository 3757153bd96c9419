"""What every sheet says of itself: the day it holds for, its edition, who runs it, where to look for a newer one."""

import re
from datetime import date
from ipaddress import ip_address

from django.http import HttpRequest

from pimpasa.foundation import installation
from pimpasa.foundation.content import load_library
from pimpasa.foundation.printing import qr_svg
from pimpasa.foundation.ui.words import day as day_words

LONGEST_IN_QR = 600


def imprint(request: HttpRequest, day: date, address: str, code: str = "") -> dict[str, object]:
    """`address` is printed as text, without its query; `code` is what the QR leads to, if there may be one."""
    return {
        "day": day_words(day),
        "version": load_library().version,
        "address": shown_address(address),
        "qr": qr_svg(code) if code and len(code) <= LONGEST_IN_QR else "",
        "operator": installation.current().operator,
        "is_local": is_local(request.get_host()),
    }


def shown_address(address: str) -> str:
    """As people type it: without the protocol, the query and the closing stroke."""
    return re.sub(r"\Ahttps?://", "", address).partition("?")[0].rstrip("/")


def is_local(host: str) -> bool:
    """Whether the address leads nowhere from a reader's phone."""
    name = re.sub(r":\d+\Z", "", host).strip("[]")
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
