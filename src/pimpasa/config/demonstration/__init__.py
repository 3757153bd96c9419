"""The demonstration network: real offices and reported villages, invented people, a year of plausible work.

An installation is a demonstration as a whole or not at all; `pimpasa demonstration remove` empties it again.
"""
