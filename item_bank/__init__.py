"""Items: what may be asked, how a form is drawn from it. Pure: no clock, database or web."""
