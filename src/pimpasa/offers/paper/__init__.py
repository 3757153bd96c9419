"""The checklist on paper: the same signs, sentence by sentence, and how to count them."""
