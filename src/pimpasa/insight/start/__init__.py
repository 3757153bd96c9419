"""The page that people of the service see first: one number, one thing to do, and the few places they go next."""
