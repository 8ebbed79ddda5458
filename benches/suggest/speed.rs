//! How long it takes to find the bugs that a report resembles.

use std::{
    fmt::{self, Display},
    time::Instant,
};

use switchboard::domain::{BugNumber, KnownBugs, ReportText};

use crate::reports::Report;

/// Times in milliseconds.
pub struct Speed {
    bugs: usize,
    reports: usize,
    built: f64,
    p50: f64,
    p95: f64,
    most: f64,
}

/// Fills an index with the reports of the file, again and again until there are enough, and asks
/// for each report of the file once. A repeated report has another word in its title, and its text
/// begins in the middle.
pub fn measure(reports: &[Report], bugs: usize) -> Speed {
    let mut known = KnownBugs::default();
    let began = Instant::now();
    for (index, report) in reports.iter().cycle().take(bugs).enumerate() {
        let number = BugNumber(i64::try_from(index + 1).unwrap_or(i64::MAX));
        let round = index / reports.len();
        if round == 0 {
            known.add(number, report.words(), report.at);
            continue;
        }
        let title = format!("{} again{round}", report.title);
        let words: Vec<&str> = report.text.split_whitespace().collect();
        let text = words[words.len() * round / 10..].join(" ");
        known.add(number, ReportText { title: &title, text: &text }, report.at);
    }
    let built = milliseconds(began);
    let mut times: Vec<f64> = reports
        .iter()
        .map(|report| {
            let began = Instant::now();
            std::hint::black_box(known.resembling(report.words(), report.at, |_| true));
            milliseconds(began)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let place = |percent: usize| times[(times.len() - 1) * percent / 100];
    let (p50, p95, most) = (place(50), place(95), place(100));
    Speed { bugs, reports: reports.len(), built, p50, p95, most }
}

fn milliseconds(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1_000.0
}

impl Display for Speed {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bugs, reports, built, p50, p95, most } = self;
        write!(
            to,
            "Among {bugs} bugs, for {reports} reports: p50 {p50:.2} ms, p95 {p95:.2} ms, most \
             {most:.2} ms; the index took {built:.0} ms"
        )
    }
}
