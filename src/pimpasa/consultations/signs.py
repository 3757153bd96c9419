"""What in a question says that the village may not be the place to take it to.

Protects the asker: the village's official may himself be the broker. Words of danger, of an official, an agent or a
payment, or the name of one of the village's agents, lead to the office and the helplines first, and never to the
village. Too often is better than once too seldom: all that is lost is the nearest reader.
"""

import re
from dataclasses import dataclass

from pimpasa.accounts.models import Posting
from pimpasa.foundation.roles import Role
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.understand import understand

PAYMENT_IDEAS = frozenset({"bayar", "pungli", "rekening_pribadi", "biaya_penempatan", "potong_gaji", "penipuan"})
AGENT_IDEAS = frozenset({"calo", "sponsor", "tawaran", "penipuan", "ajakan"})
PAYMENT = re.compile(
    r"\b(uang|duit|dhuwit|bayar\w*|dibayar\w*|setor\w*|transfer|tf|pungut\w*|pungli|dipalak|amplop|suap|sogok\w*|upeti|"
    r"(di)?minta(i)? \d+|tebus\w*|jut[ao]|utang|hutang)\b"
)
AGENT = re.compile(r"\b(agen\w*|agensi|calo\w*|sponsor\w*|makelar|tekong|perekrut|penyalur|pt|p3mi|pl)\b")
OFFICIAL = re.compile(
    r"\b(kades|kepala (desa|dusun|kampung|lingkungan)|lurah|kuwu|perbekel|klian|kelian|pambakal|pembakal|keuchik|"
    r"geuchik|geucik|wali nagari|wali jorong|hukum tua|penghulu kampung|sekdes|carik|kaur|kasi|kadus|kasun|bayan|modin|"
    r"(perangkat|aparat|pegawai|petugas|pejabat|orang|staf|bendahara|agen) (desa|kelurahan|kampung|nagari)|pamong|"
    r"(pak|bu|bpk|ibu|ketua) r[tw]|r[tw] ?\d*|bpd|camat|babinsa|bhabinkamtibmas|babinkamtibmas|"
    r"petugas|oknum|pejabat|pegawai|imigrasi (minta|nakal)|pimpasa|polisi|aparat)\b"
)
SHORTEST_NAME = 4
NOT_NAMES = frozenset({"agen", "desa", "bapak", "demo", "peragaan", "contoh", "haji", "admin"})


@dataclass(frozen=True)
class Signs:
    danger: bool = False
    official: bool = False
    agent: bool = False
    payment: bool = False

    @property
    def any(self) -> bool:
        return self.danger or self.official or self.agent or self.payment


def signs_in(text: str, village: str = "") -> Signs:
    """`village` is the code of one, so that its agents are known by name."""
    plain = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    ideas = load_asker().finder.read(text).ideas
    return Signs(
        danger=understand(text).emergency,
        official=bool(OFFICIAL.search(plain)) or _names_agent_of(village, plain),
        agent=bool(AGENT_IDEAS & ideas or AGENT.search(plain)),
        payment=bool(PAYMENT_IDEAS & ideas or PAYMENT.search(plain)),
    )


def _names_agent_of(village: str, plain: str) -> bool:
    if not village:
        return False
    agents = Posting.objects.in_force().filter(role=Role.VILLAGE_AGENT, area=village)
    names = re.findall(r"[a-z]+", " ".join(agents.values_list("user__display_name", flat=True)).lower())
    said = set(plain.split())
    return any(name in said for name in names if len(name) >= SHORTEST_NAME and name not in NOT_NAMES)
