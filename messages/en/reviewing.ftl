# Deciding on a report
which = Please name the reference, as in “approve R-7K3F” or “return R-7K3F the photo is blurred”.
approved = { $ref } is approved, and its reporter has been told.{ $count ->
    [0] { "" }
    [one] {" "}{ $count } more waits for you.
   *[other] {" "}{ $count } more wait for you.
}
approved_notice = Approved
returned = { $ref } is returned, and its sender has been told.{ $count ->
    [0] { "" }
    [one] {" "}{ $count } more waits for you.
   *[other] {" "}{ $count } more wait for you.
}
returned_notice = Returned
taken = { $ref } is taken, and whoever handed it in has been told.{ $count ->
    [0] { "" }
    [one] {" "}{ $count } more waits for you.
   *[other] {" "}{ $count } more wait for you.
}
taken_notice = Taken
next = Queue
not_decided = { $ref } states an arrival at OPDC and needs no approval. If it is wrong, state it again with “sent”.
why_returned = Why is { $ref } returned? Choose a reason or type it.
reason_first = Please choose or type why it is returned.
blurred = Blurred photo
mismatch = Not for this step
incomplete = Evidence missing
unclear = Unclear words
units_missing = Units are missing
cancel = Cancel
not_returned = { $ref } has not been returned, for something happened to it before. This is how it stands.
was_approved = Approved: { $ref } · { $about } · by { $by }
please_correct = Please correct this: “{ $reason }”
send_again_until = Send it again by { $day }
first_counts = It still counts from the first sending
edit_now = Correct it now
approved_by = Approved by { $by } · { $when }
returned_by = Returned by { $by } · { $when } · “{ $reason }”
    To come again by { $due }
confirm = Confirm the return
sure = Return { $ref }: “{ $reason }”
    Its sender will read these words. Is that right? To change them, type them again.
