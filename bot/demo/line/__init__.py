"""A strict stand-in of LINE's servers: real HTTP, a movable clock, and a refusal for everything that LINE refuses."""
