//! What a server's team works with and somebody has deleted: a channel, or a role.

use crate::domain::{Cause, DeskLine, Effect, Fact, FactKind, GuildId, settings::Loss};

use crate::desk::{Desk, Result};

impl Desk {
    /// Tells the team that something they work with was deleted, once for each thing that it was:
    /// agents and leads may have one role.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn lost(&self, guild: GuildId, losses: Vec<Loss>) -> Result<()> {
        if losses.is_empty() {
            return Ok(());
        }
        let now = self.now();
        self.commit(async move |tx| {
            let mut effects = Vec::new();
            for (place, &Loss { option, id }) in losses.iter().enumerate() {
                let kind = FactKind::PlaceLost { option: option.to_owned(), id };
                let earlier = &losses[..place];
                if earlier.contains(&losses[place]) {
                    // One line names all teams that share it.
                    continue;
                }
                let is_also = earlier.iter().any(|earlier| earlier.id == id);
                let cause = Cause::Lost { id, also: is_also.then_some(option) };
                if tx.has_happened(guild, &cause, &kind).await? {
                    continue;
                }
                let fact = Fact { kind, case: None, bug: None, actor: None, at: now };
                tx.append(guild, &cause, &[fact]).await?;
                let line = DeskLine::Lost { option: option.to_owned(), id };
                effects.push(Effect::TellDesk { line });
            }
            Ok(((), tx.enqueue(guild, &effects, now).await?))
        })
        .await
    }
}
