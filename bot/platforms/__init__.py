"""Each platform in its own file behind one port."""
