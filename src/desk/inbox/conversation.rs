//! What is written in a case's thread, edited there and deleted: stored for the report, and read
//! for whose turn it is.
//!
//! Each event leaves behind what is then true of its message, and the turn is computed anew from
//! all that is stored. So events may come in any order, twice, or late.

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, ChannelId, Effect, Fact, FactKind,
        GuildId, Job, MessageId, Notice, Question, Roles, Side, StoredNotice, ThreadKind, Time,
        Title, Turn, id, notice::Public, text,
    },
    store::{self, NewMessage, Saved, Tx},
};

use crate::desk::{
    Stored,
    act::act_on,
    bugs::saving::redraw_suggestions,
    cases::{alerts, copies::go_on_in_copy, private::with_copies},
    inbox::{
        answers::{answer_for_customer, to_answer},
        event::IncomingMessage,
    },
};

/// On whose side of a case somebody is. Whoever asked in a case that was merged into it is a
/// customer too.
async fn side(tx: &mut Tx<'_>, case: &Case, author: &Actor) -> Stored<Side> {
    Ok(if author.user == case.requester {
        Side::Customer
    } else if author.roles.is_staff() || case.assignee == Some(author.user) {
        Side::Agent
    } else if tx.is_merged_customer(case, author.user).await? {
        Side::Customer
    } else {
        Side::Other
    })
}

/// What became of a message of a case.
pub(super) struct SavedMessage {
    side: Side,
    pub(super) saved: Saved,
    wants_an_answer: bool,
    /// The files that came with it are to be fetched.
    pub(super) files: Option<Effect>,
}

/// Where a message of a case was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// In its thread.
    InThread,
    /// In a channel, in reply to its question or to what was said there.
    InChannel(CaseNumber),
}

/// Stores a version of a message of a case. None if it was deleted.
pub(super) async fn keep(
    tx: &mut Tx<'_>,
    case: &Case,
    incoming: &IncomingMessage,
    author: &Actor,
    said: Said,
) -> Stored<Option<SavedMessage>> {
    let (guild, message, words) = (incoming.guild, incoming.message, &incoming.text);
    if tx.is_deleted(guild, message).await? {
        return Ok(None);
    }
    let side = side(tx, case, author).await?;
    let wants_an_answer = words.wants_an_answer();
    let new = NewMessage {
        guild,
        case: case.number,
        message,
        channel: (said != Said::InThread).then_some(incoming.channel),
        author: author.user,
        guest: incoming.sender.guest().map(|guest| guest.name.clone()),
        side,
        content: words.content.as_deref().map(text::clean),
        wants_an_answer,
        sent_at: id::created_at(message.0),
        edited_at: words.edited_at,
    };
    let saved = tx.keep_message(&new).await?;
    let has_files = !words.files.is_empty() && saved == Saved::New;
    let files = has_files.then_some(Effect::KeepFiles {
        case: case.number,
        channel: incoming.channel.0,
        message: message.0,
    });
    Ok(Some(SavedMessage { side, saved, wants_an_answer, files }))
}

/// The case that a message belongs to, and the developers' questions that it may answer. None if it
/// belongs to none, or is what the case was opened for.
async fn case_of(
    tx: &mut Tx<'_>,
    incoming: &IncomingMessage,
    said: Said,
    author: &Actor,
) -> Stored<Option<(Case, Vec<Question>)>> {
    let (guild, message) = (incoming.guild, incoming.message);
    let number = match said {
        Said::InChannel(case) => case,
        Said::InThread => match tx.case_in_thread(guild, incoming.channel).await? {
            Some(case) if is_at_home(&case, incoming.channel) && case.contains(message) => {
                case.number
            }
            Some(_) | None => return Ok(None),
        },
    };
    let mut questions = to_answer(tx, incoming, number).await?;
    let case = match said {
        Said::InChannel(_) => continued(tx, guild, number, author).await?,
        Said::InThread => own_case(tx, guild, number, incoming, author).await?,
    };
    if case.number != number {
        // Whoever asks again in their own case does not answer for the other.
        questions.clear();
    }
    if case.source.message == Some(message) {
        return Ok(None);
    }
    let is_after_close = case.closed_at.is_some_and(|at| id::created_at(message.0) > at);
    let is_only_for_return = case.only_shows_the_way() || case.home == ThreadKind::Shared;
    let is_late = is_only_for_return && is_after_close && !tx.knows_message(guild, message).await?;
    if is_late && !is_return(tx, &case, incoming, author).await? {
        return Ok(None);
    }
    Ok(Some((case, questions)))
}

