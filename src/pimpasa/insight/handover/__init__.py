"""The hand-over sheet (lembar serah terima): what a successor must know of a village, so that nothing is lost.

Protects senders of findings: a reader sees only the findings that are open to the reader anyway, and paper only counts
them.
"""
