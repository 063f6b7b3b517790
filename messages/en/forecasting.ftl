# What a delay will cost
today_arrived = if it arrived today, { $cost } off
tomorrow_arrived = tomorrow { $cost }
day_arrived = on { $day } { $cost }
today_sent = sent today, { $cost } off
tomorrow_sent = tomorrow { $cost }
day_sent = on { $day } { $cost }
date_arrived = on { $day } { $cost }
date_sent = on { $day } { $cost }
no_more = no more than that afterwards
provisional = provisional, for not all holidays are announced
