"""Every change of an evening. Each is whole or not at all."""
