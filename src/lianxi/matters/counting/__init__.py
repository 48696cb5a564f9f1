"""The figures of a period, and the matters behind each of them."""
