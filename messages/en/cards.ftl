# Reports and receipts
step = step { $number }
steps = steps { $first }–{ $last }
steps_apart = steps { $list }
unchanged = { $answer } (as before)
other_entries = { $answer } (as many as before, but others)
entries_added = { $count } added: { $entries }
entries_removed = { $count } removed: { $entries }
ratio = { $part } of { $whole } ({ $percent }%)
nothing = nothing to report
more_entries = and { $count } more
entries = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
entered = entered in the system on { $day }
form_filled = form filled in and sent
missing = Evidence is still missing for { $steps }
missing_compulsory = All evidence is needed. Still missing: { $steps }
sent = { $outcome } · sent { $when }
note = “{ $note }”
version = version { $number }, held against version { $before }: { $change }
note_changed = note changed
added = { $count ->
    [one] { $count } file of evidence added: { $names }
   *[other] { $count } files of evidence added: { $names }
}
taken = { $count ->
    [one] { $count } file of evidence taken away: { $names }
   *[other] { $count } files of evidence taken away: { $names }
}
files = { $count ->
    [0] no evidence yet
    [one] { $count } file of evidence
   *[other] { $count } files of evidence
}
used_before = “{ $name }” was used before: { $about }
used_more = { $count ->
    [one] { $count } more file was used before
   *[other] { $count } more files were used before
}
same_file = A file is the same as one that is in this report already.
receipt = Sent, number { $ref }
receipt_again = Correction sent, number { $ref }
first_counts = The time of the first sending still counts.
again = Against the day it was expected again: { $outcome }
finished = This project is finished: there is nothing to report for later months.
reviewed_next = The indicator’s supervisor will review it, and the result comes in this chat.
left = { $count ->
    [0] Nothing else is left to send.
    [one] { $count } more to send
   *[other] { $count } more to send
}
no_due_day = No due day is set, so nothing counts as late.
costs_nothing = no points off
eats = The delay takes { $gone } of the supervisor’s { $had }.
above = If the department’s report reaches OPDC late, { $cost } are lost { $per ->
    [working] a working day
   *[calendar] a day
}.
show = See the evidence
why = Reasons
approve = Approve
return = Return
