"""Who petitioned: sealed apart from every matter, opened with a reason, covered everywhere else."""
