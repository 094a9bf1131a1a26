"""A list of people as a school has it, in a file of comma-separated values: `roster.read_roster` is the way in.

    bytes -- cells.cells --> rows of cells with their places -- roster.read_roster --> entries

What is wrong with a row is a finding with its line and column (L codes, in `rules`).
"""
