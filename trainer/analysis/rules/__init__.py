"""The P rules, by what they look at."""
