"""The Keras half of `defaults.toml`: one module for each topic, and in it each public
function answers the row of its name.

Answers do not depend on the backend or on chance: what is random is drawn so often that
three digits are certain, seeded, or answered by yes or no.
"""
