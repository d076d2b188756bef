"""Replies of a model that a server runs, recorded for a pack."""
