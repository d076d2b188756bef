"""The commands of the shell, one module each; each imports what it needs when it runs."""
