//! What is said in a case's thread: kept for the report, and read for whose turn it is.

use crate::{
    domain::{Action, Actor, Case, CaseReference, Cause, ChannelId, Effect, MessageId, Time, id, text, turn},
    store::{self, Connection, Errand, NewMessage, Side},
};

use super::{Desk, Result};

/// A message that somebody wrote in a thread.
#[derive(Clone, Debug)]
pub struct Heard {
    pub actor: Actor,
    pub thread: ChannelId,
    pub message: MessageId,
    /// None where Discord does not let the bot read it.
    pub content: Option<String>,
    pub has_files: bool,
}

impl Heard {
    fn side(&self, case: &Case) -> Side {
        if self.actor.user == case.requester {
            Side::Customer
        } else if self.actor.standing.is_staff() || case.assignee == Some(self.actor.user) {
            Side::Agent
        } else {
            Side::Other
        }
    }

    /// What the message means for the case; nothing, where a third person wrote it.
    fn action(&self, side: Side) -> Option<Action> {
        let at = id::created_at(self.message.0);
        match side {
            Side::Customer => {
                // Words that nobody can read may be a question.
                let wants_an_answer = self.content.as_ref().is_none_or(|text| turn::wants_an_answer(text, self.has_files));
                Some(Action::CustomerWrote { message: self.message, at, wants_an_answer })
            }
            Side::Agent => Some(Action::AgentWrote { message: self.message, at }),
            Side::Other => None,
        }
    }
}

impl Desk {
    /// Takes note of a message, if its thread is a case's. A repeated event changes nothing.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn hear(&self, heard: Heard) -> Result<()> {
        if self.team(heard.actor.guild).await?.settings.is_none() || !self.is_case_thread(heard.thread) {
            return Ok(());
        }
        let now = self.now();
        let errands = self
            .store
            .write(move |connection| {
                let heard = heard.clone();
                Box::pin(async move { take_note(connection, heard, now).await })
            })
            .await?;
        self.dispatch(errands);
        Ok(())
    }
}

async fn take_note(connection: &mut Connection<'_>, heard: Heard, now: Time) -> std::result::Result<Vec<Errand>, store::Error> {
    let guild = heard.actor.guild;
    let Some(case) = connection.case_in_thread(guild, heard.thread).await? else { return Ok(Vec::new()) };
    let before = connection.case_to_change(guild, CaseReference::Number(case.number)).await?;
    let side = heard.side(&before);
    let new = NewMessage {
        guild,
        case: before.number,
        message: heard.message,
        author: heard.actor.user,
        side,
        content: heard.content.as_deref().map(text::clean),
        sent_at: id::created_at(heard.message.0),
    };
    let (true, Some(action)) = (connection.keep_message(&new).await?, heard.action(side)) else { return Ok(Vec::new()) };
    let cause = Cause::Message(heard.message);
    let decision = before.decide(action, &heard.actor, now)?;
    connection.append(guild, &cause, &decision.facts).await?;
    let mut effects = decision.effects;
    // Events come in any order, and what was missed is read late: whose turn it is, the newest message says.
    if connection.has_newer_message(&new).await? {
        effects.clear();
    } else if decision.case != before {
        connection.update_case(&before, &decision.case, now).await?;
    }
    if heard.has_files && side == Side::Customer {
        effects.push(Effect::KeepFiles { case: before.number, channel: heard.thread.0, message: heard.message.0 });
    }
    connection.ask_for(guild, &effects, now).await
}
