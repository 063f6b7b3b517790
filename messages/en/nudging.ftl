# Reminding those who still owe, because somebody asks for it
title = Remind { $count ->
    [one] { $count } unit that still owes something
   *[other] { $count } units that still owe something
}
who = Units: { $units }
more = and { $count } more
how_many = { $count ->
    [one] { $count } person hears it
   *[other] { $count } people hear it
}; { $paid } of LINE’s paid messages
told_today = { $count } have been reminded today and are left out.
nobody_there = No officer can be reached in: { $units }
send = Remind now
drop = Do not remind
button = Remind them
send_or_drop = Please choose “Remind now” or “Do not remind”.
sent = { $count ->
    [one] { $count } person was reminded.
   *[other] { $count } people were reminded.
}
dropped = Nobody was reminded.
all_told_today = All { $count } have been reminded today. Nobody is reminded twice a day.
nobody_owes = No unit owes anything of what you look after.
see_late = Late
too_many = { $count } units still owe something. Please name one, as in “nudge สปข.3”.
asked = { $by } asks for what is still to be sent.
