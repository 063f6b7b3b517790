# The words that work
reporting = Words for those who report
reviewing = Words for those who review and follow
report = { $report } – what is to be sent · { $report } 8 step 3 – a report in one line
nothing = { $nothing } 8 reason – there is nothing to report
sent_before = { $status } – what was sent · { $edit } REF – correct it until it is approved
projects = { $projects } – see, add or finish projects · { $why } REF – how the days were counted
waiting = { $queue } – what waits for review · { $show } REF – a report and its evidence
standing = { $late } – units that are late · { $overview } – everything in a sentence
rounds = { $round } 6 – how a round stands · { $why } REF – how days and points were counted
calendar = { $calendar } – the deadlines and steps to come
decide = { $approve } REF · { $return } REF reason – decide on a report
hand = { $submit } 8 6 – hand in indicator 8 of the 6-month round · { $recall } 8 6 – take it back
admit = { $grant } · { $deny } – requests to join that wait
sent = { $sent } 6 15/4/2570 – state that it reached OPDC
steps = { $stepdone } 7 · { $stepback } 7 · { $stepundone } 7 – a step is finished, found corrections, or was said by mistake
oneself = { $language } – change the language · { $leave } – leave the system
