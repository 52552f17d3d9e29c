"""Branch meetings and conferences: schedule, answers, record, votes, papers, score, report to the committee above."""
