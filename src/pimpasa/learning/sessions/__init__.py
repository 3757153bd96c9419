"""An evening in the village: its kit, the tests before and after, the paper, and what the room did not know."""
