"""Stand-ins of both platforms' servers, and the page with two phones and a clock."""
