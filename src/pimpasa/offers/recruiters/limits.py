"""From when a coincidence is told, and how long anything is kept. Each number has its reason; change it here."""

# Two villages may share one honest agent from the market town; with three the same recruiter works an area.
FEWEST_VILLAGES = 3
# No one person, however placed, can raise a signal against somebody alone.
FEWEST_STAFF = 2
# Numbers change owners: an Indonesian number that is not topped up is given to somebody else within months, and the
# season of a recruiter is shorter than a year.
KEEP_MARKS_DAYS = 365
# What nobody confirmed in a season is no use to anybody.
KEEP_REPORTS_DAYS = 90
KEEP_NOTES_DAYS = 365
