# What something is about
months = { $first } – { $last }
round = { $months }-month round, fiscal year B.E. { $year }
indicator = Indicator { $indicator }
project = Indicator { $indicator }, project { $project }
by_library = public holiday, by the data set holidays { $version }
by_cabinet = special holiday added by the cabinet, by the data set holidays { $version }
by_reckoning = public holiday reckoned ahead and not announced yet, by the data set holidays { $version }
by_flood = the cabinet’s holiday for the flooded provinces, Bangkok among them
by_moon = public holiday; we set its day right by the full moon of the eighth month in the Thai lunar calendar
