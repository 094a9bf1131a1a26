"""What other programs read: tables of what was decided, played and by whom, and statements of xAPI."""
