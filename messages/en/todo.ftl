# What is to be sent
title = { $count ->
    [one] { $count } report to send
   *[other] { $count } reports to send
}
period = work of { $period }
overdue = { $count } overdue, not sent
no_due_day = No due day is set, so there are no warnings and nothing counts as late.
due_today = To be sent today, { $day }
last_day = Today is the last working day; to be sent by { $day }
due = To be sent by { $day }
    { $left } left
report = Report
prove = Send evidence
returned = to be corrected and sent again by { $day }
return_passed = was to come again by { $day }
still_on_time = it still counts as on time, by its first sending
first_counts = it still counts from its first sending
correct = Correct
unproved = finished; all evidence is needed, still missing: { $steps }
late = { $days } overdue
past = overdue
by = by { $day }
lacking = evidence missing for { $steps }
begun = draft kept
first_time = not reported before
nothing_before = nothing to report last time
before = last time { $answer }
all_as_before = All as last time
see_all = See all
nothing_owed = There is nothing to send just now.
early = There is nothing to send just now. { $count } can be reported early.
not_reporting = You do not report for any unit, so there is nothing to send.
same_ask = Please look, then confirm once: all of them are sent.
same_title = { $count } reports as last time
same_send = Confirm and send all
same_cancel = Cancel
same_cannot = Some have no earlier answer to repeat. Please report them one by one.
same_choose = Please choose “Confirm and send all” or “Cancel”.
same_cancelled = Nothing was sent.
same_sent = { $count ->
    [one] { $count } report sent
   *[other] { $count } reports sent
}
same_skipped = { $about }: somebody sent it before
elsewhere = reported in { $system }
other_system = the system set for it
may = There is nothing to send just now. { $count ->
    [one] { $count } thing
   *[other] { $count } things
} can be reported.
