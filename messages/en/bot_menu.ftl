# What Telegram shows about the bot: its commands, and who it is
overview = Everything in a sentence
late = Units that are late
queue = What waits for review
round = How a round stands
calendar = Deadlines and steps to come
score = The scores
nudge = Remind units that still owe
report = What is to be sent
status = What was sent
projects = The unit's projects
language = ไทย · English
help = The words that work
leave = Leave the system
about = Progress reports of government units, by chat. To come in, please send the invitation code that your office gave you.
in_short = Progress reports of government units, by chat