/// Stores a message of a case, or a new version of one. Returns the case's thread too.
pub(super) async fn receive(
    tx: &mut Tx<'_>,
    incoming: &IncomingMessage,
    said: Said,
    author: &Actor,
    answer_claims: bool,
    now: Time,
) -> Stored<(Vec<Job>, Option<ChannelId>)> {
    let (guild, message) = (incoming.guild, incoming.message);
    let Some((before, questions)) = case_of(tx, incoming, said, author).await? else {
        return Ok((Vec::new(), None));
    };
    let Some(SavedMessage { side, saved, wants_an_answer, files }) =
        keep(tx, &before, incoming, author, said).await?
    else {
        return Ok((Vec::new(), None));
    };
    if saved == Saved::Stale {
        return Ok((Vec::new(), None));
    }
    let mut effects: Vec<Effect> = files.into_iter().collect();
    if saved == Saved::Changed {
        let had_files = drop_files(tx, incoming).await?;
        revise_reports(tx, &before, had_files, &mut effects).await?;
    }
    if side == Side::Other {
        return Ok((tx.enqueue(guild, &effects, now).await?, None));
    }
    if side == Side::Customer && saved == Saved::New {
        let quoting = tx.bugs_that_quote(guild, before.number).await?;
        effects.extend(quoting.into_iter().map(|bug| Effect::DrawBug { bug }));
    }
    let turn = tx.turn(&before).await?;
    let (action, cause) = match (saved, side, incoming.text.edited_at) {
        (Saved::Changed, _, Some(at)) => {
            (Action::MessageEdited { message, turn }, Cause::Edit { message, at })
        }
        (_, Side::Agent, _) => {
            (Action::AgentWrote { message, turn, claims: answer_claims }, Cause::Message(message))
        }
        _ => (
            Action::CustomerWrote { channel: incoming.channel, message, wants_an_answer, turn },
            Cause::Message(message),
        ),
    };
    effects.extend(people_to_check(&before, author, turn));
    let (done, mut jobs) = act_on(tx, &before, author, action, &cause, effects, now).await?;
    if side == Side::Customer && saved == Saved::New {
        jobs.extend(answer_for_customer(tx, &questions, (author, incoming), now).await?);
    }
    // An edit is news only if nobody waited before it.
    let begins_to_ask = before.asks_since().is_none() && done.case.asks_since().is_some();
    let is_news = saved == Saved::New || begins_to_ask;
    if side == Side::Customer && is_news && wants_an_answer && !before.is_closed() {
        let place = (incoming.channel, message);
        let by = (author.user != before.requester).then_some(author.user);
        jobs.extend(alerts::tell_of_reply(tx, &before, &done.case, by, place, now).await?);
    }
    if saved == Saved::New && said != Said::InThread && !is_pointed_out(tx, &done.case).await? {
        let point = Action::PointToThread { message };
        jobs.extend(act_on(tx, &done.case, author, point, &cause, Vec::new(), now).await?.1);
    }
    Ok((jobs, done.case.thread()))
}

/// Returns the case to which a reply in a channel belongs. Where a case was merged into another,
/// the team answers in that one.
async fn continued(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: CaseNumber,
    author: &Actor,
) -> Stored<Case> {
    let mut case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    while let Some(merged) = case.merged.as_ref().filter(|_| author.roles.is_staff()) {
        let into = CaseReference::Number(merged.into);
        case = tx.case_to_change(guild, into).await?;
    }
    Ok(case)
}

