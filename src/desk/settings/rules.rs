//! A server's rules: added, changed, listed, removed by leads.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::{
    domain::{
        Actor, Cause, ChannelId, Fact, FactKind, GuildId, Permission, Rule, Time, change::Change,
        refusal::RuleRefusal, rule::RuleChange, text,
    },
    store,
};

use crate::desk::{
    Authorized, Desk, Result, settings::history::by_hand, settings::snippets::Imported,
};

/// A rule that somebody is about to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleToChange {
    /// As it is now.
    pub rule: Rule,
    /// The mark of the rule, by which a change of somebody else is noticed.
    pub mark: u32,
}

/// Returns a mark by which a rule is known again. Short, since a form's name has little room.
fn mark_of(rule: &Rule) -> u32 {
    let Rule { name, finds, channel, action, tag, priority } = rule;
    let [words, all_words] = finds.in_words().unwrap_or_default();
    let parts = [
        name.clone(),
        words,
        all_words,
        finds.pattern().unwrap_or_default().to_owned(),
        channel.map_or_else(String::new, |channel| channel.to_string()),
        action.into_str().to_owned(),
        tag.as_ref().map_or_else(String::new, |tag| tag.as_str().to_owned()),
        priority.map_or_else(String::new, |priority| priority.into_str().to_owned()),
    ];
    (text::mark(&parts.join("\n")) >> 32) as u32
}

/// Refuses a rule for a channel in which only the team writes: no message there becomes a case.
fn must_be_public(
    internal: &BTreeSet<ChannelId>,
    rule: &Rule,
) -> std::result::Result<(), RuleRefusal> {
    match rule.channel.filter(|channel| internal.contains(channel)) {
        Some(channel) => Err(RuleRefusal::InternalChannel(channel)),
        None => Ok(()),
    }
}

/// The fact that somebody changed a rule.
fn changed(actor: &Actor, change: Change, name: &str, at: Time) -> Fact {
    by_hand(actor, FactKind::RuleChanged { change, name: name.to_owned() }, at)
}

impl Desk {
    /// Adds a rule.
    ///
    /// # Errors
    /// Refuses patterns that are wrong or too large, names that are taken, and the rule after the
    /// fiftieth.
    pub async fn add_rule(&self, by: &Authorized, rule: Rule, cause: Cause) -> Result<Rule> {
        let (actor, now) = (by.to(Permission::ManageRules)?, self.now());
        let rule = rule.checked()?;
        must_be_public(&by.team()?.internal_channels(), &rule)?;
        let saved = rule.clone();
        self.store
            .write(async move |tx| {
                tx.add_rule(actor.guild, &saved, actor.user, now).await?;
                let fact = changed(&actor, Change::Added, &saved.name, now);
                tx.append(actor.guild, &cause, &[fact]).await
            })
            .await?;
        self.forget_team(actor.guild);
        Ok(rule)
    }

    /// Returns a rule to somebody who wants to change it.
    ///
    /// # Errors
    /// Refuses a name that no rule has.
    pub async fn rule_to_change(&self, by: &Authorized, name: &str) -> Result<RuleToChange> {
        let guild = by.to(Permission::ManageRules)?.guild;
        let rules = self.store.read(async move |reader| reader.rules(guild).await).await?;
        let found = rules.into_iter().find(|rule| rule.name == name.trim());
        let rule = found.ok_or_else(|| RuleRefusal::NotFound(name.trim().to_owned()))?;
        Ok(RuleToChange { mark: mark_of(&rule), rule })
    }

