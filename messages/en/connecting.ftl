# The command connect
at = Connecting { $platform }
would = Would be done: { $what }
line_account = LINE: this is { $name } ({ $account }).
telegram_account = Telegram: this is { $name }.
webhook_set = { $platform } sends what people write to { $address }.
webhook_there = { $platform } sends what people write to { $address } already.
webhook_dropped = Telegram sends nothing to a webhook any more.
polling = Telegram is asked for what people write (THANWELA_TELEGRAM_MODE).
use_webhook_off = LINE sends nothing yet: please switch “Use webhook” on in the LINE Developers console, under Messaging API.
test_ok = LINE has tried the webhook, and it answers.
test_no_connection = LINE could not connect to the webhook. Please look whether thanwela serve runs, whether the address leads to this machine from outside, and whether the certificate is of a public authority and complete.
test_timeout = LINE connected, but the webhook did not answer in time. Please look whether thanwela serve runs, and what the web server in front of it logs.
test_status = The webhook answered LINE with status { $status } instead of 200. 401 or 403: THANWELA_LINE_CHANNEL_SECRET is not this channel's. 404: the web server in front does not pass /line/webhook on. 502 or 503: thanwela serve does not run.
test_unknown = LINE's test of the webhook failed without a reason that is known ({ $reason }). Please try again in a minute.
menu_made = The menu under the LINE chats was made: { $language }.
menu_there = The menu under the LINE chats is there already: { $language }.
menu_shown = Everybody sees the menu within a minute. On LINE for PC there is none.
thai = Thai
english = English
commands_set = Telegram lists the commands and says who we are, in Thai and English.
commands_there = Telegram lists the commands already.
no_font = The menu could not be drawn: the font Sarabun is missing. Please install Thanwela again.
no_address = Telegram needs an https address to send to: THANWELA_PUBLIC_URL is missing. Without one please set THANWELA_TELEGRAM_MODE=polling.
port = Telegram sends to the ports { $ports } only. Please change THANWELA_PUBLIC_URL.
bad_token = { $platform } does not accept our token. Please copy it anew from the console ({ $settings }).
unreached = { $platform } cannot be reached from this machine. Please look at the network and the firewall, and run it again.
refused = { $platform } refused a call ({ $fault }). Please run it again in a minute; if it stays so, the console says more.
