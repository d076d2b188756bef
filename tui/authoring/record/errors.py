"""What is raised where nothing, or nothing more, can be recorded."""


class CannotRecordError(Exception):
    """Raised where replies cannot be recorded; its text says why and what to do."""
