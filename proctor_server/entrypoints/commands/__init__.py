"""The commands of `synaq`, a module for those that need the same things."""
