"""Parts for tests: each is named in INBOUND_HANDLERS by the test that needs it."""

from pimpasa.foundation.channels.messages import Choice, Reply

PREFIX = f"{__name__}."
MANY = tuple(Choice(f"pilihan-{number}", f"Pilihan nomor {number}") for number in range(1, 24))
heard = []


def passes(inbound, conversation):
    return None


def fails(inbound, conversation):
    conversation.state["seen"] = inbound.text
    raise RuntimeError(f"quotes {inbound.text}")


def silent(inbound, conversation):
    return []


def remembers(inbound, conversation):
    heard.append(inbound)
    return [Reply("ya")]


def offers_many(inbound, conversation):
    return [Reply(f"dipilih {inbound.choice}" if inbound.choice else "Pilih", MANY)]


def offers_long_ids(inbound, conversation):
    choices = tuple(Choice(f"{name}-{'x' * 300}", name) for name in ("satu", "dua"))
    return [Reply(f"dipilih {inbound.choice[:4]}" if inbound.choice else "Pilih", choices)]


def names_budget(inbound, conversation):
    conversation.state["budget_key"] = "kanim-x"
    return [Reply("ya")]
