# Making invitation codes in chat
where = For which post? Please type a unit (such as สปข.3) or an indicator (such as 8), or choose.
    For somebody with a new phone or account, type their name.
place_please = Please type a unit, an indicator or a name.
which_post = For which post is the code?
for_many = officers (shared code)
choose_please = Please choose by a button.
sure = A personal code for { $post }: it works once, for one person.
    If they are acting, please type their last day, such as 31/3/2570.
sure_acting = A personal code for { $post }. Whoever uses it is acting until { $until }.
sure_shared = A shared code for { $post }: it works for many, and each is confirmed by somebody.
sure_moving = A code for the new phone or account of { $name }. Posts, what was begun and the language move along.
make = Make the code
drop = Make none
dropped = No code was made.
day_please = The day is not clear. Please write day, month and a year of four digits, such as 31/3/2570, or choose by a button.
day_over = { $day } is over. Please type the last day again.
made = A personal code for { $post }
made_acting = A personal code for { $post }, acting until { $until }
made_shared = A shared code for { $post }; each is confirmed by somebody
made_moving = A code that moves { $name } to another account; it works once
good_until = Good until { $day }
only_now = The code itself is not kept. Please pass this message or the QR picture on to whom it is for. If it went to the wrong person, type “remove” to withdraw it.
picture = QR picture for { $platform }
