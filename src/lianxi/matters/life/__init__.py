"""One matter from registration to its end: each file one kind of step."""
