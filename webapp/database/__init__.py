"""The database as the layer sees it: one batch per request over ODBC, typed values, typed errors."""
