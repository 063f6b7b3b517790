# The reasons of a verdict
title = Reasons of this verdict
late = { $days } late
loses = { $points } points off
days = { $days } counted: { $list }
weekends = Not counted: { $list } (weekend)
holiday = Not counted: { $day } { $name } (by: { $authority })
no_deadline = The source prints no due day, so nothing is counted as late.
deadline_day = Due: { $day }, on time until the day ends
deadline_hour = Due: { $day } by { $hour }
moved = Moved from { $day }, which is not worked, as the framework says
deadline_source = Where the deadline is printed: { $place }
stated = Judged by: { $when }, the stated arrival at OPDC
stamped = Judged by: { $when }, as the app stamped the sender’s confirmation
arrived = Judged by: { $when }, when it reached us, for a pressed button carries no time
counting_working = Working days only, from the day after the deadline up to the day of sending (house rule)
counting_calendar = Every calendar day, from the day after the deadline up to the day of sending (house rule)
no_rule = No penalty rule applies to this, so no points are lost.
sum = { $days } × { $rate } = { $points } points off
sum_off = { $days } × { $rate } = { $points } points off { $off }
source = Source: { $place } · rule { $rule }, version { $version }
house_rule = Source: a rule of the office itself · { $rule }, version { $version }
house_reading = Part of this rule is the office’s reading: the source does not print it.
forgiven = It came at most 150 seconds after the deadline and counts as on time, for a press may be handed on slowly.
after_hour = Sent on the day itself but after the hour: late, with no day to count.
capped = The deduction is the cap that the rule sets.
provisional = Provisional: the holidays of that year are not all announced yet.
frozen = Kept as it was when it was sent: later rules or holidays do not change it.
replaced = Stated anew since: what counts is { $ref }
stated_by = Stated by { $by } on { $when }
proof = Proof: { $name }
receipt = Receipt { $receipt }
no_hour = No hour was stated, so the day’s beginning is taken
which = Please name the reference, as in “why R-7K3F”.
first_counts = The first sending counts; correcting it later does not make it late.
file = a file
as_of_now = As of now: { $when }; nothing is certain until it is sent or its arrival is stated
