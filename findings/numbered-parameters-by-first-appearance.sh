#!/usr/bin/env bash
# Who meets it: whoever runs one SQL text with $1, $2 on Postgres and on SQLite.
# SQLite takes $2 for a name: a list of values is bound in the order in which the names first appear.
#
# sql.js 1.17.0 (SQLite compiled to WebAssembly) and @electric-sql/pglite 0.5.17 (Postgres likewise): the same statement with
# the same list of values gives the columns in another order. With ?1 and ?2 SQLite goes by the number, which Postgres
# does not accept.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts sql.js@1.17.0 @electric-sql/pglite@0.5.17

cat > try.mjs <<'JS'
import initSqlJs from "sql.js";
import { PGlite } from "@electric-sql/pglite";

const values = ["first", "second"];
const statement = "SELECT CAST($2 AS TEXT) AS two, CAST($1 AS TEXT) AS one";

const sqlite = new (await initSqlJs()).Database();
const inSqlite = (sql) => sqlite.exec(sql, values)[0].values[0].join(", ");
console.log(`SQLite, $2 and $1: ${inSqlite(statement)}`);
console.log(`SQLite, ?2 and ?1: ${inSqlite(statement.replaceAll("$", "?"))}`);

const postgres = new PGlite();
const { rows } = await postgres.query(statement, values);
console.log(`Postgres, $2 and $1: ${rows[0].two}, ${rows[0].one}`);
await postgres.close();
JS
node try.mjs | tee seen

cat > expected <<'TEXT'
SQLite, $2 and $1: first, second
SQLite, ?2 and ?1: second, first
Postgres, $2 and $1: second, first
TEXT
diff expected seen
