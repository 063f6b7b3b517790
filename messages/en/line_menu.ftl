# The menu under a LINE chat
bar = Menu
report = what is to be sent
status = what was sent
projects = see, add, finish
calendar = deadlines to come
help = words that work
language = เปลี่ยนเป็นภาษาไทย
