"""One deed each, used by conversations and jobs."""
