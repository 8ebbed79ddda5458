//! What is said in a case's thread: kept for the report, and read for whose turn it is.

use crate::{
    domain::{Action, Actor, ChannelId, MessageId, text},
    store::{NewMessage, Side},
};

use super::{Desk, Result};

/// A message that somebody wrote in a thread.
#[derive(Clone, Debug)]
pub struct Heard {
    pub actor: Actor,
    pub thread: ChannelId,
    pub message: MessageId,
    pub content: String,
    pub has_files: bool,
}

impl Desk {
    /// Takes note of a message, if its thread is a case's. A repeated event changes nothing.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn hear(&self, heard: Heard) -> Result<()> {
        if self.team(heard.actor.guild).await?.settings.is_none() {
            return Ok(());
        }
        if !self.is_case_thread(heard.thread) {
            return Ok(());
        }
        let now = self.now();
        let errands = self
            .store
            .write(move |connection| {
                let heard = heard.clone();
                Box::pin(async move {
                    let actor = heard.actor;
                    let Some(before) = connection.case_in_thread(actor.guild, heard.thread).await? else { return Ok(Vec::new()) };
                    let side = if actor.user == before.requester {
                        Side::Customer
                    } else if actor.standing.is_staff() {
                        Side::Agent
                    } else {
                        Side::Other
                    };
                    let sent_at = crate::domain::id::created_at(heard.message.0);
                    let content = text::clean(&heard.content);
                    let action = match side {
                        Side::Customer => Action::customer_wrote(heard.message, &content, heard.has_files),
                        Side::Agent => Action::AgentWrote { message: heard.message, at: sent_at },
                        Side::Other => {
                            // Kept, since it belongs to what was said; but it is nobody's turn because of it.
                            let new = new_message(&heard, before.number, side, content, sent_at);
                            connection.keep_message(&new).await?;
                            return Ok(Vec::new());
                        }
                    };
                    let new = new_message(&heard, before.number, side, content, sent_at);
                    if !connection.keep_message(&new).await? {
                        return Ok(Vec::new());
                    }
                    let decision = before.decide(action, &actor, now)?;
                    if decision.case != before {
                        connection.update_case(&before, &decision.case).await?;
                    }
                    connection.append(actor.guild, &crate::domain::Cause::Message(heard.message), &decision.facts).await?;
                    connection.ask_for(actor.guild, &decision.effects, now).await
                })
            })
            .await?;
        self.dispatch(errands);
        Ok(())
    }
}

fn new_message(
    heard: &Heard,
    case: crate::domain::CaseNumber,
    side: Side,
    content: String,
    sent_at: crate::domain::Time,
) -> NewMessage {
    NewMessage { guild: heard.actor.guild, case, message: heard.message, author: heard.actor.user, side, content, sent_at }
}
