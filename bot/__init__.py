"""How it runs: knows every layer, decides nothing about the domain."""
