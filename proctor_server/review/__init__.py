"""From signal to decision. Pure: software flags, a named person decides."""
