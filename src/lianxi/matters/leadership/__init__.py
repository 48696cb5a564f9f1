"""The leaders' part: receptions, letters read, matters in a leader's charge."""
