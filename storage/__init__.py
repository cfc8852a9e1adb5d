"""What is remembered: one module per noun, and the only place with SQL."""
