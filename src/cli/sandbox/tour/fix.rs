//! The end of the tour: the bug is fixed and shipped, and the first customer says that it works.

use ::sandbox::{AnswerKind, Person, Snowflake};

use crate::cli::sandbox::tour::guide::Guide;

/// The version that contains the fix.
const VERSION: &str = "5.2.1";

/// dora accepts, fixes and ships the bug; the agent tells ana; ana says that it works.
pub async fn a_fix(guide: &mut Guide<'_>, agent: &Person) -> anyhow::Result<()> {
    let (dora, ana) = (guide.person("dora")?, guide.person("ana")?);
    guide.heading("The fix is shipped, and ana hears about it")?;
    let report = guide.finds(&dora, "developers", &["Bug #1"]).await?;
    let answer = dora.press(report, "Accept").await;
    let text = guide.answered(&dora, &answer, &["Accepted bug"])?;
    guide.show("dora presses Accept on the report", &text)?;
    let answer = dora.press(report, "Fixed").await;
    guide.answered(&dora, &answer, &["is fixed"])?;
    guide.sees(&dora, "developers", &["[Shipped]"]).await?;
    let answer = ship(guide, &dora, report).await?;
    guide.show("A few days later she presses Shipped, and names the version", &answer)?;
    let team = "#1 · team";
    let seen = guide.sees(agent, team, &[VERSION, "[Send] [Edit]"]).await?;
    let draft = seen.find("Switchboard: @").map_or("", |start| &seen[start..]);
    guide.show(
        &format!(
            "Nothing a developer writes reaches a customer. {} finds a message to send",
            agent.name
        ),
        draft,
    )?;
    let message = agent
        .last_message(team)
        .ok_or_else(|| guide.missing("the agent finds the message to send", &seen))?;
    let answer = agent.press(message, "Send").await;
    let text = guide.answered(agent, &answer, &["Posted in case"])?;
    guide.show(&format!("{} presses Send", agent.name), &text)?;
    let thread = guide.sees(&ana, "#1", &[VERSION, "[Works now] [Still broken]"]).await?;
    let news = thread.rfind("Switchboard: @ana").map_or("", |start| &thread[start..]);
    guide.show("ana reads in her thread", news)?;
    let asked =
        ana.last_message("#1").ok_or_else(|| guide.missing("ana finds the message", &thread))?;
    let answer = ana.press(asked, "Works now").await;
    let text = guide.answered(&ana, &answer, &["Case #1 is closed"])?;
    guide.show("ana presses Works now. Only she sees the reply", &text)?;
    guide.rest().await?;
    let seen = dora.sees_message(report);
    guide.check(seen.contains("1 confirmed"), "the report counts her word", &seen)?;
    let told = seen.lines().filter(|line| line.contains("told,") || line.contains("Shipped in"));
    guide.show("And dora's report says", &told.collect::<Vec<_>>().join("\n"))
}

async fn ship(guide: &mut Guide<'_>, dora: &Person, report: Snowflake) -> anyhow::Result<String> {
    let opened = dora.press(report, "Shipped").await;
    let AnswerKind::Form(form) = &opened.kind else {
        return Err(guide.missing("a form opens", &opened.text()));
    };
    let answer = dora.submit(form, &[("shipped_in", VERSION)]).await;
    guide.answered(dora, &answer, &["is shipped in version"])
}
