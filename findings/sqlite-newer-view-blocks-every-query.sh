#!/usr/bin/env bash
# Who meets it: whoever keeps a SQLite file that other people open with the sqlite3 of their system.
# One view with newer syntax makes an older SQLite refuse every query, also of tables that it does not read.
#
# sql.js 1.13.0 (SQLite 3.49.1) makes a file with a view that sorts inside group_concat (SQLite 3.44).
# sql.js 1.8.0 (SQLite 3.39.3) then reads no table of that file, writes none, and cannot drop the view.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund older@npm:sql.js@1.8.0 newer@npm:sql.js@1.13.0

cat > try.cjs <<'JS'
(async () => {
  const [older, newer] = [await require("older")(), await require("newer")()];
  const made = new newer.Database();
  made.run("CREATE TABLE cases (number INTEGER); INSERT INTO cases VALUES (7)");
  made.run("CREATE TABLE tags (number INTEGER, tag TEXT)");
  made.run(`CREATE VIEW report AS
    SELECT number, group_concat(tag, ' ' ORDER BY tag) AS tags FROM tags GROUP BY number`);
  const database = new older.Database(made.export());
  for (const sql of ["SELECT number FROM cases", "INSERT INTO cases VALUES (8)", "DROP VIEW report"]) {
    try {
      console.log(`${sql}: ${JSON.stringify(database.exec(sql))}`);
    } catch (error) {
      console.log(`${sql}: ${error.message}`);
    }
  }
})();
JS
node try.cjs | tee seen

cat > expected <<'TEXT'
SELECT number FROM cases: malformed database schema (report) - near "ORDER": syntax error
INSERT INTO cases VALUES (8): malformed database schema (report) - near "ORDER": syntax error
DROP VIEW report: malformed database schema (report) - near "ORDER": syntax error
TEXT
diff expected seen
