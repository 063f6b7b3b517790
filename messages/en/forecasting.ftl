# What a delay will cost
today_arrived = if it arrived today, { $points } points off
tomorrow_arrived = tomorrow { $points }
day_arrived = on { $day } { $points }
today_sent = sent today, { $points } points off
tomorrow_sent = tomorrow { $points }
day_sent = on { $day } { $points }
date_arrived = on { $day } { $points }
date_sent = on { $day } { $points }
provisional = provisional, for not all holidays are announced
