# The calendar of the fiscal year: due days, days of sending, steps of the process

month = Reports for { $month } are due
round_2 = Supervisors hand the { $months }-month round to the PSDG
round_3 = The { $months }-month report arrives at OPDC
changes = Last day to ask for a change of indicators, weights or scoring criteria
until = By { $last }
from_until = { $first } to { $last }
owners = Who: { $owners }
documents = Documents: { $documents }
source = Source: { $source }
step = Step { $step }: { $text }
title = Calendar: { $framework }
year = Fiscal year { $year }
late_steps = { $count ->
    [one] { $count } step is late
   *[other] { $count } steps are late
}
more = and { $count } more
now = can be done now
today = due today
waived = Waived: nobody has to send it.
left = { $days } left
late = { $days } late
waits = waits for step { $step }
returned = sent back { $count } ×
do = Step { $step } is done
go_back = Step { $step } back to { $to }
undo = Unsay step { $step }
file = Get as a file
file_of = Calendar of { $framework }: open this file to keep all days in your own calendar
all = Show the calendar
overview = Show the overview
nothing = The calendar has no deadline and no step ahead
doubtful_day = That day is not clear. Please type it as in “stepdone 7 15/9/2569”.
was_done = Step { $step } was finished on { $day }.
is_done = Noted: step { $step } was finished today
gone_back = Noted: step { $step } found corrections, so the work is back at step { $to }
done_before = Step { $step } was finished on { $when }, as { $who } said
no_way_back = Step { $step } has no way back in this framework. If it was said by mistake, unsay it
taken_back = Taken back: what was said last of step { $step } does not count
nothing_to_take_back = Nothing was said of step { $step }, so there is nothing to take back
