# Reporting
ask_step = Which step has been reached?
ask_number = { $name }
    Please type the number ({ $measure }).
ask_ratio = { $name }
    Please type how many of how many, such as 45/60.
before = Last time: { $answer }
files_so_far = { $count ->
    [one] { $count } file of evidence received
   *[other] { $count } files of evidence received
}
same = { $answer } as before
nothing = Nothing to report
why_nothing = Please choose or type why there is nothing to report this time.
ready_waiting = Approval or budget
ready_none = No activity for now
ready_next = Moved to next time
why_lower = That is lower than reported before ({ $change }). Please type the reason.
above_whole = { $part } is more than the whole, { $whole }. If that is right choose “Yes”, or type it again, such as 45/60.
yes_so = Yes, that is right
ask_proof = Please send a photo or file as evidence for { $steps }, or type what was done.
ask_any_proof = Please send a photo or file as evidence, or type what was done.
camera = Take a photo
album = Choose photos
use_kept = Use { $count } kept { $count ->
    [one] file
   *[other] files
}
later = Send later
confirm = Confirm and send
edit = Edit
more_proof = Add evidence
other_month = Other period
cancel = Cancel
first_owed = { $period } (the oldest still to send)
finishes = Once sent, this project is finished.
late_now = If sent now: { $outcome }
confirm_or_edit = Please choose “Confirm and send” or “Edit”.
noted = That is in the note now. The report is not sent yet: please check it and choose “Confirm and send”.
cancelled = This report is cancelled. What was sent before stays as it is.
which_month = { $name }: which period?
choose_month = Please choose the period with a button.
edit_what = { $about }
    { $answer }
    What shall be changed?
edit_answer = Answer
edit_note = Note
edit_proofs = Evidence
edit_month = Period
back = Back
ask_note = Please type what was done.
no_note = No change
which_proof = { $count ->
    [0] There is no evidence yet. Just send a photo or file.
    [one] There is { $count } file of evidence. Choose it to withdraw it, or send another.
   *[other] There are { $count } files of evidence. Choose one to withdraw it, or send another.
}
withdraw = Withdraw { $number }
one_proof = { $number }. { $about }
proof_goes_to = What is sent now will be evidence for { $step }.
withdrawn = The evidence is withdrawn.
sent_by_another = This was sent on { $when }: { $answer }, number { $ref } (by { $by }).
    Shall yours be sent as a correction?
yours_counts = You confirmed it first, so the time of your confirmation counts.
    What is kept was sent on { $when }: { $answer }, number { $ref } (by { $by }).
    Shall yours be sent as a correction?
counts_from_yours = { $about }: { $ref } counts from your confirmation, which was first · { $outcome }
counts_earlier = { $ref } counts from a colleague’s confirmation before yours, on { $when } · { $outcome }
as_correction = Send as a correction
leave_theirs = Keep what was sent
left_theirs = What was sent stays. Your draft is gone.
ours_or_theirs = Please choose “Send as a correction” or “Keep what was sent”.
next = Next report
status = Status
sent_notice = Sent
resumed = You had begun this. Here is where it stands.
beside = { $count ->
    [one] { $count } file of evidence lies beside { $about }. The report is not sent yet.
   *[other] { $count } files of evidence lie beside { $about }. The report is not sent yet.
}
begin_now = Report
already_sent = This was sent on { $when }, number { $ref } (by { $by }).
correct_it = Edit { $ref }
correct_which = Which report shall be corrected?
nothing_to_correct = There is no report that can be corrected just now.
does_not_fit = That answer does not fit how this indicator is reported.
figure_refused = { $why ->
    [in_words] “{ $figure }” was not understood as a number.
    [below_zero] “{ $figure }” was not taken: a number cannot be below 0.
   *[other] “{ $figure }” was not taken: it does not fit how this indicator is reported.
}
not_an_answer = “{ $text }” was not read as an answer, and nothing is changed yet.
no_such_step = This indicator has steps 1 to { $steps }.
negative = The number cannot be below 0.
whole_is_zero = The whole must be more than 0.
not_a_step = Please choose a button, or type a step from 1 to { $steps }, such as “step 3”.
not_a_number = Please type a number, such as 45.
not_a_ratio = Please type how many of how many, such as 45/60.
which_unit = For which unit?
which_project = Which project of indicator { $indicator }?
as_a_whole = The indicator as a whole
choose = Please choose a button.
nothing_usage = Type “nothing”, the indicator’s code and the reason, such as “nothing 8 P2 awaiting approval”.
sent_again = { $name } sent a corrected { $ref } · { $about }
    { $change }
see = See the report
files_left = { $count ->
    [one] { $count } file of evidence is kept: the next report asks whether it is for that
   *[other] { $count } files of evidence are kept: the next report asks whether they are for that
}
approved_already = { $by } sent this on { $when }, number { $ref }, and it is approved, so it cannot be corrected any more.
caption_too_long = The file is kept. The words below it are { $length } letters long; at most { $most } can be taken, so they are not the note.
early_now = This period is not asked for yet · { $period } was sent, number { $ref }
in_place_of = In place of what was sent: { $answer }
not_changed = Still the same as was sent
ask_entries = { $name }
    Please type one entry a line: { $fields }
    Many lines can be pasted at once, with / or | or a comma or a tab between the fields.
ask_names = { $name }
    Please type one entry a line: { $fields }
    Many lines can be pasted at once.
counted_once = { $once ->
    [month] What repeats within a month is counted once.
    [year] What repeats within a fiscal year is counted once.
   *[activity] What repeats within an activity is counted once.
}
ask_elsewhere = { $name }
    Please report in { $system }, then say on which day it was entered, such as “today”, or type the date.
ask_form = { $name }
    Please fill in { $form } from { $system }, then send the file back in this chat.
ask_form_here = { $name }
    Please fill in { $form }, then send the file back in this chat. “Blank form” brings it.
get_blank = Blank form
blank_of = { $name }: the blank form
other_system = the system set for it
the_form = the form
blank_form = The blank form: { $link }
today = Today, { $day }
yesterday = Yesterday, { $day }
not_taken = { $count ->
    [one] { $count } line was not taken.
   *[other] { $count } lines were not taken.
}
entry_wrong = Line { $line } needs { $count } fields ({ $fields }): “{ $text }”
entry_too_long = Line { $line } has a field of more than { $most } letters: “{ $text }”
entry_twice = Line { $line } repeats entry { $of }: “{ $text }”
entry_counted = Line { $line } is counted in { $ref } already: “{ $text }”
and_more = and { $count } more
tell_apart = Where two of one name are meant, please add a word that tells them apart and type that entry again.
change_entries = Type more entries, or “remove” and the number of an entry, such as “remove 1”.
drop = Remove { $number }
clear = Remove all
no_such_entry = There are entries 1 to { $count }.
too_many_entries = A report has { $most } entries at most.
not_a_form = Please send the filled form as a file or photo. Where there is nothing this time, choose “Nothing to report”.
not_a_day = Please type the day on which it was entered, such as “today” or 15 Oct 2569.
no_such_day = There is no such day. Please type the day of entry again.
unclear_year = The year is unclear. Please type the day with four digits of the Buddhist year.
other_weekday = The weekday does not fit the date. Please type the day of entry again.
entered_later = That day has not come yet. Please type the day on which it was entered.
entered_before = That day is before the period, which began on { $first }. Please type the day of entry again.
