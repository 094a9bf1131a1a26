"""Reports on paper and in a browser: a cohort, the decisions of scenarios, one mentor's own page."""
