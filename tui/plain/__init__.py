"""The same game as plain lines: for screen readers, braille lines, pipes and simple terminals."""
