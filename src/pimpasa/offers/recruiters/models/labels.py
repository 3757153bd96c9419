from uuid import UUID


def label_of(key: UUID) -> str:
    """Six letters and digits to read out; drawn at random like the end of the key."""
    tail = key.hex[-6:].upper()
    return f"{tail[:3]}-{tail[3:]}"
