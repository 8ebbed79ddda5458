//! A server's rules: added, listed, removed by leads.

use crate::domain::{Permission, Rule, refusal::RuleRefusal};

use crate::desk::{Authorized, Desk, Result};

impl Desk {
    /// Adds a rule.
    ///
    /// # Errors
    /// Refuses patterns that are wrong or too large, names that are taken, and the rule after the
    /// fiftieth.
    pub async fn add_rule(&self, by: &Authorized, rule: Rule) -> Result<Rule> {
        let (actor, now) = (by.to(Permission::ManageRules)?, self.now());
        let rule = rule.checked()?;
        let saved = rule.clone();
        self.store
            .write(async move |tx| tx.add_rule(actor.guild, &saved, actor.user, now).await)
            .await?;
        self.forget_team(actor.guild);
        Ok(rule)
    }

    /// Removes a rule.
    ///
    /// # Errors
    /// Refuses a name that no rule has.
    pub async fn remove_rule(&self, by: &Authorized, name: &str) -> Result<()> {
        let guild = by.to(Permission::ManageRules)?.guild;
        let named = name.trim().to_owned();
        let removed = self.store.write(async move |tx| tx.remove_rule(guild, &named).await).await?;
        self.forget_team(guild);
        if removed { Ok(()) } else { Err(RuleRefusal::NotFound(name.trim().to_owned()).into()) }
    }
}
