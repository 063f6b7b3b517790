# How many messages may be pushed
spent = The { $platform } messages of { $month } are used up. What could not be sent waits; when there are messages again, what is still open then is sent. Whoever writes still gets an answer. Who was not reached is told on the next working morning. More can be had in the official account of { $platform }.
reserved = { $platform } takes no more pushes just now, although { $left } of { $month } are left: another sending from the official account may hold them. What could not be sent waits and is tried again every hour. Whoever writes still gets an answer.
held = Of the { $platform } messages of { $month } { $left } are left. They are kept for decisions, returned reports and what is late; reminders and news wait for as long as that is so. Whoever writes gets theirs at once, free.
fell = The quota of { $platform } has become smaller: { $limit } messages a month now, { $is_none ->
    [yes] without a limit before
   *[no] { $was } before
}. Of { $month } { $left } are left. Please see in the official account whether the plan was changed.
near = The { $platform } messages of { $month } are nearly used up: { $used } of { $limit } are used, { $left } are left. From here on they go first to decisions, returned reports and what is late; news waits.
foretold = With the pace of { $month } so far, the { $limit } messages of { $platform } end about { $day }: { $left } are left, about { $needed } will be needed until the end of the month.
