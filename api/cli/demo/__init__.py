"""The demo province: invented people, organisations and papers, the same at every run."""
