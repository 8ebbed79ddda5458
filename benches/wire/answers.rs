//! How soon the bot responds to a person while it has nothing else to do.

use anyhow::Context;

use crate::{contender::Contender, load::Cost};

/// Types commands that read and commands that write, one at a time.
pub async fn answers(contender: &Contender, count: u32) -> anyhow::Result<Cost> {
    let max = contender.sandbox.person("max");
    let mut cost = Cost { count: f64::from(count), ..Cost::default() };
    let lines = ["/claim case:1", "/case show case:1", "/release case:1", "/queue"];
    for line in lines.iter().cycle().take(usize::try_from(count)?) {
        let answer = max.command("desk", line).await;
        let took =
            answer.answered_in.with_context(|| format!("{line} led to: {}", answer.text()))?;
        cost.latencies.push(took.as_secs_f64() * 1_000.0);
    }
    Ok(cost)
}
