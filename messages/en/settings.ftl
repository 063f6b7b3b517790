# The language, and leaving
which_language = เลือกภาษา · Choose a language
thai = ไทย
english = English
language_set = The language is now English.
nothing_to_leave = You hold no post, so there is nothing to leave.
sure = You are { $posts }. After leaving you hear nothing more; what you had begun goes, what was sent stays.
    Do you want to leave?
sure_to_withdraw = Your request to join still waits. Do you want to withdraw it?
leave = Leave
stay = Stay
leave_or_stay = Please choose “Leave” or “Stay”.
stayed = Everything is as it was.
left = You have left, and your name is removed. What you sent stays with the unit. To come back, please ask for a new code.
somebody_left = { $name } has left. Posts given up: { $posts }
