"""A run and rubrics to scores and a debrief: pure."""
