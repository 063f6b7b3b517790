# What something is about
months = { $first } – { $last }
round = { $months }-month round, fiscal year B.E. { $year }
indicator = indicator { $indicator }
project = indicator { $indicator }, project { $project }
