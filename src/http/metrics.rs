//! The Prometheus text format, version 0.0.4.

use std::{fmt::Display, sync::atomic::Ordering};

use crate::{domain::JobCounts, http::health::Health};

pub(super) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Writes all metrics. If the database did not answer, its metrics are left out rather than shown
/// as zero.
pub(super) fn text(health: &Health, counts: Option<(JobCounts, i64)>) -> String {
    let mut page = Page::default();
    page.gauge(
        "switchboard_gateway_up",
        "1 while there is a session with Discord's gateway.",
        u8::from(health.gateway_is_up()),
    );
    let catching_up = health.catching_up.load(Ordering::Relaxed);
    page.gauge(
        "switchboard_catching_up",
        "Servers that are being read for what was missed.",
        catching_up,
    );
    page.gauge(
        "switchboard_database_up",
        "1 if the database answered this request.",
        u8::from(counts.is_some()),
    );
    if let Some((jobs, waiting)) = counts {
        page.gauge("switchboard_outbox_pending", "Jobs that wait for their turn.", jobs.pending);
        page.gauge(
            "switchboard_outbox_dead",
            "Jobs that can't be done until someone fixes the cause.",
            jobs.dead,
        );
        page.gauge(
            "switchboard_cases_waiting",
            "Cases whose customer is waiting for the team, in all servers.",
            waiting,
        );
    }
    let (sent, failed) = (
        health.requests_sent.load(Ordering::Relaxed),
        health.requests_failed.load(Ordering::Relaxed),
    );
    page.counter("switchboard_requests_sent_total", "Requests sent to Discord.", sent);
    page.counter(
        "switchboard_requests_failed_total",
        "Requests that Discord refused or never answered.",
        failed,
    );
    page.0
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.series(name, "gauge", help, value);
    }

    fn counter(&mut self, name: &str, help: &str, value: impl Display) {
        self.series(name, "counter", help, value);
    }

    fn series(&mut self, name: &str, kind: &str, help: &str, value: impl Display) {
        self.0.push_str(&format!("# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n"));
    }
}
