"""Check-in by face for those who agreed to it: consent, enrolment, matching, deletion. No other room touches a face."""
