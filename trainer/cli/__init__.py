"""The command line: a command a file, put together in `wiring`, entered through `main.run`."""
