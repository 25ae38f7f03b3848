"""The measurements of docs/speed.md: `python -m benchmarks`, or one of the scripts by name."""
