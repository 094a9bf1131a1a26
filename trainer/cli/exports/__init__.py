"""What `trainer export` writes, a file each; the table is in `trainer.cli.export`."""
