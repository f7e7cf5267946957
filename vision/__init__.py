"""Media bytes to observations to signals: what a camera showed, never what it meant."""
