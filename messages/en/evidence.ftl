# Evidence
a_photo = photo
not_reporting = It is not known what this file is for, so it was not kept.
kept_for_later = Kept. With your next report you are asked whether to use it.
choose = Please choose a report with a button.
for_which = { $count ->
    [1] The file has come. What is it evidence for?
   *[other] { $count } files have come. What are they evidence for?
}
keep_for_later = Keep for later
added = { $count ->
    [one] { $count } file of evidence added to { $ref }
   *[other] { $count } files of evidence added to { $ref }
}
finished = { $count ->
    [0] Nothing was added to { $ref }.
    [one] { $count } file of evidence added to { $ref }
   *[other] { $count } files of evidence added to { $ref }
}
send_or_finish = Please send a photo or file, or choose “That is all”.
more = { $count ->
    [0] Please send photos or files as evidence for { $ref }.
    [one] { $count } file added to { $ref }. You can send more.
   *[other] { $count } files added to { $ref }. You can send more.
}
that_is_all = That is all
withdrawn_before = The evidence that came with that message is withdrawn. It was not sent with a report yet.
withdrawn_mine = The evidence is withdrawn from { $ref } and the indicator’s supervisor has been told. The time that counts stays.
withdrawn_after = { $by } withdrew the evidence “{ $name }” from { $ref } · { $about }
refused_program = The file “{ $name }”, sent { $when }, is a program and cannot be evidence. Please send a photo or a PDF.
refused_archive = The file “{ $name }”, sent { $when }, is packed or cannot be looked at. Please send a photo or a PDF.
refused_unknown = The file “{ $name }”, sent { $when }, is of a kind that is not known. Please send a photo or a PDF.
refused_empty = The file “{ $name }”, sent { $when }, has nothing in it. Please send it again.
refused_large = The file “{ $name }”, sent { $when }, is larger than the { $limit } MB that can be taken. Please send a smaller one, several, or a photo.
refused_macros = The file “{ $name }”, sent { $when }, has macros in it and cannot be evidence. Please save it without macros or as a PDF and send that.
refused_locked = The file “{ $name }”, sent { $when }, opens with a password only. Please save it without a password and send that.
was_for = It is evidence for { $about }
lost = The file “{ $name }”, sent { $when }, could not be fetched. Please send it again. A report that was sent keeps its time.
