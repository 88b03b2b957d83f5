"""Which measurement yields which rows of the bars, in the order in which they are run."""

from bench import autosave, dashboard, finish, lighthouse, pages, service, weight

ROWS = (
    ((1,), pages.against_the_twin),
    ((2,), pages.against_a_short_history),
    ((3,), pages.without_noise),
    ((5, 6), autosave.rate_and_delay),
    ((11, 12), weight.bytes_and_requests),
    ((13, 14), lighthouse.mobile_scores),
    ((15,), service.memory),
    ((16, 17), service.start),
    ((22,), service.make_run_twice),
    ((23,), finish.finishing),
    ((24,), dashboard.against_a_small_company),
)
