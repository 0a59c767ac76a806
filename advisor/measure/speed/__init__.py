"""Timing the pairs: cases, checks, schedule and what may be said of the result."""