/// Returns the case to which a message in a thread belongs: this one, or the closed case of its
/// author if they ask again where somebody else's case is open.
async fn own_case(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: CaseNumber,
    incoming: &IncomingMessage,
    author: &Actor,
) -> Stored<Case> {
    let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    if case.home != ThreadKind::Shared || side(tx, &case, author).await? != Side::Other {
        return Ok(case);
    }
    let own = tx.closed_case_in_thread(guild, incoming.channel, author.user).await?;
    let Some(own) = own.filter(|own| own.contains(incoming.message)) else { return Ok(case) };
    if is_return(tx, &own, incoming, author).await? {
        return tx.case_to_change(guild, CaseReference::Number(own.number)).await;
    }
    Ok(case)
}

/// Whether a thread is the one in which the customer of a case is answered.
pub(super) fn is_at_home(case: &Case, thread: ChannelId) -> bool {
    case.thread() == Some(thread)
}

/// Whether the customer of a closed case asks again, for the first time since it was closed. What
/// else is said in a thread of others belongs to the case no more.
async fn is_return(
    tx: &mut Tx<'_>,
    case: &Case,
    incoming: &IncomingMessage,
    author: &Actor,
) -> Stored<bool> {
    if !incoming.text.wants_an_answer() || side(tx, case, author).await? != Side::Customer {
        return Ok(false);
    }
    let posts = tx.posts(case.guild, case.number).await?;
    let since_close = |stored: &&StoredNotice| {
        stored.given_up.is_none() && case.closed_at.is_some_and(|at| stored.asked_at >= at)
    };
    let shows_the_way = |post: &Notice| matches!(post, Notice::Public(Public::WayBack { .. }));
    Ok(!posts.iter().filter(since_close).any(|stored| shows_the_way(&stored.post)))
}

/// Whether there is no thread to point to, or it was pointed out in the channel before.
async fn is_pointed_out(tx: &mut Tx<'_>, case: &Case) -> Stored<bool> {
    if case.only_shows_the_way() || case.thread().is_none() {
        return Ok(true);
    }
    let posts = tx.posts(case.guild, case.number).await?;
    let points = |post: &Notice| matches!(post, Notice::Public(Public::SaidElsewhere { .. }));
    Ok(posts.iter().any(|stored| points(&stored.post)))
}

/// Returns the checks of people who may have left without an event: the assignee when the customer
/// writes and waits, the requester when the team writes, and an author who is an agent no more.
fn people_to_check(case: &Case, author: &Actor, turn: Turn) -> Vec<Effect> {
    let is_team = author.roles.is_staff();
    let assignee = case.assignee.filter(|agent| match *agent == author.user {
        true => !is_team,
        false => !is_team && turn.waiting_since.is_some(),
    });
    let requester = case.account().filter(|user| is_team && author.user != *user);
    let people = assignee.into_iter().chain(requester);
    people.map(|user| Effect::CheckMember { user: user.0 }).collect()
}

/// Deletes the files that an edited message has no longer. Returns whether there were any.
async fn drop_files(tx: &mut Tx<'_>, incoming: &IncomingMessage) -> Stored<bool> {
    // Without the right to read messages, Discord shows no files either.
    let is_readable = incoming.text.content.is_some();
    let (guild, message) = (incoming.guild, incoming.message);
    Ok(is_readable && tx.forget_files(guild, message, &incoming.text.files).await? > 0)
}

