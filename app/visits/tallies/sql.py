"""The statements that make the sums of what is there, in SQL that both databases read."""

from app.visits.tallies.models import EVIDENCE_SUMS, SCORE_SUMS, SUMS, WORK_SUMS

SET_VISIT = "UPDATE visits SET day = :day, minutes = :minutes WHERE id = :visit"

_GRADED = ", ".join(f"sum(CASE WHEN evidence = '{grade}' THEN 1 ELSE 0 END) AS of_{grade}"
                    for grade in EVIDENCE_SUMS)  # fmt: skip
EVIDENCE = f"""
UPDATE visits SET {", ".join(f"evidence_{grade} = given.of_{grade}" for grade in EVIDENCE_SUMS)}
FROM (
    SELECT visit_id, {_GRADED} FROM (
        SELECT visit_id, evidence FROM answers
        WHERE kind = 'entry' AND NOT superseded AND state = 'answered' AND CAST(value AS TEXT) <> '{{}}'
        UNION ALL
        SELECT visit_id, evidence FROM stock_counts
        WHERE kind = 'entry' AND NOT superseded AND counted IS NOT NULL
    ) AS rows_of_visits GROUP BY visit_id
) AS given
WHERE given.visit_id = visits.id AND finished_at IS NOT NULL AND evidence_counted IS NULL
"""

PHOTOS = """
UPDATE visits SET photos_taken = taken.pictures
FROM (
    SELECT visit_id, count(*) AS pictures FROM photos WHERE removed_at IS NULL GROUP BY visit_id
) AS taken
WHERE taken.visit_id = visits.id AND finished_at IS NOT NULL AND photos_taken IS NULL
"""

HEALTH = """
UPDATE dealers SET health = (
    SELECT scores.grade FROM scores JOIN visits ON visits.id = scores.visit_id
    WHERE scores.dealer_id = dealers.id AND scores.dimension = 'overall'
    ORDER BY visits.day DESC, visits.finished_at DESC LIMIT 1
)
"""

SET_DIVERSION = "UPDATE dealers SET diversion = :points WHERE id = :dealer"

# Of each visit that counted a product of a dealer last, and of his last one (product NULL).
LAST_SEEN = """
SELECT spoken.visit_id, spoken.product_id FROM (
    SELECT stock_counts.visit_id, last_counts.product_id
    FROM last_counts JOIN stock_counts ON stock_counts.id = last_counts.stock_count_id
    WHERE last_counts.dealer_id = :dealer AND stock_counts.kind = 'entry'
    UNION ALL
    SELECT visit_id, NULL FROM (
        SELECT scores.visit_id FROM scores JOIN visits ON visits.id = scores.visit_id
        WHERE scores.dealer_id = :dealer AND scores.dimension = 'overall'
        ORDER BY visits.day DESC, visits.finished_at DESC LIMIT 1
    ) AS latest
) AS spoken
"""
DOCUMENT = "SELECT document FROM visit_results WHERE visit_id = :visit"
# A count that arrived after its visit was never judged: what is known to be at risk stands till the next one.
FORGET_RISKS = """
DELETE FROM risk_lots WHERE NOT EXISTS (
    SELECT 1 FROM last_counts JOIN stock_counts ON stock_counts.id = last_counts.stock_count_id
    JOIN dealers ON dealers.id = last_counts.dealer_id AND dealers.active
    WHERE last_counts.dealer_id = risk_lots.dealer_id AND last_counts.product_id = risk_lots.product_id
        AND (stock_counts.kind <> 'entry'
            OR NOT EXISTS (SELECT 1 FROM visit_results WHERE visit_id = stock_counts.visit_id))
)
"""

_WORK = f"""count(*) AS visits,
        sum(CASE WHEN visits.mode = 'full' THEN 1 ELSE 0 END) AS full_audits,
        count(visits.due_until) AS were_due,
        sum(CASE WHEN visits.day <= visits.due_until THEN 1 ELSE 0 END) AS on_time,
        coalesce(sum(visits.minutes), 0) AS minutes,
        {", ".join(f"coalesce(sum(visits.evidence_{grade}), 0) AS {grade}" for grade in EVIDENCE_SUMS)},
        coalesce(sum(visits.photos_taken), 0) AS photos"""
_SCORES = ", ".join(
    f"coalesce(sum(CASE WHEN dimension = '{name}' THEN value END), 0) AS {total}, "
    f"count(CASE WHEN dimension = '{name}' THEN value END) AS {times}"
    for name, total, times in SCORE_SUMS
)
_FROM = "FROM visits JOIN dealers ON dealers.id = visits.dealer_id"
_WHERE = "WHERE visits.day IS NOT NULL AND dealers.active AND"
SINCE, OF_DEALERS = "visits.day >= :since", "visits.dealer_id IN :dealers"


def add_rep_days(which: str) -> str:
    """Add to the sums by rep the visits for which `which` holds, ``:sign`` times; SINCE or OF_DEALERS."""
    columns = "visits.rep_id, dealers.team_id, visits.day"
    made = f"SELECT {columns}, {_WORK} {_FROM} {_WHERE} {which} GROUP BY 1, 2, 3"
    return _added("rep_days", ("rep_id", "team_id", "day"), WORK_SUMS, f"({made}) AS made")


def add_team_days(which: str) -> str:
    """The same for the sums by team."""
    made = f"SELECT dealers.team_id, visits.day, {_WORK} {_FROM} {_WHERE} {which} GROUP BY 1, 2"
    scored = (
        f"SELECT dealers.team_id, visits.day, {_SCORES} {_FROM} JOIN scores ON scores.visit_id = visits.id "
        f"{_WHERE} {which} GROUP BY 1, 2"
    )
    same = "scored.team_id = made.team_id AND scored.day = made.day"
    both = f"({made}) AS made LEFT JOIN ({scored}) AS scored ON {same}"
    return _added("team_days", ("team_id", "day"), SUMS, both)


def _added(table: str, keys: tuple[str, ...], sums: tuple[str, ...], made: str) -> str:
    told = [f":sign * {'made' if name in WORK_SUMS else 'scored'}.{name}" for name in sums]
    return f"""
INSERT INTO {table} ({", ".join((*keys, *sums))})
SELECT {", ".join(f"made.{key}" for key in keys)}, {", ".join(f"coalesce({each}, 0)" for each in told)}
FROM {made} WHERE true
ON CONFLICT ({", ".join(keys)}) DO UPDATE
SET {", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in sums)}
"""
