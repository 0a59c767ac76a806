"""Days between ISO dates, without the import of `datetime`, a tenth of our start-up time."""

import time

EPOCH = 719_468  # 1970-01-01 counted from 0000-03-01


def day_number(iso: str) -> int:
    """Days from 1970-01-01 to an ISO date of the proleptic Gregorian calendar."""
    year, month, day = map(int, iso.split("-"))
    year -= month < 3  # years that begin in March end with the leap day
    in_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + in_year - EPOCH


def iso_date(number: int) -> str:
    """The ISO date that many days after 1970-01-01."""
    return time.strftime("%Y-%m-%d", time.gmtime(number * 86_400))


def today() -> str:
    """The local date."""
    return time.strftime("%Y-%m-%d")
