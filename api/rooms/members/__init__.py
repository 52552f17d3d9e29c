"""The members: summary cards, states, exemptions, import from Excel, requests about their own data."""
