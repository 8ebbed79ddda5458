//! Who of the team is notified of what, and how.
//!
//! [`TeamPreferences`] decides, by what was chosen; an [`Alert`] is the one message to somebody
//! that shows what happened within a minute.

use std::{collections::BTreeMap, fmt, str::FromStr};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::{
    Bug, BugNumber, Case, CaseNumber, ChannelId, MessageId, Phase, Priority, Time, UserId,
    preferences::{Preferences, Quiet, SILENCE, Topic, Way},
};

/// For how long what happens is added to the message that somebody has just been sent.
pub const GATHERING: TimeDelta = TimeDelta::minutes(1);
/// Something of which somebody is notified. Holds no text that a person wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum News {
    /// A case was opened.
    NewCase {
        /// The case.
        case: CaseNumber,
    },
    /// A case is urgent.
    UrgentCase {
        /// The case.
        case: CaseNumber,
    },
    /// A case has waited too long for its first answer.
    Overdue {
        /// The case.
        case: CaseNumber,
    },
    /// The customer of the recipient's case wrote.
    Reply {
        /// The case.
        case: CaseNumber,
        /// Who wrote, if it was the customer of a case that was merged into it.
        by: Option<UserId>,
        /// The channel or thread that contains the message.
        channel: ChannelId,
        /// The message.
        message: MessageId,
    },
    /// A bug was reported.
    BugReported {
        /// The case from which it was reported.
        case: CaseNumber,
        /// The bug.
        bug: BugNumber,
    },
    /// Another case was linked to a bug.
    BugLinked {
        /// The case.
        case: CaseNumber,
        /// The bug.
        bug: BugNumber,
    },
}

impl News {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        match self {
            Self::NewCase { .. } => Topic::NewCase,
            Self::UrgentCase { .. } => Topic::UrgentCase,
            Self::Overdue { .. } => Topic::Overdue,
            Self::Reply { .. } => Topic::Reply,
            Self::BugReported { .. } | Self::BugLinked { .. } => Topic::BugReport,
        }
    }

    /// The case.
    pub fn case(&self) -> CaseNumber {
        match self {
            Self::NewCase { case }
            | Self::UrgentCase { case }
            | Self::Overdue { case }
            | Self::Reply { case, .. }
            | Self::BugReported { case, .. }
            | Self::BugLinked { case, .. } => *case,
        }
    }

    /// The bug, if it is about one.
    pub fn bug(&self) -> Option<BugNumber> {
        match self {
            Self::BugReported { bug, .. } | Self::BugLinked { bug, .. } => Some(*bug),
            Self::NewCase { .. }
            | Self::UrgentCase { .. }
            | Self::Overdue { .. }
            | Self::Reply { .. } => None,
        }
    }

    /// Whether somebody is told of it only once for each case.
    pub fn is_told_once(&self) -> bool {
        matches!(self.topic(), Topic::UrgentCase | Topic::Overdue)
    }

    /// Whether it still asks for something, so that somebody is to be told of it.
    pub fn still_holds(&self, to: Recipient, case: &Case, bug: Option<&Bug>) -> bool {
        match self {
            Self::NewCase { .. } => case.assignee.is_none() && case.phase() == Phase::Open,
            Self::UrgentCase { .. } => {
                case.priority == Priority::Urgent && case.phase() == Phase::Open
            }
            Self::Overdue { .. } => {
                case.first_response_at.is_none() && case.waits_for_us_since().is_some()
            }
            Self::Reply { .. } => {
                case.waits_for_us_since().is_some() && case.assignee == to.person()
            }
            Self::BugReported { .. } => bug.is_some_and(|bug| bug.status.phase() != Phase::Closed),
            Self::BugLinked { bug: number, .. } => {
                case.bugs.contains(number)
                    && bug.is_some_and(|bug| bug.status.phase() != Phase::Closed)
            }
        }
    }

    /// Returns the news of a change of a case, the most important first.
    pub fn of_change(before: Option<&Case>, after: &Case) -> Vec<Self> {
        let case = after.number;
        let was_urgent = before.is_some_and(|before| before.priority == Priority::Urgent);
        let is_urgent = after.priority == Priority::Urgent && !was_urgent && !after.is_over();
        let urgent = is_urgent.then_some(Self::UrgentCase { case });
        let new = before.is_none().then_some(Self::NewCase { case });
        urgent.into_iter().chain(new).collect()
    }
}

