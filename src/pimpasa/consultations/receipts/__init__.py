"""Five words that open one thread, without an account and without a name.

Protects the asker: only who holds the words reads the thread. The database keeps a keyed fingerprint of them, which
tells nothing without the key. Five of 2,048 words are 2^55 receipts; `docs/receipts.md` works out what guessing gains.
"""
