"""The guides and topics as a conversation: the same for every network, from the same facts as the page.

One message in, one reply out. What was answered travels in the conversation's sealed state and nowhere else. Of the
words a person types only her last question is kept there, so that she need not write it again to ask a person.
"""
