"""Across pages: who is who, which names and offices are one. No SQL: the record asks, this room decides."""
