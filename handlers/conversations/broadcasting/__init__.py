"""Something is said to many at once: the words, to whom, how it will look and what it costs, then it goes."""
