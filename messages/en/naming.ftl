# What something is about
months = { $first } – { $last }
round = { $months }-month round, fiscal year B.E. { $year }
indicator = Indicator { $indicator }
project = Indicator { $indicator }, project { $project }
points = { $amount } points
share = { $amount } of the total
by_library = public holiday, by the data set holidays { $version }
by_cabinet = special holiday added by the cabinet, by the data set holidays { $version }
by_reckoning = public holiday reckoned ahead and not announced yet, by the data set holidays { $version }
by_flood = the cabinet’s holiday for the flooded provinces, Bangkok among them
by_moon = public holiday; we set its day right by the full moon in the Thai lunar calendar
by_bank = holiday by the notice of the Bank of Thailand
by_resolution = public holiday by the cabinet’s resolution of { $day }
for_some_provinces = the cabinet’s resolution of { $day }, for some provinces only
