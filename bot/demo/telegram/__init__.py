"""A strict stand-in of Telegram's Bot API server: people's phones on one side, the bot's HTTP calls on the other."""
