//! Proxies post a member's message again under another name, and delete the member's. If a rule
//! found both, there are two cases of one question: the first goes on in the second.

use chrono::TimeDelta;

use crate::{
    domain::{Action, Actor, Case, CaseReference, Cause, Job, MessageId, Time, id},
    store::Tx,
};

use crate::desk::{Stored, act::act_on, memory::DeletedQuestions};

/// How long after the original a proxy may post the copy.
const DELAY: TimeDelta = TimeDelta::seconds(10);

/// Merges the case of a question that was deleted into the case of its copy, if there is one.
/// `words` are those of the question.
pub(in crate::desk) async fn go_on_in_copy(
    tx: &mut Tx<'_>,
    original: &Case,
    words: &str,
    now: Time,
) -> Stored<Vec<Job>> {
    let (Some(message), Some(channel)) =
        (original.source.message.filter(|_| is_untouched(original)), original.outside())
    else {
        return Ok(Vec::new());
    };
    let latest = id::snowflake_at(id::created_at(message.0) + DELAY);
    let copies = tx.cases_of_guests(original.guild, channel, message, MessageId(latest)).await?;
    for copy in copies {
        let Some(copy) = tx.case(original.guild, copy).await? else { continue };
        if repeats(&copy, words) {
            return merge(tx, original, &copy, now).await;
        }
    }
    Ok(Vec::new())
}

/// Merges the case of a question that is deleted already into the case of its copy, which was just
/// opened.
pub(in crate::desk) async fn take_in_original(
    tx: &mut Tx<'_>,
    copy: &Case,
    deleted: &DeletedQuestions,
    now: Time,
) -> Stored<Vec<Job>> {
    let (Some(message), Some(_)) = (copy.source.message, &copy.guest) else {
        return Ok(Vec::new());
    };
    let (guild, channel) = (copy.guild, copy.source.channel);
    let earliest = id::snowflake_at(id::created_at(message.0) - DELAY);
    let found = tx.deleted_questions(guild, channel, MessageId(earliest), message).await?;
    let is_original = |words: String| repeats(copy, &words);
    let is_original = |message| deleted.words(message).is_some_and(is_original);
    let Some((original, _)) = found.into_iter().find(|(_, message)| is_original(*message)) else {
        return Ok(Vec::new());
    };
    let original = tx.case_to_change(guild, CaseReference::Number(original)).await?;
    match is_untouched(&original) {
        true => merge(tx, &original, copy, now).await,
        false => Ok(Vec::new()),
    }
}

/// Whether a case asks what somebody wrote before. A proxy leaves out the tags that say for whom it
/// is to post.
fn repeats(copy: &Case, words: &str) -> bool {
    copy.question.lines().next().is_some_and(|line| words.contains(line))
}

/// Whether nobody has done anything with a case yet.
fn is_untouched(case: &Case) -> bool {
    case.guest.is_none()
        && case.assignee.is_none()
        && case.first_response_at.is_none()
        && !case.is_over()
        && case.merged.is_none()
}

async fn merge(tx: &mut Tx<'_>, original: &Case, copy: &Case, now: Time) -> Stored<Vec<Job>> {
    let Some(message) = original.source.message else { return Ok(Vec::new()) };
    let bot = Actor::bot(original.guild);
    let action = Action::Merge { into: copy.number, thread: copy.place() };
    let cause = Cause::Message(message);
    let (_, jobs) = act_on(tx, original, &bot, action, &cause, Vec::new(), now).await?;
    Ok(jobs)
}
