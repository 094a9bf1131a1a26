"""LEAD: your texts.py was overwritten by accident while the lead thought that you had stopped; please write it again."""
