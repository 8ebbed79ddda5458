//! What the team can choose with `/notify`: leads for the server, and each agent for themselves.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::domain::{
    Refusal, Severity,
    change::SettingChange,
    named::named,
    quiet_hours::{QuietHours, Zone},
    refusal::NotificationRefusal,
    span,
};

named!(Topic, Way);

/// The default for how long nobody has written before a customer's reply is news.
pub const SILENCE: TimeDelta = TimeDelta::hours(1);
/// The default for how long a case has no first answer before it is overdue.
const OVERDUE: TimeDelta = TimeDelta::minutes(30);

/// What people of the team can be notified of.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Topic {
    /// A case was opened.
    NewCase,
    /// A case is urgent, from the beginning or since somebody said so.
    UrgentCase,
    /// A case has waited too long for its first answer.
    Overdue,
    /// The customer of one of an agent's own cases wrote.
    Reply,
    /// A bug was reported, or another case was linked to one.
    BugReport,
}

/// How somebody is notified.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Way {
    /// The roles of the agents, or that of the developers, are mentioned in their channel.
    RoleMention,
    /// They are mentioned in the team's thread of the case.
    Mention,
    /// They get a direct message.
    DirectMessage,
    /// They are not notified.
    Nothing,
}

/// What was chosen for a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// How.
    pub way: Way,
    /// After how many minutes: without a first answer, or of silence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    /// The lowest severity of a bug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
}

impl Choice {
    /// The same way without further conditions.
    pub fn only(way: Way) -> Self {
        Self { way, after: None, severity: None }
    }

    /// After how long, of a topic.
    pub fn after(self, topic: Topic) -> TimeDelta {
        let default = if topic == Topic::Overdue { OVERDUE } else { SILENCE };
        self.after.and_then(TimeDelta::try_minutes).unwrap_or(default)
    }

    /// The lowest severity of a bug.
    pub fn severity(self) -> Severity {
        self.severity.unwrap_or(Severity::High)
    }

    /// Returns the choice as the history of settings shows it: `mention 1h`.
    fn typed(self) -> String {
        let after = self.after.map(|minutes| match minutes {
            0 => "0".to_owned(),
            minutes => span::typed(TimeDelta::try_minutes(minutes).unwrap_or_default()),
        });
        let severity = self.severity.map(|severity| severity.into_str().to_owned());
        let parts = [Some(self.way.into_str().to_owned()), after, severity];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Whether somebody has quiet hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quiet {
    /// None, whatever the server has.
    Off,
    /// These.
    Hours(QuietHours),
}

/// What was chosen with `/notify`, for a server or by an agent. What is missing is as it is by
/// default, or as the server has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// How to notify of what.
    #[serde(default)]
    pub choices: BTreeMap<Topic, Choice>,
    /// The quiet hours.
    #[serde(default)]
    pub quiet: Option<Quiet>,
    /// The time zone of the quiet hours.
    #[serde(default)]
    pub zone: Option<Zone>,
    /// Whether Discord has refused to send them a direct message since they last chose something.
    #[serde(default)]
    pub direct_refused: bool,
}

/// What somebody changes with `/notify`. What is missing stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreferenceChange {
    /// The topic that `way`, `after` and `severity` are about.
    pub topic: Option<Topic>,
    /// How to notify.
    pub way: Option<Way>,
    /// As it was typed: `30m`.
    pub after: Option<String>,
    /// The lowest severity of a bug.
    pub severity: Option<Severity>,
    /// As they were typed: `22:00-07:00`, or `off`.
    pub quiet: Option<String>,
    /// As it was typed: "Europe/Berlin".
    pub zone: Option<String>,
}

impl PreferenceChange {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Preferences {
    /// Returns the preferences of the whole server after a change.
    ///
    /// # Errors
    /// Refuses what cannot be chosen for everyone, and what cannot be read.
    pub fn changed_for_server(&self, change: &PreferenceChange) -> Result<Self, Refusal> {
        if let (Some(topic), Some(way)) = (change.topic, change.way) {
            match (topic, way) {
                (_, Way::Nothing)
                | (Topic::Reply, Way::Mention | Way::DirectMessage)
                | (
                    Topic::NewCase | Topic::UrgentCase | Topic::Overdue | Topic::BugReport,
                    Way::RoleMention,
                ) => {}
                (Topic::Reply, Way::RoleMention) => {
                    return Err(NotificationRefusal::OnlyTheAssignee.into());
                }
                (
                    Topic::NewCase | Topic::UrgentCase | Topic::Overdue | Topic::BugReport,
                    Way::Mention | Way::DirectMessage,
                ) => return Err(NotificationRefusal::OnlyRoles.into()),
            }
        }
        self.changed(change, |topic| self.server_choice(topic))
    }

    /// Returns the preferences of an agent after a change.
    ///
    /// # Errors
    /// Refuses what leads alone choose, and what cannot be read.
    pub fn changed_for_person(
        &self,
        change: &PreferenceChange,
        server: &Self,
    ) -> Result<Self, Refusal> {
        if change.way == Some(Way::RoleMention) {
            return Err(NotificationRefusal::RolesAreForAll.into());
        }
        let changed = self.changed(change, |topic| self.person_choice(topic, server))?;
        Ok(Self { direct_refused: false, ..changed })
    }

