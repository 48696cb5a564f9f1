"""A clerk's own ledger brought in, and the ledger given out in layouts that others know."""