/// Stores a new version of the message that a case was opened from. What shows the old one follows.
pub(super) async fn reword(
    tx: &mut Tx<'_>,
    incoming: &IncomingMessage,
    title: &Title,
    now: Time,
) -> Stored<Vec<Job>> {
    let (guild, question, words) = (incoming.guild, incoming.message, &incoming.text);
    let (Some(case), Some(at)) = (tx.case_of_message(guild, question).await?, words.edited_at)
    else {
        return Ok(Vec::new());
    };
    let before = tx.case_to_change(guild, CaseReference::Number(case.number)).await?;
    // Text that the bot may not read is nothing new.
    let (false, Some(content)) = (before.origin.is_posted_by_bot(), &words.content) else {
        return Ok(Vec::new());
    };
    if tx.is_deleted(guild, question).await? {
        return Ok(Vec::new());
    }
    let mut effects = Vec::new();
    let had_files = drop_files(tx, incoming).await?;
    let content = text::clean(content).trim().to_owned();
    let (cases, wants_an_answer) = (with_copies(tx, &before).await?, words.wants_an_answer());
    let files = words.files.len().try_into().unwrap_or(i64::MAX);
    if files != before.files {
        tx.save_question_files(&before, files).await?;
        tx.mark_erased(guild, before.number).await?;
        effects.push(Effect::DrawCase { case: before.number });
    }
    // It may have been edited before it was flagged, so that this version is known. A title may be
    // the name of a file that is gone.
    if content == before.question && (files == before.files || *title == before.title)
        || !tx.reword_question(&before, title, &content, wants_an_answer, at).await?
    {
        for case in &cases {
            revise_reports(tx, case, had_files, &mut effects).await?;
        }
        return tx.enqueue(guild, &effects, now).await;
    }
    for case in &cases {
        if case.number != before.number {
            tx.reword_question(case, title, &content, wants_an_answer, at).await?;
            tx.mark_erased(guild, case.number).await?;
        }
        effects.push(Effect::DrawCase { case: case.number });
        retitle_reports(tx, case, title, &mut effects).await?;
        revise_reports(tx, case, had_files, &mut effects).await?;
    }
    let action = Action::MessageEdited { message: question, turn: tx.turn(&before).await? };
    // What was said in another case has this cause there: a cause has one fact of a kind.
    let cause = match tx.knows_message(guild, question).await? {
        true => Cause::Noticed(store::fresh_id(now)),
        false => Cause::Edit { message: question, at },
    };
    let requester = Actor { guild, user: before.requester, roles: Roles::default() };
    let (done, mut jobs) = act_on(tx, &before, &requester, action, &cause, effects, now).await?;
    if before.asks_since().is_none() {
        let place = (incoming.channel, question);
        jobs.extend(alerts::tell_of_reply(tx, &before, &done.case, None, place, now).await?);
    }
    tx.mark_erased(guild, before.number).await?;
    Ok(jobs)
}

/// Records that a message was deleted, and erases its text and its files, in all cases to which it
/// belongs: the one in which it was said first.
pub(super) async fn forget(
    tx: &mut Tx<'_>,
    guild: GuildId,
    cases: &[CaseReference],
    message: MessageId,
    now: Time,
) -> Stored<Vec<Job>> {
    let was_known = tx.is_deleted(guild, message).await?;
    let mut numbers: Vec<CaseNumber> = cases.iter().filter_map(|case| case.number()).collect();
    // Whoever locks several cases begins with the lowest number.
    numbers.sort_unstable();
    for number in numbers {
        tx.case_to_change(guild, CaseReference::Number(number)).await?;
    }
    let mut jobs = Vec::new();
    for (place, &case) in cases.iter().enumerate() {
        // A cause has one fact of a kind.
        let cause = match place {
            0 => Cause::Message(message),
            _ => Cause::Noticed(store::fresh_id(now)),
        };
        jobs.extend(forget_in(tx, guild, case, (message, was_known), cause, now).await?);
    }
    Ok(jobs)
}

