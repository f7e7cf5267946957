"""What tests share: a server process, a clock to move, a camera with a real clip."""
