# What became of what was sent
title = Reports sent
newest_first = the newest first
nothing_sent = Nothing has been sent yet. Type “report” to see what is to be sent.
waits = waiting for review
returned = returned for correction
approved = approved
look = See
correct = Edit
