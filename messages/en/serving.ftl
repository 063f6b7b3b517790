# Starting the server (thanwela serve)
occupied = Another thanwela serve is working on this database. One database is served by one at a time: please stop the other first, or set another database for this one.
no_certificate = { $certificate } and { $key } are no certificate with its key, or cannot be read (THANWELA_TLS_CERTIFICATE, THANWELA_TLS_KEY).
no_port = Nobody can listen on { $host }, port { $port }: it is taken, or not an address of this machine (THANWELA_HOST, THANWELA_PORT).
out_of_order = The system is out of order for the moment, and what you sent could not be kept. It is asked for again by itself. If no answer comes within an hour, please send it once more.
