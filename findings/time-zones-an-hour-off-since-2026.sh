#!/usr/bin/env bash
# Who meets it: whoever plans quiet hours or due times with chrono-tz for people in western Canada, Cuba or Morocco.
# From November 2026 on, chrono-tz 0.10.4 is an hour off in zones whose rules changed this year; jiff 1.0.2 is not.
#
# chrono-tz 0.10.4, the newest version, carries the time zone database 2025b; the one that jiff 1.0.2 bundles knows the
# rules of 2026. Both are asked for the offset in hours at noon UTC on 1 December 2026.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Cargo.toml <<'TOML'
[package]
name = "zones"
version = "0.0.0"
edition = "2024"

[dependencies]
chrono = { version = "=0.4.45", default-features = false }
chrono-tz = "=0.10.4"
jiff = { version = "=1.0.2", default-features = false, features = ["std", "tzdb-bundle-always"] }
TOML
mkdir src
cat > src/main.rs <<'RUST'
use chrono::{Offset, TimeZone, Utc};

fn main() {
    let at = 1_796_126_400; // 2026-12-01T12:00:00Z
    println!("chrono-tz {}", chrono_tz::IANA_TZDB_VERSION);
    for name in ["America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Havana", "Africa/Casablanca", "Europe/Berlin"] {
        let zone: chrono_tz::Tz = name.parse().unwrap();
        let chrono_tz = zone.offset_from_utc_datetime(&Utc.timestamp_opt(at, 0).unwrap().naive_utc()).fix().local_minus_utc();
        let zone = jiff::tz::TimeZone::get(name).unwrap();
        let jiff = zone.to_offset(jiff::Timestamp::from_second(at).unwrap()).seconds();
        println!("{name} chrono-tz {:+} jiff {:+}", chrono_tz / 3600, jiff / 3600);
    }
}
RUST
cargo run --quiet | tee seen

cat > expected <<'TEXT'
chrono-tz 2025b
America/Vancouver chrono-tz -8 jiff -7
America/Edmonton chrono-tz -7 jiff -6
America/Winnipeg chrono-tz -6 jiff -5
America/Havana chrono-tz -5 jiff -4
Africa/Casablanca chrono-tz +1 jiff +0
Europe/Berlin chrono-tz +1 jiff +1
TEXT
diff expected seen
