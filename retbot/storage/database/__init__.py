"""Tables, columns, the connection, the schema and the lease."""
