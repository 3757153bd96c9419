"""From how few people a number could point at somebody."""

# Counts below this are hidden outside the office that owns them.
SMALL = 5
