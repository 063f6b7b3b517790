# The overview, what is late, a round
nothing_asked = No month has been asked for yet.
sent = Results of { $period }: { $sent } of { $all } units have sent (missing: { $missing })
closed = Results of { $period }: closed, { $sent } of { $all } units had sent
all_sent = Results of { $period }: all have sent, { $sent } of { $all } units
arrived = { $round }: arrived at OPDC on { $when } · { $outcome }
no_date = { $round }: the source prints no day for OPDC
coming = { $round }: due at OPDC on { $due } ({ $left } left)
not_arrived = { $round }: nobody has stated that it reached OPDC · due { $due } · no penalty rule
costs = { $round }: nobody has stated that it reached OPDC · due { $due } · { $cost }
steps_late = { $count ->
    [one] { $count } step of the process is late
   *[other] { $count } steps of the process are late
}: { $step } ({ $days } late)
step_now = Can be done now: { $step } ({ $days })
late_steps = Steps of the process that are late: { $count }
late = Late
round = Round { $months }
nobody_late = Nothing is overdue now.
standing = Overview
late_units = Overdue, not sent: { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
late_other = Overdue: { $count ->
    [one] { $count } item
   *[other] { $count } items
}
late_days = { $working } late ({ $calendar } by the calendar)
past_hour = late: past today’s hour, { $hour }
costs_unit = A unit’s late report loses no points by itself, but it eats the days of the indicator’s supervisor.
eats_unit = The supervisor of indicator { $indicator } has lost { $gone } before handing in on { $due }.
rate = If the department’s report reaches OPDC late, it loses { $cost } per { $day }.
rate_unit = A unit’s late report loses { $cost } per { $day }, and it eats the days of the indicator’s supervisor.
not_handed = not handed to the PSDG
eats_psdg = took { $gone } of the PSDG’s { $had }
not_stated = nobody has stated that it reached OPDC
more = and { $count } more
show = Show
hand = Hand in
days_of_round = Results of { $first } – { $last }
due_psdg = due at the PSDG on { $due }
left = { $left } left
is_today = today
waiting = { $ref } waits for the PSDG · { $outcome }
taken = { $ref } taken · { $outcome }
returned = { $ref } returned for correction
recalled = taken back, not handed in again
reports_in = { $sent } of { $all } reports of units are in
reports_closed = closed; { $sent } reports of units had come
opdc = OPDC
mine_hand = You hand in indicator { $indicators } by { $due }
sends_2 = You hand in: { $documents }
sends_3 = Sent to OPDC: { $documents }
mine_send = You send it to OPDC by { $due }, then type “sent { $round }” and the day
mine_hand_late = You have not handed in indicator { $indicators }; it was due on { $due }
mine_send_late = It was due at OPDC on { $due }; once it has arrived, type “sent { $round }” and the day
count = { $count ->
    [one] { $count } report
   *[other] { $count } reports
} missing
not_handed_closed = not handed in
