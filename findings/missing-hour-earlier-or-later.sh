#!/usr/bin/env bash
# Who meets it: whoever plans a daily job or promise by local time, with one library in the server and another in a page.
# A time that the change to summer time skips comes an hour later with croner, and an hour earlier with rrule.
#
# 02:30 in Europe/Berlin does not exist on 29 March 2026. croner 9.0.0 runs at 03:30 (01:30 UTC), rrule 2.8.1 at
# 01:30 (00:30 UTC). Both keep 02:30 on the days around it.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund croner@9.0.0 rrule@2.8.1

cat > try.cjs <<'JS'
const { Cron } = require("croner");
const { RRule, datetime } = require("rrule");
const tzid = "Europe/Berlin";
const cron = new Cron("30 2 * * *", { timezone: tzid });
const rule = new RRule({ freq: RRule.DAILY, dtstart: datetime(2026, 3, 28, 2, 30), count: 3, tzid });
const show = (name, times) => times.forEach((time) => console.log(name, time.toISOString()));
show("croner", cron.nextRuns(3, new Date("2026-03-27T12:00:00Z")));
show("rrule", rule.all());
JS
TZ=UTC node try.cjs | tee seen

cat > expected <<'TEXT'
croner 2026-03-28T01:30:00.000Z
croner 2026-03-29T01:30:00.000Z
croner 2026-03-30T00:30:00.000Z
rrule 2026-03-28T01:30:00.000Z
rrule 2026-03-29T00:30:00.000Z
rrule 2026-03-30T00:30:00.000Z
TEXT
diff expected seen
