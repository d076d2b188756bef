"""The game for the author of a pack: it follows every save; only ``tui.commands`` imports it."""
