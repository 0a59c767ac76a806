"""Makes evidence: runs the snippets in processes of their own and keeps what they did."""
