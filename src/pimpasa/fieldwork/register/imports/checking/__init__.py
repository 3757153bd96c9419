"""Reads what each row means. Nothing is changed here; every error names its column."""
