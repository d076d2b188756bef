"""The learner's progress and settings in SQLite, written at every answer."""
