"""What every position may do at every address: the tables of the access matrix, one a room."""
