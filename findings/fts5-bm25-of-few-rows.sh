#!/usr/bin/env bash
# Who meets it: whoever hides weak search results below a fixed score, and tries it on a small database.
# bm25 of FTS5 is almost zero for a perfect match while half of the rows or more contain the word.
#
# apsw 3.46.1.0 (SQLite 3.46.1): the only row that contains "export" scores about -0.000001 among one or two
# rows and -0.42 among three. The same row passes a threshold or not, depending on what else is stored.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check apsw==3.46.1.0

cat > try.py <<'PY'
import apsw

for others in [[], ["printer"], ["printer", "login"]]:
    database = apsw.Connection(":memory:")
    database.execute("CREATE VIRTUAL TABLE cases USING fts5(title)")
    for title in ["export fails", *others]:
        database.execute("INSERT INTO cases VALUES (?)", (title,))
    score = database.execute("SELECT bm25(cases) FROM cases WHERE cases MATCH 'export'").get
    print(f"among {1 + len(others)}: {score:.2f}")
PY
python/bin/python try.py | tee seen

cat > expected <<'TEXT'
among 1: -0.00
among 2: -0.00
among 3: -0.42
TEXT
diff expected seen