/// Who is notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// The roles of the agents.
    Agents,
    /// The role of the developers.
    Developers,
    /// One person.
    Person(UserId),
}

impl Recipient {
    /// The person, if it is one.
    pub fn person(self) -> Option<UserId> {
        match self {
            Self::Person(user) => Some(user),
            Self::Agents | Self::Developers => None,
        }
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agents => formatter.write_str("agents"),
            Self::Developers => formatter.write_str("developers"),
            Self::Person(user) => user.fmt(formatter),
        }
    }
}

impl FromStr for Recipient {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "agents" => Ok(Self::Agents),
            "developers" => Ok(Self::Developers),
            user => user.parse().map(|user| Self::Person(UserId(user))).map_err(|_| ()),
        }
    }
}

/// That somebody is to be notified of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Whose preferences want it; `None`: the server's.
    pub owner: Option<UserId>,
    /// Who is notified.
    pub to: Recipient,
    /// How.
    pub way: Way,
    /// Of what.
    pub news: News,
}

/// What was chosen in a server, by its leads and by each of its agents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamPreferences {
    /// The server's.
    pub server: Preferences,
    /// The agents'.
    pub people: BTreeMap<UserId, Preferences>,
}

impl TeamPreferences {
    /// Returns who is notified of what just happened. Of several news about the same case, each
    /// gets the first that they want. Nobody is told what they have done themselves.
    pub fn notifications(
        &self,
        news: &[News],
        case: &Case,
        bug: Option<&Bug>,
        by: Option<UserId>,
    ) -> Vec<Notification> {
        let owners = std::iter::once(None).chain(self.people.keys().copied().map(Some));
        let first = |owner: Option<UserId>| {
            let wanted = news.iter().filter(|_| owner.is_none() || owner != by);
            wanted.filter_map(|news| self.notification(owner, *news, case, bug)).next()
        };
        owners.filter_map(first).collect()
    }

    /// Returns what follows from what one owner of preferences has chosen for some news.
    pub fn notification(
        &self,
        owner: Option<UserId>,
        news: News,
        case: &Case,
        bug: Option<&Bug>,
    ) -> Option<Notification> {
        let topic = news.topic();
        let choice = match owner {
            Some(user) => *self.people.get(&user)?.choices.get(&topic)?,
            None => self.server.server_choice(topic),
        };
        let is_severe = bug.is_none_or(|bug| bug.report.severity >= choice.severity());
        let is_wanted = choice.way != Way::Nothing && topic != Topic::Reply && is_severe;
        let to = match (owner, topic) {
            _ if !is_wanted => return None,
            (Some(user), Topic::Overdue) if case.assignee.is_some_and(|agent| agent != user) => {
                return None;
            }
            (Some(user), _) => Recipient::Person(user),
            (None, Topic::BugReport) => Recipient::Developers,
            (None, Topic::Overdue) => match case.assignee {
                Some(agent) if self.has_chosen(agent, topic) => return None,
                Some(agent) => Recipient::Person(agent),
                None => Recipient::Agents,
            },
            (None, _) => Recipient::Agents,
        };
        let way = match to {
            Recipient::Person(_) if owner.is_none() => Way::Mention,
            Recipient::Person(user) => self.possible(user, choice.way),
            Recipient::Agents | Recipient::Developers => choice.way,
        };
        Some(Notification { owner, to, way, news })
    }

    /// Returns how the assignee of a case is notified that its customer wrote, after so long a
    /// silence. None if they are not. Who goes on waiting is news after an hour at the earliest.
    pub fn reply(&self, case: &Case, silence: TimeDelta, begins_to_wait: bool) -> Option<Way> {
        let agent = case.assignee?;
        let none = Preferences::default();
        let own = self.people.get(&agent).unwrap_or(&none);
        let choice = own.person_choice(Topic::Reply, &self.server);
        let after = choice.after(Topic::Reply);
        let after = if begins_to_wait { after } else { after.max(SILENCE) };
        let is_news = choice.way != Way::Nothing && silence >= after;
        is_news.then(|| self.possible(agent, choice.way))
    }

    /// Returns when the quiet hours of somebody end. None if they have none at this time.
    pub fn quiet_until(&self, to: Recipient, now: Time) -> Option<Time> {
        let own = to.person().and_then(|user| self.people.get(&user));
        let quiet = own.and_then(|own| own.quiet).or(self.server.quiet)?;
        let zone = own.and_then(|own| own.zone.as_ref()).or(self.server.zone.as_ref());
        match quiet {
            Quiet::Off => None,
            Quiet::Hours(hours) => hours.end(zone, now),
        }
    }

