"""The grades of dealers and how often each is visited unless his own interval says otherwise (rule G4)."""

# Days from one visit to the next: A weekly, B every two weeks, C monthly, D quarterly (by phone in between),
# N is new and seen weekly until he is graded.
INTERVAL_DAYS = {"A": 7, "B": 14, "C": 30, "D": 90, "N": 7}
