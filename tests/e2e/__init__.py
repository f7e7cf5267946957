"""The product as people use it: real Chromium, a real server process, a real clip as the camera."""
