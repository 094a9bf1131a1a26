"""trainer: practise hard conversations as a peer mentor, and see where every score came from."""

__version__ = "0.1.0"