    fn changed(
        &self,
        change: &PreferenceChange,
        before: impl Fn(Topic) -> Choice,
    ) -> Result<Self, Refusal> {
        let mut next = self.clone();
        let is_about_topic =
            change.way.is_some() || change.after.is_some() || change.severity.is_some();
        match change.topic {
            Some(_) if !is_about_topic => return Err(NotificationRefusal::WhichWay.into()),
            None if is_about_topic => return Err(NotificationRefusal::WhichEvent.into()),
            None => {}
            Some(topic) => {
                let mut choice = before(topic);
                if let Some(way) = change.way {
                    choice.way = way;
                }
                if let Some(typed) = &change.after {
                    choice.after = Some(after(topic, typed)?.num_minutes());
                }
                if let Some(severity) = change.severity {
                    if topic != Topic::BugReport {
                        return Err(NotificationRefusal::NoSeverity.into());
                    }
                    choice.severity = Some(severity);
                }
                next.choices.insert(topic, choice);
            }
        }
        if let Some(typed) = &change.quiet {
            next.quiet = Some(match typed.trim().to_lowercase().as_str() {
                "off" | "aus" | "0" => Quiet::Off,
                typed => Quiet::Hours(QuietHours::parse(typed)?),
            });
        }
        if let Some(typed) = &change.zone {
            next.zone = Some(Zone::parse(typed)?);
        }
        Ok(next)
    }

    /// What holds for a whole server.
    pub fn server_choice(&self, topic: Topic) -> Choice {
        self.choices.get(&topic).copied().unwrap_or(Choice::only(match topic {
            Topic::UrgentCase => Way::RoleMention,
            Topic::Reply => Way::Mention,
            Topic::NewCase | Topic::Overdue | Topic::BugReport => Way::Nothing,
        }))
    }

    /// What holds for an agent besides what everyone is told.
    pub fn person_choice(&self, topic: Topic, server: &Self) -> Choice {
        let default = || match topic {
            Topic::Reply => server.server_choice(topic),
            Topic::NewCase | Topic::UrgentCase | Topic::Overdue | Topic::BugReport => {
                Choice::only(Way::Nothing)
            }
        };
        self.choices.get(&topic).copied().unwrap_or_else(default)
    }

    /// Returns after how long a first answer is overdue. None if nobody is to be told.
    pub fn overdue_after(&self) -> Option<TimeDelta> {
        let choice = self.choices.get(&Topic::Overdue)?;
        (choice.way != Way::Nothing).then(|| choice.after(Topic::Overdue))
    }

    /// Returns what is different from the preferences before, for the history of settings.
    pub fn changes(&self, before: &Self) -> Vec<SettingChange> {
        let topic = |topic: &Topic| {
            let value = |preferences: &Self| Some(preferences.server_choice(*topic).typed());
            (topic.into_str(), value(before), value(self))
        };
        let hours = |preferences: &Self| match preferences.quiet {
            Some(Quiet::Hours(hours)) => Some(hours.typed()),
            Some(Quiet::Off) | None => None,
        };
        let zone = |preferences: &Self| Some(preferences.zone.as_ref()?.as_str().to_owned());
        let others =
            [("quiet_hours", hours(before), hours(self)), ("time_zone", zone(before), zone(self))];
        let all = Topic::VARIANTS.iter().map(topic).chain(others);
        all.filter(|(_, from, to)| from != to)
            .map(|(option, from, to)| SettingChange { option: option.to_owned(), from, to })
            .collect()
    }
}

/// Reads after how long somebody is told.
fn after(topic: Topic, typed: &str) -> Result<TimeDelta, Refusal> {
    let zero = matches!(typed.trim().to_lowercase().as_str(), "off" | "aus" | "0" | "0m");
    match topic {
        Topic::Reply if zero => Ok(TimeDelta::zero()),
        Topic::Overdue | Topic::Reply => Ok(span::parse("after", typed, span::NOTIFYING)?),
        Topic::NewCase | Topic::UrgentCase | Topic::BugReport => {
            Err(NotificationRefusal::NoDelay.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_shows_a_choice_for_everyone_before_and_after() {
        let after = |typed: &str| PreferenceChange {
            topic: Some(Topic::Reply),
            after: Some(typed.to_owned()),
            ..PreferenceChange::default()
        };
        let none = Preferences::default();
        let first = none.changed_for_server(&after("90m")).expect("it can be chosen");
        let second = first.changed_for_server(&after("0")).expect("it can be chosen");
        let shown = |next: &Preferences, before: &Preferences| {
            let change = next.changes(before).pop().expect("a change");
            (change.option, change.from, change.to)
        };
        let reply =
            |from: &str, to: &str| ("reply".to_owned(), Some(from.to_owned()), Some(to.to_owned()));
        assert_eq!(shown(&first, &none), reply("mention", "mention 90m"));
        assert_eq!(shown(&second, &first), reply("mention 90m", "mention 0"));
        assert_eq!(second.changes(&second), []);
    }
}
