"""The class report as text, as CSV and as a page; imported by its command alone."""
