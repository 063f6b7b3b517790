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
late_by = { $days } late
free = No points are lost at this tier
in_time = In time, no points are lost
late = { $days } late by today: { $list }
late_if = If it has not arrived, { $days } late by today: { $list }
left_out = (not counted: { $list })
weekend = weekend
moved = Told early, for { $day } is not worked ({ $name })
off = (off { $total })
missing = Missing: { $list }
more_units = { $count ->
    [one] and { $count } more unit
   *[other] and { $count } more units
}
indicators = Indicators not handed in: { $list }
also_late = Also late: { $list }
round_above = If this round reaches OPDC late, { $rate } points are lost per { $day }
eats_psdg = It has taken { $gone } of the PSDG’s { $had }
eats_supervisor = It has taken { $gone } of the supervisor’s { $had }
why_prompt = Sent on the day on which this period is first asked for · { $stops }
why_warning = Sent { $days } before the deadline, as the framework says · { $stops }
why_last = Sent on the last working day, as the framework says · { $stops }
why_overdue = Sent because it is { $days } overdue · { $stops }
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
