//! A server's rules: added, listed, removed by leads.

use crate::domain::{Actor, Permission, Refusal, Rule};

use crate::desk::{Desk, Result};

impl Desk {
    /// Adds a rule.
    ///
    /// # Errors
    /// Refuses patterns that are wrong or too large, names that are taken, and the rule after the
    /// fiftieth.
    pub async fn add_rule(&self, actor: Actor, rule: Rule) -> Result<Rule> {
        self.settings(actor.guild).await?;
        actor.may(Permission::ManageRules)?;
        let rule = rule.checked()?;
        let (now, saved) = (self.now(), rule.clone());
        self.store
            .write(move |connection| {
                let rule = saved.clone();
                Box::pin(
                    async move { connection.add_rule(actor.guild, &rule, actor.user, now).await },
                )
            })
            .await?;
        self.forget_team(actor.guild);
        Ok(rule)
    }

    /// The rules in the order in which they were added.
    ///
    /// # Errors
    /// Refuses those who are not leads.
    pub async fn rules(&self, actor: Actor) -> Result<Vec<Rule>> {
        self.settings(actor.guild).await?;
        actor.may(Permission::ManageRules)?;
        Ok(self.team(actor.guild).await?.rules.clone())
    }

    /// Removes a rule.
    ///
    /// # Errors
    /// Refuses a name that no rule has.
    pub async fn remove_rule(&self, actor: Actor, name: &str) -> Result<()> {
        self.settings(actor.guild).await?;
        actor.may(Permission::ManageRules)?;
        let (guild, named) = (actor.guild, name.trim().to_owned());
        let removed = self
            .store
            .write(move |connection| {
                let name = named.clone();
                Box::pin(async move { connection.remove_rule(guild, &name).await })
            })
            .await?;
        self.forget_team(guild);
        if removed { Ok(()) } else { Err(Refusal::NoSuchRule(name.trim().to_owned()).into()) }
    }
}