    fn has_chosen(&self, user: UserId, topic: Topic) -> bool {
        self.people.get(&user).is_some_and(|own| own.choices.contains_key(&topic))
    }

    /// The way in which somebody can be reached who has chosen one.
    fn possible(&self, user: UserId, way: Way) -> Way {
        let refused = self.people.get(&user).is_some_and(|own| own.direct_refused);
        if way == Way::DirectMessage && refused { Way::Mention } else { way }
    }
}

/// One message that notifies somebody. What happens within a minute is added to it; what happens in
/// quiet hours is in the one at their end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Its number.
    pub id: i64,
    /// Whom it notifies.
    pub to: Recipient,
    /// How.
    pub way: Way,
    /// Whether it was to be a direct message, which Discord has refused.
    pub fell_back: bool,
    /// What it shows, the oldest first.
    pub news: Vec<News>,
    /// When it is to be posted.
    pub due_at: Time,
    /// Where it is, once it was posted.
    pub posted: Option<(ChannelId, MessageId)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Actor, GuildId, Language, Opening, Origin, Report, Roles, Severity, Source, ThreadKind,
        Title, id,
        preferences::{Choice, PreferenceChange},
    };

    const ANA: UserId = UserId(1);
    const MAX: UserId = UserId(7);
    const MIA: UserId = UserId(8);

    fn time(minutes: i64) -> Time {
        id::created_at(1 << 22) + TimeDelta::minutes(minutes)
    }

    fn case(assignee: Option<UserId>, priority: Priority) -> Case {
        let opening = Opening {
            guild: GuildId(7),
            source: Source { channel: ChannelId(3), message: Some(MessageId(1 << 22)) },
            home: ThreadKind::Started,
            parent: None,
            requester: ANA,
            guest: None,
            language: Language::English,
            title: Title::from_message("It fails"),
            question: "It fails".to_owned(),
            origin: Origin::Menu,
            opened_by: Some(MAX),
            tags: std::collections::BTreeSet::new(),
            assignee: None,
            priority: Some(priority),
            files: 0,
            asked_in: None,
        };
        Case { assignee, ..Case::open(CaseNumber(12), opening, time(1)).case }
    }

    fn bug(severity: Severity) -> Bug {
        let report = Report::parse("It fails", "", "", "Error 500", "", severity);
        let actor = Actor { guild: GuildId(7), user: MAX, roles: Roles::default() };
        let report = report.expect("a report");
        Bug::report(BugNumber(3), CaseNumber(12), report, String::new(), &actor, time(2)).bug
    }

    fn chosen(choices: &[(Topic, Way)]) -> Preferences {
        let choices = choices.iter().map(|(topic, way)| (*topic, Choice::only(*way))).collect();
        Preferences { choices, ..Preferences::default() }
    }

    fn team(server: Preferences, people: &[(UserId, Preferences)]) -> TeamPreferences {
        TeamPreferences { server, people: people.iter().cloned().collect() }
    }

    /// Who is told of what and how.
    fn told(
        team: &TeamPreferences,
        news: &[News],
        case: &Case,
        bug: Option<&Bug>,
    ) -> Vec<(Recipient, Way, Topic)> {
        let told = team.notifications(news, case, bug, case.opened_by).into_iter();
        told.map(|told| (told.to, told.way, told.news.topic())).collect()
    }

    #[test]
    fn by_default_only_an_urgent_case_is_told() {
        let nobody = TeamPreferences::default();
        let normal = case(None, Priority::Normal);
        assert_eq!(told(&nobody, &News::of_change(None, &normal), &normal, None), []);
        let urgent = case(None, Priority::Urgent);
        assert_eq!(
            told(&nobody, &News::of_change(None, &urgent), &urgent, None),
            [(Recipient::Agents, Way::RoleMention, Topic::UrgentCase)]
        );
        assert_eq!(News::of_change(Some(&urgent), &urgent), []);
    }

    #[test]
    fn of_several_news_each_is_told_the_first_that_they_want_and_nobody_their_own() {
        let wants = [(Topic::NewCase, Way::DirectMessage)];
        let refused = Preferences { direct_refused: true, ..chosen(&wants) };
        let people = [(MAX, chosen(&wants)), (MIA, chosen(&wants)), (UserId(9), refused)];
        let team = team(chosen(&[(Topic::NewCase, Way::RoleMention)]), &people);
        let urgent = case(None, Priority::Urgent);
        assert_eq!(
            told(&team, &News::of_change(None, &urgent), &urgent, None),
            [
                (Recipient::Agents, Way::RoleMention, Topic::UrgentCase),
                (Recipient::Person(MIA), Way::DirectMessage, Topic::NewCase),
                (Recipient::Person(UserId(9)), Way::Mention, Topic::NewCase),
            ]
        );
    }

    #[test]
    fn an_overdue_answer_is_told_to_the_assignee_in_their_own_way() {
        let server = chosen(&[(Topic::Overdue, Way::RoleMention)]);
        let own = chosen(&[(Topic::Overdue, Way::DirectMessage)]);
        let news = News::Overdue { case: CaseNumber(12) };
        let of = |team: &TeamPreferences, assignee| {
            let case = case(assignee, Priority::Normal);
            told(team, &[news], &case, None)
        };
        let alone = team(server.clone(), &[]);
        let role = (Recipient::Agents, Way::RoleMention, Topic::Overdue);
        assert_eq!(of(&alone, None), [role]);
        let max = Recipient::Person(MAX);
        assert_eq!(of(&alone, Some(MAX)), [(max, Way::Mention, Topic::Overdue)]);
        let with_mia = team(server, &[(MIA, own)]);
        let mia = (Recipient::Person(MIA), Way::DirectMessage, Topic::Overdue);
        assert_eq!(of(&with_mia, None), [role, mia]);
        assert_eq!(of(&with_mia, Some(MIA)), [mia]);
        assert_eq!(of(&with_mia, Some(MAX)), [(max, Way::Mention, Topic::Overdue)]);
    }

    #[test]
    fn a_bug_is_told_from_the_severity_that_was_chosen() {
        let team = team(chosen(&[(Topic::BugReport, Way::RoleMention)]), &[]);
        let news = [News::BugReported { case: CaseNumber(12), bug: BugNumber(3) }];
        let case = case(Some(MAX), Priority::Normal);
        assert_eq!(told(&team, &news, &case, Some(&bug(Severity::Normal))), []);
        let developers = (Recipient::Developers, Way::RoleMention, Topic::BugReport);
        assert_eq!(told(&team, &news, &case, Some(&bug(Severity::Critical))), [developers]);
    }

    #[test]
    fn a_reply_is_told_after_the_silence_that_was_chosen() {
        let case = case(Some(MAX), Priority::Normal);
        let minutes = TimeDelta::minutes;
        let nobody = TeamPreferences::default();
        assert_eq!(nobody.reply(&case, minutes(59), true), None);
        assert_eq!(nobody.reply(&case, minutes(60), false), Some(Way::Mention));
        let mut own = chosen(&[(Topic::Reply, Way::DirectMessage)]);
        own.choices.insert(Topic::Reply, Choice { after: Some(0), ..own.choices[&Topic::Reply] });
        let eager = team(Preferences::default(), &[(MAX, own)]);
        assert_eq!(eager.reply(&case, minutes(0), true), Some(Way::DirectMessage));
        assert_eq!(eager.reply(&case, minutes(59), false), None, "they go on waiting");
        let server = team(chosen(&[(Topic::Reply, Way::Nothing)]), &[]);
        assert_eq!(server.reply(&case, minutes(600), true), None);
    }

    #[test]
    fn agents_have_the_quiet_hours_of_the_server_unless_they_have_their_own() {
        let hours = |typed: &str| {
            let change =
                PreferenceChange { quiet: Some(typed.to_owned()), ..PreferenceChange::default() };
            let none = Preferences::default();
            none.changed_for_person(&change, &none).expect("quiet hours")
        };
        let night = time(0).date_naive().and_hms_opt(23, 0, 0).expect("a time").and_utc();
        let team = team(hours("22-7"), &[(MAX, hours("off")), (MIA, hours("22-9"))]);
        let quiet = |to| team.quiet_until(to, night).map(|end| (end - night).num_hours());
        assert_eq!(quiet(Recipient::Agents), Some(8));
        assert_eq!(quiet(Recipient::Person(UserId(9))), Some(8));
        assert_eq!(quiet(Recipient::Person(MIA)), Some(10));
        assert_eq!(quiet(Recipient::Person(MAX)), None);
    }
}
