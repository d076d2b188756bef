"""What authors write, as types: the one source of validation, editor schemas and docs."""
