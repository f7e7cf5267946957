"""Use cases of the item bank: writing, reviewing, importing, drawing, and what the answers say of the items."""
