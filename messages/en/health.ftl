# How the system is, for operators
title = System health
well = Nothing needs to be looked at.
look = Needs to be looked at: { $count } (the oldest since { $since })
messages = Messages to { $platform } that wait: { $count }, the oldest since { $since }
no_messages = No messages wait.
fetches = Files of { $platform } that wait: { $count }, the oldest since { $since }
no_fetches = No files wait.
events = Events tried again: { $parked } · given up: { $given_up }
heard = { $platform } heard last: { $at }
quota = { $platform } this month: { $left } of { $limit } messages left
stalled = Nothing can be sent to { $platform } since { $since }
disk = Disk: { $free } of { $total } GiB free
certificate = Certificate until: { $at }
backup = Last backup: { $at }
no_backup = Last backup: none known
version = Version { $version }
