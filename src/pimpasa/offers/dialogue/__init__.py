"""The check in chat: the same signs as on the page, within each network's limits.

The message that was sent is read once and kept nowhere. What waits between two messages are the codes of the signs and
claims, sealed like every conversation and forgotten with it; they quote nobody.
"""
