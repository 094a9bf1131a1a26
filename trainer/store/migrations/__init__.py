"""Alembic's scripts, one file a revision in `versions/`; `trainer.store.revisions` runs them."""
