"""Pictures to keep and to show: SVG that loads nothing, runs nothing and needs no screen."""
