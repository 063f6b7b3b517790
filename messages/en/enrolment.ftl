# Coming in: greeting, code, consent
title = Thanwela · reporting on performance agreements
greeting = In this chat units report their results and see what is due. It takes an invitation code.
    If you have one (it begins with TW-), please send it here.
    If not, please ask the head of your unit or the PSDG.
unit_closed = { $unit } has been closed since { $since }, by the framework that was imported anew: you have nothing to report.
    All reports and evidence sent before are kept.
    If { $unit } should be open, please tell the PSDG. If you have moved, please ask for a new code and send it here.
post_closed = This post has been closed since { $since }, by the framework that was imported anew: { $post }. Nothing waits for you.
    What you decided before still holds.
    If it should be open, please tell the PSDG. If you have a new post, please ask for a new code and send it here.
other_language = ภาษา · Language
notice = This code is for: { $post }
    Your { $platform } account name and the reports and evidence that you send are kept, to evaluate the unit.
    Do you agree?
agree_and_join = Agree and join
do_not_join = Do not join
read_details = Read the details
details = What is kept: the name and id of your { $platform } account, reports, evidence, when they were sent
    What for: following and evaluating the unit’s performance agreement
    Who sees it: your unit, the indicators' supervisors, the PSDG and executives
    For how long: reports and evidence are the unit’s records; what was said to you and what you began is forgotten after 90 days
    When you type “leave” your name and the link to your account are removed; reports that were sent stay as the unit’s records
    “status” shows what you sent; to see or correct anything else that is kept about you, please ask the PSDG
declined = You have not joined, and your name is not kept. If you change your mind, send the same code again.
please_choose = Please choose whether to join, by a button or by typing its words.
another_post = This code is for: { $post }. Do you want to take this post as well?
join = Join
held_already = You are { $post } already, so there is no need to join again.
waiting = Your request to join as { $post } is sent, reference { $ref }.
    When the head of the unit, an indicator’s supervisor or the PSDG has confirmed it, you will be told in this chat.
welcome_back = Welcome back. You are { $posts }, and messages reach you again.
went = { $name } ({ $posts }) has blocked this account on { $platform }, so messages do not arrive.
