"""What authors write: models, reading, and everything that can be wrong with it."""
