# The command serve
occupied = Another thanwela serve is working on this database. One database is served by one at a time: please stop the other first, or set another database for this one.
