//! What is to be done in Discord for offers.

use crate::domain::{Effect, GuildId, Job, MessageId, OfferEnd, OfferedMessage, Time, text};
use crate::store::Tx;

use crate::desk::Stored;

/// How much of an offered message the agents see, in characters.
const EXCERPT: usize = 300;

/// Ends the offer of a message, if there is one, as part of a transaction.
pub(in crate::desk) async fn end_offer(
    tx: &mut Tx<'_>,
    guild: GuildId,
    message: MessageId,
    end: OfferEnd,
    now: Time,
) -> Stored<Vec<Job>> {
    match tx.end_offer(guild, message).await? {
        Some(offered) => {
            Ok(tx.enqueue(guild, &[ended(offered, end), Effect::DrawBoard], now).await?)
        }
        None => Ok(Vec::new()),
    }
}

/// Has an offer show what its message says.
pub(in crate::desk) fn shows(offered: OfferedMessage, words: &str) -> Effect {
    let excerpt = text::shorten(text::clean(words).trim(), EXCERPT);
    effect(offered, Some(excerpt), None)
}

/// Has an offer show how it ended, or go.
pub(in crate::desk) fn ended(offered: OfferedMessage, end: OfferEnd) -> Effect {
    effect(offered, None, Some(end))
}

fn effect(offered: OfferedMessage, excerpt: Option<String>, end: Option<OfferEnd>) -> Effect {
    Effect::Offer {
        channel: offered.channel.0,
        message: offered.message.0,
        author: offered.author.0,
        name: offered.guest,
        rule: offered.rule,
        excerpt,
        end,
    }
}
