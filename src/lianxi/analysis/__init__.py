"""PURE. Petition texts → what may be the same matter, which unit and category they speak of; never persons."""
