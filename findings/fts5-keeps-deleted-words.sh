#!/usr/bin/env bash
# Who meets it: whoever has to delete people's words from a SQLite database that has a full-text index.
# FTS5 keeps the words of deleted rows in its index, in spite of PRAGMA secure_delete and VACUUM.
#
# apsw 3.46.1.0 (SQLite 3.46.1): after DELETE and VACUUM the word is no longer found by a search, but is
# still in the file. It is gone after FTS5's own command 'optimize', or if its option 'secure-delete' was
# set before the row was written.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check apsw==3.46.1.0

cat > try.py <<'PY'
import apsw


def is_in_file(name):
    with open(name, "rb") as file:
        return b"xylophonist" in file.read()


for option in ["without secure-delete", "with secure-delete"]:
    name = option.replace(" ", "-") + ".db"
    database = apsw.Connection(name)
    database.execute("PRAGMA secure_delete = ON")
    database.execute("CREATE VIRTUAL TABLE messages USING fts5(words)")
    if option == "with secure-delete":
        database.execute("INSERT INTO messages(messages, rank) VALUES ('secure-delete', 1)")
    for words in ["I am the xylophonist", "How do I print?", "The export fails", "Thank you"]:
        database.execute("INSERT INTO messages VALUES (?)", (words,))
    database.execute("DELETE FROM messages WHERE messages MATCH 'xylophonist'")
    found = database.execute("SELECT count(*) FROM messages WHERE messages MATCH 'xylophonist'")
    print(f"{option}: found by a search: {found.get}")
    database.execute("VACUUM")
    database.close()
    print(f"{option}: in the file after VACUUM: {is_in_file(name)}")
    database = apsw.Connection(name)
    database.execute("INSERT INTO messages(messages) VALUES ('optimize')")
    database.execute("VACUUM")
    database.close()
    print(f"{option}: in the file after optimize and VACUUM: {is_in_file(name)}")
PY
python/bin/python try.py | tee seen

cat > expected <<'TEXT'
without secure-delete: found by a search: 0
without secure-delete: in the file after VACUUM: True
without secure-delete: in the file after optimize and VACUUM: False
with secure-delete: found by a search: 0
with secure-delete: in the file after VACUUM: False
with secure-delete: in the file after optimize and VACUUM: False
TEXT
diff expected seen
