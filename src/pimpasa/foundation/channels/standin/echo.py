"""A part that answers every message with its number and its words: for tests and measurements of the channels alone."""

from pimpasa.foundation.channels.messages import Choice, Conversation, Inbound, Reply


def answer(inbound: Inbound, conversation: Conversation) -> list[Reply]:
    number = int(str(conversation.state.get("number", 0))) + 1
    conversation.state["number"] = number
    said = inbound.choice or inbound.text
    again = (Choice("lagi", "Lagi"), Choice("cukup", "Cukup"))
    return [Reply(f"{number}: {said}", again, short=f"{number}: {said}"[:60])]
