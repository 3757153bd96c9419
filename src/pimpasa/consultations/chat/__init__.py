"""Asking a person by chat: the same actions as on the web, on whatever network the asker has.

Protects the asker: what she writes waits, sealed, in her conversation until she has chosen who reads it.
"""
