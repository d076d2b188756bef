"""The lab: a small world told in data, a model trained on it, and what fine-tuning does to it."""
