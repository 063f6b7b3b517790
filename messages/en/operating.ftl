# What operators hear
sending = Messages to { $platform } are not going out. They are kept and go by themselves as soon as { $platform } takes them. Please check its access token and the connection to the internet.
fetching = Files from { $platform } are not being fetched. They are tried again by themselves. Please check the access token and the connection to the internet.
lane = The worker { $platform } fails again and again. Please look at the log.
events = { $count ->
    [one] { $count } event
   *[other] { $count } events
} could not be handled. The log says where; nothing of what people wrote is lost while an event is tried again.
quota_low = This month { $count } more messages can be pushed on { $platform }. Replies stay free. More can be had in the official account.
quota_spent = This month no more messages can be pushed on { $platform }. They wait; replies stay free. More can be had in the official account.
silent = Nothing has come from { $platform } for a whole working day, although people were told something there. Please check the webhook address and the certificate.
disk_low = The disk is nearly full: { $size } GiB are left for database and evidence. Please make room.
disk_full = The disk is full: { $size } GiB are left. New reports and files may be refused until there is room.
certificate_soon = The certificate of the public address ends in { $count ->
    [one] { $count } day
   *[other] { $count } days
}. Without it LINE and Telegram send nothing. Please renew it.
certificate_now = The certificate of the public address ends within { $count ->
    [0] a day, or has ended
    [one] { $count } day
   *[other] { $count } days
}. Without it LINE and Telegram send nothing. Please renew it at once.
no_backup = No backup was made for { $count ->
    [one] { $count } day
   *[other] { $count } days
}. Please run thanwela backup, best by a timer every night.
lasts = Still so since { $since }: { $what }
over = Over: { $what }. Nothing has to be done.
name_sending = messages to { $platform } go out again
name_fetching = files from { $platform } are fetched again
name_lane = the worker { $platform } works again
name_events = events are handled again
name_quota = { $platform } takes messages again
name_silent = { $platform } is heard again
name_disk = there is room on the disk again
name_certificate = the certificate is renewed
name_backup = a backup was made
