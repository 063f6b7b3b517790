"""What happens when: conversations, jobs and the deeds they share."""