    /// Changes a rule. `before` is the mark of the rule that was changed.
    ///
    /// # Errors
    /// As [`Desk::add_rule`]. Refuses a name that no rule has, and a rule that somebody else has
    /// changed.
    pub async fn change_rule(
        &self,
        by: &Authorized,
        name: &str,
        before: u32,
        change: RuleChange,
        cause: Cause,
    ) -> Result<Rule> {
        let (actor, now) = (by.to(Permission::ManageRules)?, self.now());
        let guild = actor.guild;
        let internal = by.team()?.internal_channels();
        let name = name.to_owned();
        let edited = self.store.write(async move |tx| {
            tx.hold_settings(guild).await?;
            let found = tx.rules(guild).await?.into_iter().find(|rule| rule.name == name);
            let found = found.ok_or_else(|| RuleRefusal::NotFound(name.clone()))?;
            if mark_of(&found) != before {
                return Err(RuleRefusal::ChangedMeanwhile(name.clone()).into());
            }
            let rule = change.clone().of(found).checked()?;
            must_be_public(&internal, &rule)?;
            tx.change_rule(guild, &name, &rule).await?;
            let fact = changed(&actor, Change::Edited, &rule.name, now);
            tx.append(guild, &cause, &[fact]).await?;
            Ok(rule)
        });
        let rule = edited.await?;
        self.forget_team(guild);
        Ok(rule)
    }

    /// Adds rules, all or none, for whoever runs the bot. One that is there as it is stays. If one
    /// is there and differs, nothing is changed, unless they are to be replaced. Other processes
    /// use the rules once they read the server's settings again.
    ///
    /// # Errors
    /// Refuses a server that is not set up, rules that are wrong, new ones for a channel of the
    /// team, and more rules than a server may have.
    pub async fn import_rules(
        &self,
        guild: GuildId,
        rules: Vec<Rule>,
        replace: bool,
    ) -> Result<Imported> {
        let (bot, now) = (Actor::bot(guild), self.now());
        let rules: Vec<Rule> =
            rules.into_iter().map(Rule::checked).collect::<std::result::Result<_, _>>()?;
        let team = self.team(guild).await?;
        let internal = team.map(|team| team.internal_channels()).unwrap_or_default();
        let imported = self.store.write(async move |tx| {
            tx.hold_settings(guild).await?;
            let known = tx.rules(guild).await?;
            let mut imported = Imported::default();
            for rule in &rules {
                match known.iter().find(|known| known.name == rule.name) {
                    None => imported.added.push(rule.name.clone()),
                    Some(known) if known == rule => {
                        imported.unchanged += 1;
                        continue;
                    }
                    Some(_) => imported.differing.push(rule.name.clone()),
                }
                must_be_public(&internal, rule)?;
            }
            if !imported.differing.is_empty() && !replace {
                return Ok(Imported { differing: imported.differing, ..Imported::default() });
            }
            imported.replaced = std::mem::take(&mut imported.differing);
            for (rule, order) in rules.iter().zip(0..) {
                let change = if imported.replaced.contains(&rule.name) {
                    tx.change_rule(guild, &rule.name, rule).await?;
                    Change::Edited
                } else if imported.added.contains(&rule.name) {
                    // Rules keep the order in which they were added.
                    let at = now + TimeDelta::milliseconds(order);
                    tx.add_rule(guild, rule, bot.user, at).await?;
                    Change::Added
                } else {
                    continue;
                };
                let fact = changed(&bot, change, &rule.name, now);
                tx.append(guild, &Cause::Noticed(store::fresh_id(now)), &[fact]).await?;
            }
            Ok(imported)
        });
        let imported = imported.await?;
        self.forget_team(guild);
        Ok(imported)
    }

    /// Removes a rule.
    ///
    /// # Errors
    /// Refuses a name that no rule has.
    pub async fn remove_rule(&self, by: &Authorized, name: &str, cause: Cause) -> Result<()> {
        let (actor, now) = (by.to(Permission::ManageRules)?, self.now());
        let guild = actor.guild;
        let named = name.trim().to_owned();
        let removed = self.store.write(async move |tx| {
            let is_removed = tx.remove_rule(guild, &named).await?;
            if is_removed {
                let fact = changed(&actor, Change::Removed, &named, now);
                tx.append(guild, &cause, &[fact]).await?;
            }
            Ok(is_removed)
        });
        let removed = removed.await?;
        self.forget_team(guild);
        if removed { Ok(()) } else { Err(RuleRefusal::NotFound(name.trim().to_owned()).into()) }
    }
}
