"""The office sheet: what staff say about one immigration office, each statement dated, sourced and expiring.

A villager may travel a day on these words. So nothing is shown without its source and day, nothing after its last
day, and what is not known is named, with how to find it out.
"""
