"""What paper and other programs see."""
