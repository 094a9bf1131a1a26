"""The revisions, oldest first by name. Canonical bytes and links are never rewritten by any of them."""
