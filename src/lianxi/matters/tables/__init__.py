"""What a conference arranges for its ledger: categories, settings, a person's views and uploads."""
