"""A long day without signal: 200 counts and 60 photos arrive, each once."""

from app.catalogue.models import Product
from app.dealers.models import DealerProduct
from tests.browser.outbox.phone import all_sent, counts_of, photos_of, pictures, unsent, until

PRODUCTS, PHOTOS = 200, 60
FILL = """() => document.querySelectorAll('[data-stock-row]').forEach((form, number) => {
  const box = form.querySelector('[name=cases]');
  box.value = String(number % 7);
  box.dispatchEvent(new Event('input', { bubbles: true }));
})"""


def stock_up(db, cast) -> None:
    """Give Rita's dealer as many products as the test counts."""
    for number in range(len(cast.products), PRODUCTS):
        product = Product(
            code=f"L{number}", name_en=f"Soda {number}", name_zh=f"汽水{number}", category="drinks",
            case_size=24, shelf_days=180, case_price=6000, case_margin=900, is_key=True, position=number,
        )  # fmt: skip
        db.session.add(product)
        db.session.flush()
        db.session.add(DealerProduct(dealer_id=cast.dealer.id, product_id=product.id, position=number))
    db.session.commit()


def test_two_hundred_counts_and_sixty_photos(tab, site, visit, db, cast):
    stock_up(db, cast)
    page = tab("/stock")
    site.faults.down = True
    page.evaluate(FILL)
    until(lambda: len(unsent(page)) == PRODUCTS, page=page)
    page.goto(f"/visits/{visit.id}/photos")
    page.locator("input[type=file][multiple]").first.set_input_files(pictures(PHOTOS))
    until(lambda: len(unsent(page)) == PRODUCTS + PHOTOS, page=page)
    assert (counts_of(db, visit), photos_of(db, visit)) == (0, 0)
    site.faults.down = False
    page.evaluate("void Rounds.outbox.flush({ now: true })")
    all_sent(page, 240)
    assert (counts_of(db, visit), photos_of(db, visit)) == (PRODUCTS, PHOTOS)
