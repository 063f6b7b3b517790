"""What the load, the floor and the product have in common: made up, for one machine only."""

LINE_SECRET = "line-channel-secret-of-the-bench"
LINE_TOKEN = "line-access-token-of-the-bench"
TELEGRAM_TOKEN = "700000001:made-up-token-of-the-bench-000000000"
TELEGRAM_SECRET = "telegram-webhook-secret-of-the-bench"
