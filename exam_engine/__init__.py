"""Programmes, attempts, responses, scoring, deadlines. Pure: the instant is always passed in."""
