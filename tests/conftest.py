"""What every test has: nothing yet beyond pytest-django."""
