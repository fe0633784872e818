"""Every command of this project, each in an environment of its own: `nox -s NAME`.

Only Python and nox (or uv) have to be there. Dependencies come from requirements/*.txt, the
locked trees of the groups in pyproject.toml.
"""

from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["validate"]

# Without cached bytecode, importing Great Expectations takes twice as long, every time.
KEEP_BYTECODE = {"PYTHONDONTWRITEBYTECODE": None}

# Files with a form that GitHub gives, by the schema that comes with check-jsonschema.
GITHUB_FILES = {
    "github-workflows": ".github/workflows/*.yml",
    "github-issue-forms": ".github/ISSUE_TEMPLATE/[0-9]*.yml",
    "github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
}

CLIENTS = sorted(path.stem for path in Path(__file__).parent.glob("accept/clients/[a-z]*.py"))


def install(session: nox.Session, group: str) -> None:
    """Install the locked tree of a dependency group, every file checked by its hash."""
    session.install("--require-hashes", "--requirement", f"requirements/{group}.txt", env=KEEP_BYTECODE)


def python(session: nox.Session, *arguments: str) -> None:
    """Run `python -m …` in the session."""
    session.run("python", "-m", *arguments, env=KEEP_BYTECODE)


@nox.session
def validate(session: nox.Session) -> None:
    """Check a package (default: this one): nox -s validate -- [PACKAGE] [--format FORM] [--lang en|zh] [--layer NAME]."""
    install(session, "validate")
    python(session, "validate", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests: nox -s tests -- [pytest arguments]."""
    install(session, "tests")
    python(session, "pytest", *session.posargs)


@nox.session
def tests_build(session: nox.Session) -> None:
    """Run the tests of what needs the libraries of the build: nox -s tests_build -- [pytest arguments]."""
    install(session, "tests-build")
    python(session, "pytest", "tests/editions", "tests/derived", *session.posargs)


@nox.session
def recipes(session: nox.Session) -> None:
    """Answer docs/recipes with pandas, polars, DuckDB and R: nox -s recipes -- [--update] [NAME …]. It needs Rscript."""
    install(session, "recipes")
    python(session, "maintain.recipes", *session.posargs)


@nox.session(name="format")
def format_(session: nox.Session) -> None:
    """Bring tables and descriptor into canonical form: nox -s format -- [PACKAGE] [--check] [--meant] [--lang en|zh]."""
    python(session, "maintain.format", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Rewrite the generated pages: nox -s docs -- [--check]. Standard library only."""
    python(session, "maintain.docs", *session.posargs)


@nox.session
def diff(session: nox.Session) -> None:
    """Say what changed since a version, and why: nox -s diff -- [REF] [--to REF] [--format FORM]. Standard library only."""
    python(session, "release.compare", *session.posargs)


@nox.session
def sources(session: nox.Session) -> None:
    """Ask whether the sources still answer: nox -s sources -- [--host HOST] [--limit N]. Standard library only."""
    python(session, "maintain.sources", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Draw citations to audit, and keep what was found: nox -s audit -- NAME [--size N] [--out FILE | --add SHEET …]."""
    python(session, "maintain.audit", *session.posargs)


@nox.session
def show(session: nox.Session) -> None:
    """Print the card of a record: nox -s show -- RECORD [--out FILE]. Standard library only."""
    python(session, "cards", "show", *session.posargs)


@nox.session
def new(session: nox.Session) -> None:
    """Print an empty card: nox -s new -- policy|pilot|agency|organisation|programme|region|source [--out FILE]."""
    python(session, "cards", "new", *session.posargs)


@nox.session
def apply(session: nox.Session) -> None:
    """Write cards into the tables: nox -s apply -- CARD… [--dry-run | --check]. Standard library only."""
    python(session, "cards", "apply", *session.posargs)


@nox.session
def retire(session: nox.Session) -> None:
    """Take a record out: nox -s retire -- OLD [--into NEW] --kind KIND --reason TEXT [--dry-run]. Standard library only."""
    python(session, "cards", "retire", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and layout of the Python files, what the workflows may do, and the shape of workflows and forms."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("zizmor", "--offline", "--quiet", ".github/workflows")
    for kind, files in GITHUB_FILES.items():
        session.run("check-jsonschema", "--builtin-schema", f"vendor.{kind}", *sorted(map(str, Path().glob(files))))


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the gate on this package, or on generated ones: nox -s bench -- [--runs N | --policies N …]."""
    install(session, "bench")
    python(session, "bench", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Make every file of a release in dist/: nox -s build -- [--out FOLDER] [--allow-dirty] [--sign KEY]."""
    install(session, "build")
    python(session, "release.build", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Make a release, a commit and a tag: nox -s release -- VERSION [--date YYYY-MM-DD] [--dry-run]."""
    install(session, "release")
    python(session, "release.make", *session.posargs)


@nox.session
def accept(session: nox.Session) -> None:
    """Show a release to clients that nobody here wrote: nox -s accept -- [CLIENT …]. Each then runs in a session `client`."""
    chosen = session.posargs or CLIENTS
    unknown = sorted(set(chosen) - set(CLIENTS))
    if unknown:
        session.error(f"No client {', '.join(unknown)}. There are: {', '.join(CLIENTS)}")
    install(session, "build")
    releases = str(Path(session.create_tmp()).absolute() / "releases")
    python(session, "accept.prepare", releases)
    for name in chosen:
        session.notify(f"client({name})", [releases])


@nox.session
@nox.parametrize("name", [nox.param(one, id=one) for one in CLIENTS])
def client(session: nox.Session, name: str) -> None:
    """One client; it is called by `accept`."""
    if not session.posargs:
        session.error(f"Run: nox -s accept -- {name}")
    group = f"accept-{name.replace('_', '-')}"
    if Path(f"requirements/{group}.txt").exists():
        install(session, group)
    modules = Path(session.create_tmp()).absolute()
    if name == "datapackage_js":
        for file in ("package.json", "package-lock.json"):
            (modules / file).write_bytes((Path("accept/clients") / file).read_bytes())
        with session.chdir(modules):
            session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", external=True)
    session.run(
        "python", "-m", "accept", name, *session.posargs, env=KEEP_BYTECODE | {"NODE_PATH": str(modules / "node_modules")}
    )


def bundle(session: nox.Session) -> Path:
    """Bundle script and style of the browse page with locked packages; return the folder that holds them."""
    made = Path(session.create_tmp()).absolute() / "bundle"
    with session.chdir("web"):
        session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", external=True)
        session.run("npm", "run", "--silent", "bundle", "--", str(made), external=True)
    return made


@nox.session
def web(session: nox.Session) -> None:
    """Make the browse page, site/index.html: nox -s web -- [--package FOLDER] [--out FILE]. Needs node."""
    made = bundle(session)
    with session.chdir("web"):
        session.run("npm", "test", "--silent", external=True)
    python(session, "web.build", "--bundle", str(made), *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Drive the browse page in Chromium as a person would: nox -s browser -- [--screenshots]. Needs node and chromium."""
    pages = Path(session.create_tmp()).absolute() / "pages"
    python(session, "web.browser.pages", str(bundle(session)), str(pages))
    script = "screenshots" if "--screenshots" in session.posargs else "browser"
    with session.chdir("web"):
        session.run("npm", "run", "--silent", script, external=True, env={"PAGES": str(pages)})


@nox.session
def figures(session: nox.Session) -> None:
    """Draw the figures of docs/figures: nox -s figures -- [--check]."""
    install(session, "figures")
    python(session, "figures", *session.posargs)


@nox.session
def roundtrip(session: nox.Session) -> None:
    """Take every table through LibreOffice and back, which has to be there: nox -s roundtrip -- [pytest arguments]."""
    install(session, "tests")
    python(session, "pytest", "-m", "slow or not slow", "tests/roundtrip", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Lock every dependency group again, with hashes and without addresses."""
    install(session, "nox")
    groups = nox.project.load_toml("pyproject.toml")["dependency-groups"]
    for group in groups:
        session.run(
            "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11", "--upgrade",
            "--custom-compile-command", "nox -s lock", "--group", f"pyproject.toml:{group}",
            "--output-file", f"requirements/{group}.txt",
        )  # fmt: skip
    for folder in ("accept/clients", "web"):
        with session.chdir(folder):
            session.run("npm", "update", "--package-lock-only", "--no-audit", "--no-fund", external=True)
        python(session, "maintain.npm_lock", f"{folder}/package-lock.json")


@nox.session
def review(session: nox.Session) -> None:
    """Show what a change does beside its evidence: nox -s review -- BASE [--to REF] [--format markdown|html] [--out FILE]."""
    install(session, "validate")
    python(session, "review", *session.posargs)
