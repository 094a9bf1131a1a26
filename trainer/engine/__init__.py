"""Scenario and choices to events and state: pure. Read `steps` first, then `machine`, `run`, `play`."""
