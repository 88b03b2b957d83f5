"""flask accounts: a way in for an admin who is locked out, and for a company set up without a browser."""

from app.accounts.models import Company, User


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
