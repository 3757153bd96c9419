"""Each provider's documented interface, played on this machine: for tests, the simulator, channels without account."""
