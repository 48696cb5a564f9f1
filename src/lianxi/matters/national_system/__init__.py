"""The national petition system beside this ledger: numbers, lists, differences."""
