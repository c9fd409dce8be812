"""What a developer needs around the portal: services, demo, tests, browser. Never part of production."""
