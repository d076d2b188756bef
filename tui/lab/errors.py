"""What the lab raises where it cannot do its work."""


class LabError(Exception):
    """Raised where something is missing or cannot be trained; its text says what to do."""
