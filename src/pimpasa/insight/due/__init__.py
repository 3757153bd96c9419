"""What is due: computed anew by queries each time it is asked, never stored, so that it cannot be stale or wrong."""