async fn forget_in(
    tx: &mut Tx<'_>,
    guild: GuildId,
    case: CaseReference,
    (message, was_known): (MessageId, bool),
    cause: Cause,
    now: Time,
) -> Stored<Vec<Job>> {
    let before = tx.case_to_change(guild, case).await?;
    let is_source = before.source.message == Some(message);
    let is_question = is_source && !before.origin.is_posted_by_bot();
    let mut effects = Vec::new();
    if is_source && !before.source_lost {
        tx.save_source_lost(guild, before.number).await?;
        // Neither the card nor a report leads to a message that is gone.
        effects.push(Effect::DrawCase { case: before.number });
        effects.extend(before.bugs.iter().map(|&bug| Effect::DrawBug { bug }));
    }
    // The bot's own message with a question has no text of a member's.
    if is_source && !is_question || was_known {
        return tx.enqueue(guild, &effects, now).await;
    }
    let was_said = tx.forget_message(guild, message, now).await?;
    let had_files = tx.forget_files(guild, message, &[]).await? > 0;
    if !is_question && !was_said {
        // Recorded, so that the message is ignored if it arrives after its deletion.
        let kind = FactKind::MessageDeleted { message: message.0 };
        let fact = Fact { kind, case: Some(before.number), bug: None, actor: None, at: now };
        tx.append(guild, &cause, &[fact]).await?;
        return Ok(Vec::new());
    }
    let cases = match is_question {
        true => with_copies(tx, &before).await?,
        false => vec![before.clone()],
    };
    for case in &cases {
        if is_question {
            tx.forget_question(case).await?;
            effects.push(Effect::DrawCase { case: case.number });
            retitle_reports(tx, case, &Title::from_message(""), &mut effects).await?;
        }
        if case.number != before.number {
            tx.mark_erased(guild, case.number).await?;
        }
        revise_reports(tx, case, had_files, &mut effects).await?;
    }
    let action = Action::MessageDeleted { message, turn: tx.turn(&before).await? };
    // Discord does not say who deleted it.
    let bot = Actor::bot(guild);
    let (done, mut jobs) = act_on(tx, &before, &bot, action, &cause, effects, now).await?;
    if is_question {
        jobs.extend(go_on_in_copy(tx, &done.case, &before.question, now).await?);
        tx.mark_erased(guild, before.number).await?;
    }
    Ok(jobs)
}

/// Replaces the title of the reports that repeat the title of their case.
pub(super) async fn retitle_reports(
    tx: &mut Tx<'_>,
    before: &Case,
    title: &Title,
    effects: &mut Vec<Effect>,
) -> Stored<()> {
    let retitled = tx.retitle_bugs(before, title).await?;
    for bug in retitled {
        effects.push(Effect::DrawBug { bug });
        effects.extend(redraw_suggestions(tx, before.guild, bug).await?);
    }
    let requests = tx.requests_of(before.guild, before.number).await?;
    effects.extend(requests.into_iter().map(|request| Effect::DrawRequest { request }));
    Ok(())
}

/// Removes from the reports of a case what was taken back: words that they quote, and files.
pub(super) async fn revise_reports(
    tx: &mut Tx<'_>,
    before: &Case,
    had_files: bool,
    effects: &mut Vec<Effect>,
) -> Stored<()> {
    let Some(case) = tx.case(before.guild, before.number).await? else { return Ok(()) };
    let mut bugs = tx.bugs_that_quote(case.guild, case.number).await?;
    for bug in tx.bugs_from(case.guild, case.number).await? {
        if !bugs.contains(&bug) {
            bugs.push(bug);
        }
    }
    for bug in bugs {
        let Some(bug) = tx.bug(before.guild, bug).await? else { continue };
        // The words with which a bug was reported are a copy. What was said later or in other cases
        // is read whenever the report is drawn.
        let is_first = bug.is_from(case.number);
        let words = match is_first {
            true if bug.words != text::ERASED => tx.customers_words(&case, bug.reported_at).await?,
            _ => bug.words.clone(),
        };
        if words != bug.words {
            tx.requote_bug(&bug, &words).await?;
        } else if had_files || !is_first || tx.has_said_since(&case, bug.reported_at).await? {
            tx.mark_bug_erased(bug.guild, bug.number).await?;
        } else {
            continue;
        }
        effects.push(Effect::DrawBug { bug: bug.number });
    }
    Ok(())
}
