"""Roll-call: check-ins as facts from member codes, the code on the wall, badges and by hand; who was there."""
