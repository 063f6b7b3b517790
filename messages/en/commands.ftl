# Words that people type. The first is the one that we teach; others are parted by |. No spaces inside a word.

report = report
nothing = nothing
confirm = confirm
edit = edit
cancel = cancel
status = status
why = why
projects = projects
language = language
help = help
leave = leave
start = start
queue = queue
show = show
approve = approve
return = return
late = late
overview = overview
round = round
submit = submit
recall = recall
sent = sent
grant = grant
deny = deny
same = same
all = all
