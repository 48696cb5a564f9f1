"""The village register: a small matter settled in the village, or reported."""
