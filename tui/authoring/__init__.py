"""The authors' kit behind the command line."""
