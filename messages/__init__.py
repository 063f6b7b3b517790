"""What is said, both ways: words in, words out, in Thai and in English."""
