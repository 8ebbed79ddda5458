//! Whose turn it is in a case, from all that is stored of it.

use std::collections::BTreeMap;

use crate::domain::{
    Case, CaseNumber, FactKind, MessageId, Origin, ThreadKind, TurnStep,
    turn::{self, Turn},
};

use crate::store::Error;
use crate::store::codec::{id, named, snowflake};
use crate::store::tx::{Reader, fetch_all, fetch_optional};

impl Reader<'_> {
    /// Whose turn it is in a case, by all messages, commands and buttons in it.
    pub async fn turn(&mut self, case: &Case) -> Result<Turn, Error> {
        self.turn_with(case, None).await
    }

    /// The same with a notice that has just been posted and is not recorded yet.
    pub async fn turn_with(&mut self, case: &Case, now: Option<JustSaid>) -> Result<Turn, Error> {
        let (guild, number) = (id(case.guild.0), case.number.0);
        let question = fetch_optional!(
            self,
            (bool,),
            "SELECT question_wants_answer FROM cases WHERE guild_id = $1 AND number = $2",
            guild,
            number
        )?;
        let asks = question.is_none_or(|(wants_an_answer,)| wants_an_answer)
            && !matches!(case.origin, Origin::Moved(_));
        let messages = fetch_all!(
            self,
            (i64, String, bool),
            "SELECT message_id, side, wants_answer FROM messages WHERE guild_id = $1 AND case_number = $2 AND deleted_at IS NULL",
            guild,
            number
        )?;
        let mut said_by = self.said_by(case).await?;
        let now = now.map(|now| {
            said_by.extend(now.interaction.map(|interaction| (now.message.0, interaction)));
            (now.message.0, now.fact)
        });
        let mut steps = Vec::with_capacity(messages.len());
        // What was said before the question does not answer it, unless both are in one thread of
        // the customer.
        let is_own = case.home == ThreadKind::Own || case.asked_in.is_some();
        let is_whole = is_own && !case.origin.is_posted_by_bot();
        let question = case.source.message.filter(|_| asks && is_whole);
        steps.extend(question.map(|question| (question.0, TurnStep::Asks)));
        for (message, column, wants_an_answer) in messages {
            let message = MessageId(snowflake(message));
            if is_whole || !case.is_asked_after(message) {
                let step = TurnStep::of_message(named(&column)?, wants_an_answer);
                steps.extend(in_their_places((message.0, step), said_by.get(&message.0)));
            }
        }
        // The cause of a button or a command is Discord's id of it, and that of a proposal or a
        // promise is its message, so that it has its place among the messages. A message that was
        // deleted says nothing.
        let facts = fetch_all!(
            self,
            (String, String),
            "SELECT cause, detail FROM facts WHERE guild_id = $1 AND case_number = $2
                AND (cause LIKE 'int:%' OR kind IN ('solution_proposed', 'promise_made', 'news_told'))
                AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.guild_id = $1 AND p.case_number = $2 AND p.deleted_at IS NOT NULL
                    AND facts.cause = 'msg:' || CAST(p.message_id AS TEXT))",
            guild,
            number
        )?;
        let (mut happened, mut prepared) = (Vec::new(), BTreeMap::new());
        for (cause, detail) in facts {
            let kind: FactKind =
                serde_json::from_str(&detail).map_err(|error| Error::Corrupt(error.to_string()))?;
            let id = cause.split_once(':').and_then(|(_, id)| id.parse().ok());
            let id = id.ok_or_else(|| Error::Corrupt(format!("the cause {cause:?}")))?;
            if let FactKind::SolutionPrepared { attempt } = kind {
                prepared.insert(attempt, id);
            }
            happened.push((id, kind));
        }
        happened.extend(now.and_then(|(message, fact)| Some((message, fact?))));
        for (id, kind) in happened {
            let step = match kind {
                FactKind::CaseAbsorbed { from } => self.absorbs(case, from).await?,
                ref kind => kind.turn_step(),
            };
            let made = match kind {
                FactKind::SolutionProposed { attempt, .. } => prepared.get(&attempt),
                _ => None,
            };
            steps.extend(in_their_places((id, step), said_by.get(&id).or(made)));
            let is_news = matches!(kind, FactKind::NewsTold { .. });
            steps.extend(is_news.then_some((id, TurnStep::Supersedes)));
        }
        let asked_at = (asks && !is_whole).then(|| case.asked_at());
        Ok(turn::of(asked_at, steps))
    }

    /// The commands and buttons with which somebody said what is in Discord, by its messages.
    async fn said_by(&mut self, case: &Case) -> Result<BTreeMap<u64, u64>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT message_id, interaction_id FROM posts
             WHERE guild_id = $1 AND case_number = $2 AND message_id IS NOT NULL AND interaction_id IS NOT NULL",
            id(case.guild.0),
            case.number.0
        )?;
        let said = |(message, interaction)| (snowflake(message), snowflake(interaction));
        Ok(rows.into_iter().map(said).collect())
    }

    /// Returns the effect that a merged case has on the turn of the one that it was merged into.
    async fn absorbs(&mut self, case: &Case, from: CaseNumber) -> Result<TurnStep, Error> {
        let merged = self.case(case.guild, from).await?.and_then(|from| from.merged);
        let Some(merged) = merged.filter(|merged| merged.into == case.number) else {
            return Ok(TurnStep::Nothing);
        };
        let promised = merged.promise().map(|promise| promise.until);
        Ok(merged
            .wait_for_us()
            .map_or(TurnStep::Nothing, |(since, start)| TurnStep::Absorbs(since, start, promised)))
    }
}

/// A notice that has just been posted and is not recorded yet.
#[derive(Clone, Debug)]
pub struct JustSaid {
    /// Its message.
    pub message: MessageId,
    /// The command or button with which somebody said it.
    pub interaction: Option<u64>,
    /// What is recorded of it. None if it is stored as a message.
    pub fact: Option<FactKind>,
}

/// Returns the steps of something that was said, in their places: who asked after it was said, and
/// before it was in Discord, had not read it, and was not read either.
fn in_their_places(
    (id, step): (u64, TurnStep),
    said_by: Option<&u64>,
) -> impl Iterator<Item = (u64, TurnStep)> {
    let said = said_by.map(|&said| said.min(id));
    let (first, second) = match (step, said) {
        (TurnStep::Answers, Some(said)) => {
            ((said, TurnStep::Settles), Some((id, TurnStep::Responds)))
        }
        (TurnStep::Settles, Some(said)) => ((said, step), None),
        _ => ((id, step), None),
    };
    std::iter::once(first).chain(second)
}
