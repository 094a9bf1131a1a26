"""What can be proved about every run of a scenario: `explore` walks, `prove` says what it found."""
