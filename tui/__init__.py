"""Finetune Detective: a terminal game that teaches how language models are fine-tuned."""

__version__ = "0.1.0"
APP_NAME = "finetune-detective"
