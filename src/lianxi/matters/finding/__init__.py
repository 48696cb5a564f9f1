"""Search, repeats, and what a text suggests as unit and category."""
