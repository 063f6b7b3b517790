# The words of the states, the same everywhere.

on_time = on time
sent = sent
soon = due soon
late_sent = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
late_open = overdue, not sent
nothing = nothing to report
not_due = not due yet
not_required = need not report
returned = returned for correction
