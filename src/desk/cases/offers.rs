//! Messages that a rule puts before the agents. An offer shows what its message says now, and no
//! words of one that was deleted.

use crate::domain::{Cause, Effect, Fact, FactKind, GuildId, OfferedMessage, text};

use crate::desk::{
    Desk, Result,
    cases::flag::{Flagged, with_post_title},
};

/// How much of an offered message the agents see, in characters.
const EXCERPT: usize = 300;

impl Desk {
    /// Puts a message before the agents, once.
    pub(in crate::desk) async fn offer(
        &self,
        flagged: Flagged,
        rule: String,
        cause: Cause,
    ) -> Result<()> {
        let Flagged { guild, channel, message, author, sender, content, post_title, .. } = flagged;
        let guest = sender.guest().map(|guest| guest.name.clone());
        let now = self.now();
        let offered = OfferedMessage { channel, message, author, guest, rule };
        let kind = FactKind::MessageOffered {
            message: message.0,
            channel: Some(channel.0),
            author: Some(author.0),
            rule: offered.rule.clone(),
        };
        let fact = Fact { kind, case: None, bug: None, actor: None, at: now };
        let effect = shows(offered, Some(&with_post_title(post_title.as_deref(), &content)));
        let offering = self.store.write(async move |tx| {
            let known = tx.case_of_message(guild, message).await?.is_some();
            if known || tx.has_happened(guild, &cause, &fact.kind).await? {
                return Ok(Vec::new());
            }
            tx.append(guild, &cause, std::slice::from_ref(&fact)).await?;
            tx.enqueue(guild, std::slice::from_ref(&effect), now).await
        });
        self.dispatch(offering.await?);
        Ok(())
    }

    /// Has an offer show what its message says now. None if it was deleted.
    pub(in crate::desk) async fn revise_offer(
        &self,
        guild: GuildId,
        offered: OfferedMessage,
        content: Option<String>,
    ) -> Result<()> {
        let (now, message) = (self.now(), offered.message);
        let cause = Cause::Message(message);
        let kind = FactKind::MessageDeleted { message: message.0 };
        let deletion = Fact { kind, case: None, bug: None, actor: None, at: now };
        let effect = shows(offered, content.as_deref());
        let revising = self.store.write(async move |tx| {
            let is_deleted = tx.is_deleted(guild, message).await?;
            if content.is_some() && is_deleted {
                return Ok(Vec::new());
            }
            if content.is_none() && !is_deleted {
                tx.append(guild, &cause, std::slice::from_ref(&deletion)).await?;
            }
            tx.enqueue(guild, std::slice::from_ref(&effect), now).await
        });
        self.dispatch(revising.await?);
        Ok(())
    }
}

fn shows(offered: OfferedMessage, content: Option<&str>) -> Effect {
    Effect::Offer {
        channel: offered.channel.0,
        message: offered.message.0,
        author: offered.author.0,
        name: offered.guest,
        rule: offered.rule,
        excerpt: content.map(|content| text::shorten(text::clean(content).trim(), EXCERPT)),
    }
}
