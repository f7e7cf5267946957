"""Which items make up a form: blueprints, random draws, parallel forms, and what a bank lacks for them."""
