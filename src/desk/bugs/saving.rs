//! What all that is done with a bug has in common.

use crate::{
    domain::{
        Actor, AutoClosePolicy, Bug, BugAction, BugDecision, BugNumber, CaseNumber, Cause, Effect,
        GuildId, Job, Settings, Time, refusal::BugRefusal,
    },
    store::{Reader, Tx},
};

use crate::desk::Stored;

/// How a server tells customers of its bugs.
#[derive(Clone, Copy, Debug)]
pub(in crate::desk) struct NewsPolicy {
    /// Whether it goes without an agent who sends it.
    pub by_itself: bool,
    /// When a customer who was told is reminded, and when silence closes the case.
    pub auto_close: AutoClosePolicy,
}

impl NewsPolicy {
    /// How a server with these settings does.
    pub(in crate::desk) fn of(settings: &Settings) -> Self {
        Self { by_itself: settings.sends_bug_news, auto_close: settings.auto_close() }
    }
}

/// Who does something with a bug, when, and how its customers are told.
pub(in crate::desk) struct Change {
    /// The developer, or the bot.
    pub actor: Actor,
    /// The number that Discord gave to what they did.
    pub interaction: u64,
    /// How its customers are told.
    pub policy: NewsPolicy,
    /// When.
    pub now: Time,
}

impl Change {
    /// The cause of what happens to a case for it.
    pub(super) fn in_case(&self, case: CaseNumber) -> Cause {
        Cause::BugChanged { interaction: self.interaction, case }
    }
}

/// Decides on a bug that this transaction has read to change it, and saves what follows for the bug
/// alone.
pub(in crate::desk) async fn save(
    tx: &mut Tx<'_>,
    before: &Bug,
    actor: &Actor,
    action: BugAction,
    cause: &Cause,
    now: Time,
) -> Stored<(BugDecision, Vec<Job>)> {
    let guild = before.guild;
    let decision = before.decide(action, actor, now)?;
    tx.update_bug(before, &decision.bug).await?;
    tx.append(guild, cause, std::slice::from_ref(&decision.fact)).await?;
    tx.add_bug_posts(guild, before.number, &decision.posts, now).await?;
    let mut effects = decision.effects.clone();
    let seen = |bug: &Bug| (bug.status, bug.report.title.clone());
    if seen(before) != seen(&decision.bug) {
        effects.extend(redraw_suggestions(tx, guild, before.number).await?);
    }
    if before.status != decision.bug.status {
        let cases = tx.open_cases_with_bug(guild, before.number).await?;
        effects.extend(cases.into_iter().map(|case| Effect::DrawCase { case }));
    }
    let jobs = tx.enqueue(guild, &effects, now).await?;
    Ok((decision, jobs))
}

/// What draws the cards anew that name a bug as a known one.
pub(in crate::desk) async fn redraw_suggestions(
    tx: &mut Tx<'_>,
    guild: GuildId,
    bug: BugNumber,
) -> Stored<Vec<Effect>> {
    let cases = tx.cases_that_suggest(guild, bug).await?;
    Ok(cases.into_iter().map(|case| Effect::DrawCase { case }).collect())
}

/// The bug that stands for a bug and its duplicates, locked.
///
/// # Errors
/// Refuses if the server has no such bug.
pub(super) async fn root(tx: &mut Tx<'_>, guild: GuildId, number: BugNumber) -> Stored<Bug> {
    let mut bug = tx.bug_to_change(guild, number).await?;
    while let Some(of) = bug.duplicate_of {
        bug = tx.bug_to_change(guild, of).await?;
    }
    Ok(bug)
}

/// The same to read it.
pub(super) async fn standing(
    reader: &mut Reader<'_>,
    guild: GuildId,
    number: BugNumber,
) -> Stored<Bug> {
    let mut number = number;
    loop {
        let bug = reader.bug(guild, number).await?.ok_or(BugRefusal::NotFound(number))?;
        match bug.duplicate_of {
            Some(of) => number = of,
            None => return Ok(bug),
        }
    }
}
