# The demo page (thanwela demo): two phones and a clock that can be moved. {0} is filled in by the page itself.

address = The demo is ready at { $address } (Ctrl-C stops it)
port_busy = Another program uses port { $port }, so this one takes another
no_example = There is no example named { $name }; there are: { $known }

name_1 = Person A
name_2 = Person B
name_3 = Person C
name_4 = Person D
name_5 = Person E
name_6 = Person F
name_7 = Person G
name_8 = Person H
name_9 = Person I
name_10 = Person J
name_11 = Person K
role_officer = Officer of { $of }
role_head = Head of { $of }
role_supervisor = Supervisor of indicator { $of }
role_psdg = PSDG

title = Example: { $office }, fiscal year { $year }
now = Now
prompt = Prompt to report
due_1 = Due from the units
due_2 = Due at the PSDG
step_due = Last day of step { $step }
due_3 = Due at OPDC
warning_1 = Warning, { $count } working { $count ->
    [one] day
   *[other] days
} before
warning_2 = Warning, { $count } working { $count ->
    [one] day
   *[other] days
} before, PSDG
warning_3 = Warning, { $count } working { $count ->
    [one] day
   *[other] days
} before, OPDC
overdue_1 = Units still to send
overdue_2 = Still to reach the PSDG
overdue_3 = Still to reach OPDC
go_there = Play the time until here
until = Playing until { $moment }
starting_over = Starting over

guide_begin = Start here: press “{ $next }” above; the officers are then asked on LINE
guide_report = On the LINE phone press “{ $report }” on the first line and answer step by step
guide_decide_on_line = The supervisor has the report on LINE. Give the LINE phone to that indicator’s supervisor and press “{ $approve }” or “{ $send_back }”
guide_decide = The supervisor has the report. On the Telegram phone press “{ $approve }” or “{ $send_back }”
guide_correct = The report was returned. On the LINE phone press “{ $edit }” and send it again
guide_late = Now be late: press “{ $due }” on the line of time or in ⋯, then go to one more event
guide_calendar = No units report in this example. Type “calendar” on either phone, or press “{ $next }” above
guide_price = Give the Telegram phone to the { $psdg } and press “{ $why }”

product = Thanwela
page_title = Thanwela · demo
guide = Try next
next = To the next event
next_day = +1 day
outage = Outage…
outage_hint = The product stops, time goes by, the product starts again
hours_1 = Down for 1 hour
days_1 = Down for 1 day
days_3 = Down for 3 days
days_10 = Down for 10 days
start_over = Start over
more = More about the clock
other_language = ไทย
clock = Clock
line_of_time = What comes next
connection_lost = The demo does not answer; trying again
holder_line = Who holds the LINE phone
holder_telegram = Who holds the Telegram phone
tab_line = LINE · officers
tab_telegram = Telegram · supervisors
new_messages = {"{0}"} new
new_elsewhere = {"{0}"} new messages on other people’s phones; press to see the next of them
to_newest = To the newest message
quota = Quota {"{0}/{1}"}
quota_none = Quota {"{0}"}
refused = Refused by the platform
refused_more = and {"{0}"} more
mended = Refused at first; the product has sent it again
retrying = Refused for now; the product will send it again
dismiss = Close this notice
fault = The demo failed
chat_of = Messages on the phone of {"{0}"}
type_here = Type a message
send = Send
attach = Attach a picture or a file
close = Close
choose_what = Choose what to send
camera = Take a photo
album = Choose pictures
own_file = A file of this computer…
sample_sheet = Attendance sheet
sample_sheet_lines = No.|Name|Unit|Signature
sample_meeting = Photo of the meeting
sample_plan = Action plan
sample_file = minutes.pdf
place = Location
sample_place = Office of the unit, Bangkok
pick_moment = Choose day and time
ok = OK
unsend = Unsend
unsent = You unsent a message
read = Read
message_menu = About this message
phone_menu = About this phone
add_friend = Add friend
block = Block
unblock = Unblock
blocked = You have blocked Thanwela and get no messages
not_friend = Thanwela is not your friend yet
start = Start
has_code = This phone holds the code {"{0}"}
use_code = Use the code
earlier = {"{0}"} earlier messages
silent = sent silently
edited = edited
copied = Copied
opens = Opens {"{0}"}
reply = Reply
replying = Reply: {"{0}"}
not_drawn = This page cannot draw: {"{0}"}
picture = Picture
video = Video
audio = Audio
file = File
bot_letter = T
quick_replies = Quick replies
waiting = Setting the example up
busy = typing…
