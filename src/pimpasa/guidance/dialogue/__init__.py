"""The guides and topics as a conversation: the same for every network, from the same facts as the page.

One message in, one reply out. What was answered travels in the conversation's state and nowhere else; the words a
person types are read once and not kept.
"""
