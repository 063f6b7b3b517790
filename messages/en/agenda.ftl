# The calendar of the fiscal year: due days, days of sending, steps of the process

month = Reports for { $month } are due
round_2 = Supervisors hand the { $months }-month round to the PSDG
round_3 = The { $months }-month report arrives at OPDC
changes = Last day to ask for a change of indicators, weights or scoring criteria
until = By { $last }
from_until = { $first } to { $last }
owners = Who: { $owners }
documents = Documents: { $documents }
source = Source: { $source }
