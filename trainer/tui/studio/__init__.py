"""The author's studio: a scenario's file followed as it is saved, proved, tried and drawn. Read `following` first."""
