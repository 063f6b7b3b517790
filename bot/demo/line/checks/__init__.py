"""What LINE accepts as a message, an action, a Flex component or a rich menu, and what it says of the rest."""
