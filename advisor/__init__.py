"""Keras or PyTorch? A rule-based advisor that shows its evidence."""

__version__ = "0.1.0"
