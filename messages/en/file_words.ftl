# What the things in a framework file are called: tables, kinds of value, what is referred to

unit_kinds = kinds of unit
units = units
sources = source documents
frameworks = framework
dimensions = dimensions
indicators = indicators
blanks = blank forms
steps = steps
bindings = units bound
projects = projects
documents = documents to send
rounds = rounds
deadlines = deadlines
penalties = penalties
process_steps = steps of the process
reliefs = waivers and extensions
posts = posts
holidays = holidays

text = a text in quotation marks
flag = true or false
whole = a whole number
wholes = a list of whole numbers, as [7, 3, 1, 0]
number = a number
numbers = a list of numbers, as [1, 2, 3, 4, 5]
texts = a list of texts, as ["a", "b"]
table = a group of values
tables = a list of groups of values
hour = a time, as "09:00"
date = a date
other = another kind of value

unit = unit
bound_unit = unit that has to report this indicator
kind = kind of unit
dimension = dimension
indicator = indicator
round = round
source = source document
process = step of the process
document = document to send
field = field of an entry
