# Warnings before a deadline, alerts after it
not_arrived = Nobody has stated that the { $months }-month report reached OPDC
to_arrive = The { $months }-month report is due at OPDC soon
not_handed = { $count ->
    [one] Not handed to the PSDG: { $months }-month round, { $count } indicator
   *[other] Not handed to the PSDG: { $months }-month round, { $count } indicators
}
to_hand = { $count ->
    [one] To be handed to the PSDG soon: { $months }-month round, { $count } indicator
   *[other] To be handed to the PSDG soon: { $months }-month round, { $count } indicators
}
units_late = { $count ->
    [one] { $count } unit has not sent its work
   *[other] { $count } units have not sent their work
}
work_of = work of { $period }
due = due { $day }
left = { $days } left
last_day = Today is the last working day on which it is in time
late_by = { $days } late: { $list }
past_hour = Past the hour at which it was due today
free = No points are lost at this tier
in_time = In time, no points are lost
late = { $days } late by today: { $list }
late_if = If it has not arrived, { $days } late by today: { $list }
left_out = (not counted: { $list })
weekend = weekend
holiday = public holiday
moved = Told early, for the day on which it is due is not worked ({ $name })
off = (off { $total })
missing = Missing: { $list }
more_units = { $count ->
    [one] and { $count } more unit
   *[other] and { $count } more units
}
indicators = Indicators not handed in: { $list }
also_late = { $count ->
    [one] { $count } other period is late: { $list }
   *[other] { $count } other periods are late: { $list }
}
oldest = work of { $period } is { $days } late
and_others = { $count ->
    [one] and { $count } other period
   *[other] and { $count } other periods
}
year = fiscal year { $year }
source = Source: { $place }
house_rule = Source: the office’s own rule
round_above = If this round reaches OPDC late, { $cost } are lost per { $day }
eats_psdg = It has taken { $gone } of the PSDG’s { $had }
eats_supervisor = It has taken { $gone } of the supervisor’s { $had }
why_prompt = Work of { $period } can be reported now
why_warning = Sent ahead, as the framework says
why_overdue = Sent because it is overdue
of_period = { $said }: work of { $period }
why_again = Sent again every { $days }
why_daily = Sent every working day
why_returned = About a report that was sent back · stops by itself when it is sent again
nobody = { $count ->
    [one] Nobody is reached in { $count } unit that owes its work of { $period }
   *[other] Nobody is reached in { $count } units that owe their work of { $period }
}
not_enrolled = No officer yet: { $list }
all_blocked = Officers have blocked the bot: { $list }
how_to_enrol = An invitation code brings an officer in (type “invite” and the unit) · sent on the day on which work is asked for
untold = { $count ->
    [one] { $count } person was not reached, for the messages of the month are used up
   *[other] { $count } people were not reached, for the messages of the month are used up
}
untold_who = Not reached: { $list }
untold_next = What is still open goes out when there are messages again, or when they write
more_people = { $count ->
    [one] and { $count } more person
   *[other] and { $count } more people
}
stops = { $tier ->
    [1] stops by itself when all is sent
    [2] stops by itself when it is handed in
   *[other] stops by itself when its arrival is stated
}
state_arrival = State its arrival
why = Reasons
see_late = See what is late
hand = Hand in
draft_open = What you have begun is still open; go on with these choices.
weekly = This week
