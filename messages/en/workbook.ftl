# The workbook of a framework: places in it, and the advice in the template

whole_file = the whole file
at_sheet = sheet “{ $sheet }”
at_row = sheet “{ $sheet }” row { $row }
at_column = sheet “{ $sheet }” column “{ $column }”
at_cell = sheet “{ $sheet }” row { $row } column “{ $column }” ({ $cell })
at_line = sheet “{ $sheet }” row { $row } line “{ $column }” ({ $cell })

form_line = What
form_value = Fill in here
form_help = What goes there
choose = Please choose from the list
guide_title = The framework of a performance agreement
guide_sheet = Sheet
guide_column = Column
guide_1 = 1. Begin with the sheet “General”, then fill in those with a green tab: kinds of unit, units, dimensions, indicators, steps, projects, rounds and posts. Those in blue and grey only where they are needed; a sheet may stay empty.
guide_2 = 2. Orange titles with a * have to be filled in in every row, others may stay empty. Excel shows what goes into a chosen cell, and offers what can be chosen.
guide_3 = 3. What stands in another sheet is referred to by its code. Several codes in a cell stand in lines of their own (Alt+Enter) or are parted by commas.
guide_4 = 4. Days are written with Buddhist years: 30/3/2570. Hours as 16:30. Thai or Arabic digits.
guide_5 = 5. The sheets “Guide”, “Lists” and “Example” are not read and may be deleted; without “Lists” there is nothing to choose from.
guide_6 = 6. Rows may be moved, added and deleted, columns may change places; names of sheets and titles have to stay, new ones are not taken.
guide_7 = 7. Save it as .xlsx, then thanwela import FILE --dry-run names every mistake with its sheet, row and column, and stores nothing.
guide_8 = 8. No persons stand in this file, only posts: people come into them by invitation codes in chat.
example_title = An example: this sheet is not read
