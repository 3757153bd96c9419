"""Notices to those who answer: that something waits for them, and nothing of what it is.

Protects the askers, whose questions never travel there, and those who answer, who choose whether, where and when.
"""
