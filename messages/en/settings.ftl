# The language, and leaving
which_language = เลือกภาษา · Choose a language
thai = ไทย
english = English
language_set = The language is now English.
nothing_to_leave = You hold no post, so there is nothing to leave.
sure = You are { $posts }. After leaving you hear nothing more; your name, what you had begun and the link to this account go.
    Reports and evidence that were sent stay as the unit’s records. Do you want to leave?
sure_to_withdraw = Your request to join still waits. Do you want to withdraw it?
sure_to_be_forgotten = You hold no post any more, but your name is kept beside what you sent. Shall your name and the link to this account be removed?
leave = Leave
stay = Stay
leave_or_stay = Please choose “Leave” or “Stay”.
stayed = Everything is as it was.
left = You have left. Your name and the link to this account are removed.
    What you sent stays with the unit, without your name. To come back, please ask for a new code.
somebody_left = { $name } has left. Posts given up: { $posts }
