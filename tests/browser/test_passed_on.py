"""A dealer goes to a colleague while his rep is there without a signal: the visit arrives all the same."""

from playwright.sync_api import expect

from tests.browser import offline


def test_the_whole_visit_arrives_after_the_dealer_passed_on(signed_in, live):
    page = signed_in("yan")
    dealers = offline.get_ready(page)
    page.context.set_offline(True)
    visit = offline.begin(page, dealers[0])
    counts = offline.count_all(page, visit)
    offline.photograph(page, visit, number=1)
    admin = signed_in("ada")
    (to,) = offline.rows(live.folder, "select id from users where username = 'omar'")[0]
    given = admin.request.post(f"/plan/dealers/{dealers[0]}/rep", form={"to": str(to)})
    assert given.ok, given.text()
    offline.say_no_minutes(page, visit)
    offline.finish(page, visit)
    offline.online_again(page.context, page)
    held = offline.stored(live.folder, visit)
    assert (held["visits"], held["finished"], held["stock_counts"], held["photos"]) == (1, 1, counts, 1)
    question = "select passed_on from visits where id = ?"
    assert offline.rows(live.folder, question, visit.replace("-", "")) == [(1,)]
    page.goto("/")
    expect(page.locator(".flashes")).to_contain_text("Visit finished and sent")
    assert page.request.get(f"/dealers/{dealers[0]}").status == 404
    admin.goto(f"/dealers/{dealers[0]}")
    expect(admin.locator(f"#e-{visit}")).to_contain_text("begun before the dealer passed to somebody else")
