//! The last step: the bot is killed at the worst moment, and nothing is lost or there twice.

use std::time::Instant;

use crate::cli::sandbox::tour::guide::Guide;
use crate::store::Export;

/// The cases that there are in the end.
const CASES: usize = 5;

/// The bot dies right after a flag; meanwhile, somebody else writes.
pub async fn a_crash(guide: &mut Guide<'_>) -> anyhow::Result<()> {
    let (ben, caro, mia) = (guide.person("ben")?, guide.person("caro")?, guide.person("mia")?);
    guide.heading("The bot crashes at the worst moment")?;
    let first = guide.done(
        "ben writes in #help",
        ben.say("help", "One more thing: since today I can't log in on my phone."),
    )?;
    guide.done("mia reacts", mia.react(first, "🎫"))?;
    guide.stage.bot.kill().await?;
    let second = guide.done(
        "caro writes in #general",
        caro.say("general", "And now the export is stuck for all of us!"),
    )?;
    guide.tell(
        "ben writes again, mia reacts, and at that very moment the bot is killed (kill -9).",
    )?;
    guide.tell("While it's down, caro writes something in #general that lea's rule matches. Then the bot starts again.")?;
    let began = Instant::now();
    guide.stage.bot.start_again()?;
    guide.stage.bot.connected().await?;
    // Which of the two gets the lower number depends on which the bot reads first.
    guide.sees(&mia, "desk", &["#4 ·", "#5 ·"]).await?;
    guide.rest().await?;
    let took = began.elapsed().as_secs_f64();
    let (first, second) = (ben.sees_message(first), caro.sees_message(second));
    guide.check(first.contains("↳ thread #"), "a thread on ben's message", &first)?;
    guide.check(second.contains("↳ thread #"), "a thread on caro's message", &second)?;
    guide.show(&format!("After {took:.1} s ben's message has its thread"), &first)?;
    guide.show("and so has caro's", &second)?;
    nothing_twice(guide).await?;
    guide.tell("We counted: five messages, five cases, five threads, five cards. Nothing lost, nothing duplicated.")
}

/// Counts cases, threads, greetings, cards and reports.
async fn nothing_twice(guide: &mut Guide<'_>) -> anyhow::Result<()> {
    let guild = guide.stage.guild()?;
    let (cases, _) = guide.stage.desk.export(guild, Export::Cases, 0).await?;
    guide.check(
        cases.len() == CASES,
        &format!("{CASES} cases"),
        &format!("{} cases", cases.len()),
    )?;
    let mia = guide.person("mia")?;
    let asked = mia.sees("help") + &mia.sees("general");
    let desk = mia.sees("desk");
    for number in 1..=CASES {
        let thread = mia.sees(format!("#{number}"));
        let counts = [
            ("thread", asked.matches(&format!("↳ thread #{number} ·")).count(), &asked),
            ("greeting", thread.matches("Switchboard: Hi @").count(), &thread),
            (
                "card",
                desk.lines()
                    .filter(|line| line.starts_with(&format!("Switchboard: #{number} ·")))
                    .count(),
                &desk,
            ),
        ];
        for (what, count, seen) in counts {
            guide.check(
                count == 1,
                &format!("one {what} of case #{number}"),
                &format!("{count} in\n{seen}"),
            )?;
        }
    }
    let reports = mia.sees("developers");
    let count = reports.matches("Switchboard: Bug #").count();
    guide.check(count == 1, "one bug report", &format!("{count} in\n{reports}"))
}
