"""Tests of `trainer.store`, each on SQLite and on PostgreSQL unless it is about a file."""
