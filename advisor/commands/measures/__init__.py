"""What `measure` can measure, one module each: `run(given, wanted, say)`, an exit code."""
