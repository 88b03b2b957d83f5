"""The statements that make the sums of what is there, in SQL that both databases read."""

from app.visits.tallies.models import EVIDENCE_SUMS, SCORE_SUMS

SET_VISIT = "UPDATE visits SET day = :day, minutes = :minutes WHERE id = :visit"

_GRADED = ", ".join(f"sum(CASE WHEN evidence = '{grade}' THEN 1 ELSE 0 END) AS of_{grade}"
                    for grade in EVIDENCE_SUMS)  # fmt: skip
EVIDENCE = f"""
UPDATE visits SET {", ".join(f"evidence_{grade} = given.of_{grade}" for grade in EVIDENCE_SUMS)}
FROM (
    SELECT visit_id, {_GRADED} FROM (
        SELECT visit_id, evidence FROM answers
        WHERE kind = 'entry' AND NOT superseded AND state = 'answered'
        UNION ALL
        SELECT visit_id, evidence FROM stock_counts
        WHERE kind = 'entry' AND NOT superseded AND counted IS NOT NULL
    ) AS rows_of_visits GROUP BY visit_id
) AS given
WHERE given.visit_id = visits.id AND finished_at IS NOT NULL
"""

PHOTOS = """
UPDATE visits SET photos_taken = taken.pictures
FROM (
    SELECT visit_id, count(*) AS pictures FROM photos WHERE removed_at IS NULL GROUP BY visit_id
) AS taken
WHERE taken.visit_id = visits.id AND finished_at IS NOT NULL
"""

HEALTH = """
UPDATE dealers SET health = (
    SELECT grade FROM scores WHERE scores.dealer_id = dealers.id AND dimension = 'overall'
    ORDER BY scored_at DESC LIMIT 1
)
"""

SET_DIVERSION = "UPDATE dealers SET diversion = :points WHERE id = :dealer"

# Of each visit that counted a product of a dealer last, and of his last one (product NULL).
LAST_SEEN = """
SELECT spoken.visit_id, spoken.product_id FROM (
    SELECT stock_counts.visit_id, last_counts.product_id
    FROM last_counts JOIN stock_counts ON stock_counts.id = last_counts.stock_count_id
    WHERE last_counts.dealer_id = :dealer
    UNION ALL
    SELECT visit_id, NULL FROM (
        SELECT visit_id FROM scores WHERE dealer_id = :dealer AND dimension = 'overall'
        ORDER BY scored_at DESC LIMIT 1
    ) AS latest
) AS spoken
"""
DOCUMENT = "SELECT document FROM visit_results WHERE visit_id = :visit"

_SCORES = ", ".join(
    f"sum(CASE WHEN dimension = '{name}' THEN value END) AS {total}, "
    f"count(CASE WHEN dimension = '{name}' THEN value END) AS {times}"
    for name, total, times in SCORE_SUMS
)
_SCORE_NAMES = [each for _name, total, times in SCORE_SUMS for each in (total, times)]
_SUM_NAMES = ("visits", "full_audits", "minutes", *EVIDENCE_SUMS, "photos")

REP_DAYS = f"""
INSERT INTO rep_days (rep_id, team_id, day, {", ".join(_SUM_NAMES)}, {", ".join(_SCORE_NAMES)})
SELECT made.rep_id, made.team_id, made.day, {", ".join(f"made.{name}" for name in _SUM_NAMES)},
    {", ".join(f"coalesce(scored.{name}, 0)" for name in _SCORE_NAMES)}
FROM (
    SELECT visits.rep_id, dealers.team_id, visits.day, count(*) AS visits,
        sum(CASE WHEN visits.mode = 'full' THEN 1 ELSE 0 END) AS full_audits,
        coalesce(sum(visits.minutes), 0) AS minutes,
        {", ".join(f"coalesce(sum(visits.evidence_{grade}), 0) AS {grade}" for grade in EVIDENCE_SUMS)},
        coalesce(sum(visits.photos_taken), 0) AS photos
    FROM visits JOIN dealers ON dealers.id = visits.dealer_id
    WHERE visits.day >= :since AND dealers.active
    GROUP BY visits.rep_id, dealers.team_id, visits.day
) AS made LEFT JOIN (
    SELECT visits.rep_id, dealers.team_id, visits.day, {_SCORES}
    FROM visits JOIN dealers ON dealers.id = visits.dealer_id JOIN scores ON scores.visit_id = visits.id
    WHERE visits.day >= :since AND dealers.active
    GROUP BY visits.rep_id, dealers.team_id, visits.day
) AS scored ON scored.rep_id = made.rep_id AND scored.team_id = made.team_id AND scored.day = made.day
"""
