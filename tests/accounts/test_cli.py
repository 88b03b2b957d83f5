"""flask accounts: a way in for an admin who is locked out, and for a company set up without a browser."""

from app.accounts.models import Company, User
from tests.conftest import PASSWORD


def run(app, *words):
    return app.test_cli_runner().invoke(args=["accounts", *words])


def path_of(result) -> str:
    return next(line for line in result.output.splitlines() if line.startswith("http")).removeprefix(
        "http://here"
    )


def test_a_password_link_is_printed(app, client, cast):
    result = run(app, "password-link", "RITA", "--site", "http://here/")
    assert result.exit_code == 0
    assert client.get(path_of(result)).status_code == 200


def test_nobody_unknown_or_disabled_gets_a_link(app, cast, db):
    db.session.get(User, cast.omar.id).active = False
    db.session.commit()
    for name in ("nobody", "omar"):
        result = run(app, "password-link", name)
        assert result.exit_code == 1
        assert f"Nobody called {name} can sign in." in result.output


def test_an_admin_is_added(app, client, cast, db):
    result = run(app, "create-admin", "Eve", "--site", "http://here")
    assert result.exit_code == 0
    assert db.session.query(User).filter_by(username="eve").one().role == "admin"
    assert client.get(path_of(result)).status_code == 200


def test_a_taken_or_impossible_name_is_refused(app, cast):
    assert "use password-link" in run(app, "create-admin", "rita").output
    assert "without spaces" in run(app, "create-admin", "ri ta").output


def test_an_empty_database_needs_a_company_first(app, db):
    assert "There is no company yet" in run(app, "create-admin", "ada").output
    assert db.session.query(User).count() == 0
    assert run(app, "create-admin", "ada", "--company", "Harbour").exit_code == 0
    assert db.session.query(Company).one().name == "Harbour"


def signs_in(client, name: str, at: str) -> None:
    client.post("/sign-in", data={"username": name, "password": PASSWORD}, base_url=at)


def test_a_link_leads_to_where_an_admin_signed_in(app, client, cast):
    for name, at in (("ada", "https://rounds.example.com"), ("rita", "https://elsewhere.example.com"),
                     ("ada", "http://127.0.0.1:8000"), ("ada", "http://localhost")):  # fmt: skip
        signs_in(app.test_client(), name, at)
    result = run(app, "password-link", "rita")
    assert result.output.startswith("https://rounds.example.com/welcome/")
    assert "this machine only" not in result.output


def test_a_link_for_this_machine_only_says_so(app, cast):
    result = run(app, "password-link", "rita")
    assert result.output.startswith("http://127.0.0.1:8000/welcome/")
    assert "It opens on this machine only. For another one give --site" in result.output
