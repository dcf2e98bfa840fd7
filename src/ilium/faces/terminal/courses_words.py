"""What `ilium study courses` says."""

PEOPLE = "How many people follow each course."
SEED = "Where chance begins; the same seed gives the same result."
JSON = "Print the figures as JSON."
HEADING = "When the urgency rises: {people} simulated people for each course, check-ins up to day 42"
COLUMNS = (
    f"{'course':30}{'at once':>8}{'by day 42':>11}{'same day':>11}{'first/mid/last':>16}{'delay':>8}\n"
    f"{'':30}{'':>8}{'':>11}{'or sooner':>11}{'day':>16}{'days':>8}"
)
NEVER = "never"
NAMES = {
    "recovering": "recovering",
    "stalled": "stalled",
    "worsening": "worsening from day 5",
    "red_flag_on_day_5": "red flag on day 5",
    "serious_but_mild_at_first": "serious, mild for a week",
}
NOTE = (
    "'at once': told to see a clinician on the first day, so by asking once. 'by day 42': by a check-in. In\n"
    "the recovering course every rise is a false alarm. The people are made up: told pain wavers by 0.7\n"
    "points, and one check-in in ten is missed."
)
