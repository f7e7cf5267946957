"""Simulated candidates against a real server process: what `synaq crashtest` and `synaq bench answers` stand on."""
