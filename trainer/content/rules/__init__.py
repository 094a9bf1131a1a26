"""What content can find: a file a family, and all of them together in `tables`."""
