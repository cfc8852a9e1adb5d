"""Cases: what a person tells (`details`), what is asked about cases (`reader`), what changes them (`cases`); cards."""
