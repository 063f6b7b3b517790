# What is said to many at once
from = Announcement by { $by }
tail = { $when }
    This was sent to many people. An answer in this chat is not seen by whoever announced it; please ask them directly.
how = Type “broadcast text” to announce something, or “broadcast to สปข.3: text” to say to whom.
other_words = Please type the words that are to stand in place of “{ $text }”.
too_long = That is { $length } characters (vowels and tone marks counted); at most { $most } can be sent. Your words are kept, beginning “{ $text }”. Please shorten them and send them again.
which_english = Please type the words for those who read English.
english_too_long = That is { $length } characters; at most { $most } can be sent. Please shorten it and send it again.
no_english = No English text
to_whom = “{ $text }”
    To whom? Please choose, or type a name, such as สปข.3.
everybody = Everybody
all_bound = All my units
a_unit = A unit…
a_kind = A kind of unit…
who_owe = Those who owe…
owing_label = Owe indicator { $name }
which = Please choose, or type the name.
which_of_many = There are more than can be shown. Please choose, or type the name.
unknown = No unit, kind of unit or indicator of yours is called “{ $typed }”. Your words are kept. Please choose or type the name again.
unknown_near = Nothing is called “{ $typed }”; the nearest: { $nearest }. Your words are kept. Please choose or type the name again.
whole_line = Use the whole line
to_everybody = To everybody
to_bound = To all units that the sender looks after
to_unit = To { $name }
to_kind = To units of the kind { $name }
to_owing = To those who still owe indicator { $name }
how_many = { $count ->
    [one] { $count } person hears it
   *[other] { $count } people hear it
}: { $platforms }
cost = { $paid } of LINE’s paid messages: { $left } are left this month, { $after } after it.
cost_unknown = { $paid } of LINE’s paid messages. How many are left this month is not known yet; what is above the quota waits until there is some.
cost_unlimited = { $paid } of LINE’s paid messages; this month has no limit.
cost_beyond = { $paid } of LINE’s paid messages: { $left } are left this month, so { $waits } people wait for quota.
beyond = { $left } of LINE’s paid messages are left this month: { $left } people get it now, { $waits } when there is quota again, and other notices by LINE have to wait as well. Send it?
fits_now = It fits into LINE’s quota now. Send it?
send_beyond = Send what fits
out_of_reach = { $count } cannot be reached and are not counted: { $names }
and_more = and { $count } more
same_for_english = { $count } of them read English and will get the same words.
is_quiet = It is outside working hours; sent now, it makes no sound.
send = Send it
send_now = Send it now
send_later = Send { $when }
other_text = Other words
other_whom = Other people
english = English text
drop = Do not send
not_sent = Nothing was sent.
send_or_not = Please choose one of the buttons, or type “confirm” to send it.
nobody = Nobody can be reached: { $whom }. Please choose others.
sending = { $count ->
    [one] On its way to { $count } person
   *[other] On its way to { $count } people
}
begins = It begins on { $when }
small = Announcement { $ref } · { $when }
sent_of = Sent to { $told } of { $whole }
stopped = Sent to { $told } of { $whole }; the others were cancelled
stopped_with = Sent to { $told } of { $whole }, on its way to { $waits } more; the others were cancelled
told_on = Sent by { $platforms }
waits = On its way: { $count }
kept = Waiting for LINE’s quota: { $count }
failed = Failed: { $count }
unreached = Out of reach: { $count }
dropped_rows = Cancelled before it went: { $count }
untold = Not told: { $names }
untold_units = Not told, by unit: { $units }
look = See how far it is
stop = Stop it
nothing_runs = No announcement is going out.
last = The last announcements
see = See
