# The names of posts, and the welcome of newcomers
officer = officer of { $place }
head = head of { $place }
collector = collector of indicator { $place }
supervisor = supervisor of indicator { $place }
any_officer = officer
any_head = head
any_collector = collector
any_supervisor = supervisor
psdg = PSDG
executive = executive
operator = operator
you = you
nameless = somebody whose name is not known
welcome_reports = You are now { $post }. { $owed }
welcome_decides = You are now { $post }. When something waits for your decision, you will be told in this chat.
welcome_looks = You are now { $post }. You will be told in this chat when a deadline is missed, and how it stands once a week.
welcome_operates = You are now { $post }. When the system needs attention, you will be told in this chat.
owes_until = { $count ->
    [one] { $count } report is to be sent by { $due }.
   *[other] { $count } reports are to be sent by { $due }.
}
owes_since = { $count ->
    [one] { $count } report has not been sent; it was due on { $due }.
   *[other] { $count } reports have not been sent; the first was due on { $due }.
}
owes = { $count ->
    [one] { $count } report is to be sent.
   *[other] { $count } reports are to be sent.
}
owes_nothing = Nothing is to be sent yet. When it is time to report, you will be told in this chat.
see_list = See the list
see_queue = Queue
see_overview = See how it stands
