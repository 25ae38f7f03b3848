"""Across pages: one contact told by many, copies and sources, visits and their parts. No SQL here."""
