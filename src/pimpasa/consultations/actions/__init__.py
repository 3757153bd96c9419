"""Every change of a thread. Each is whole or not at all and writes the audit, which never holds a word of it."""
