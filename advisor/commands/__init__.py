"""One module per command, each with `add_options` and `run`."""
