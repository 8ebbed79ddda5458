//! The checks of the doctor that ask Discord: whether the bot can work in every server in which it
//! was set up. Each check writes a line; one that fails says how to fix it.

use std::fmt;

use crate::domain::{
    ChannelId, ChannelRole, OtherTeam, Pin, Refusal, Settings,
    refusal::{PlatformRefusal, SetupRefusal, TeamRefusal},
};

use crate::discord::{
    bot::BotIdentity,
    gateway::connection::{self, Granted},
    permission::{self, MemberRoles, Work},
    rest::{Failure, Rest},
};

/// One check, and how it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked if it passed, and what is wrong if it failed.
    pub what: String,
    /// What to do about it, if it failed.
    pub fix: Option<String>,
    /// The bot does its work all the same.
    pub minor: bool,
}

impl Finding {
    /// A check that passed.
    pub fn well(what: impl Into<String>) -> Self {
        Self { what: what.into(), fix: None, minor: false }
    }

    /// A check that failed, with the fix.
    pub fn ill(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { what: what.into(), fix: Some(fix.into()), minor: false }
    }

    /// Something that would be better otherwise, and keeps the bot from nothing.
    pub fn minor(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { minor: true, ..Self::ill(what, fix) }
    }

    /// Whether nothing has to be done.
    pub fn is_well(&self) -> bool {
        self.fix.is_none() || self.minor
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fix {
            None => write!(f, "ok    {}", self.what),
            Some(fix) if self.minor => write!(f, "note  {}: {fix}", self.what),
            Some(fix) => write!(f, "FAIL  {}: {fix}", self.what),
        }
    }
}

/// Checks the token, the intents and the gateway, and names the invitation. Without a valid token
/// nothing else can be asked.
pub async fn examine_account(rest: &Rest) -> (Vec<Finding>, Option<BotIdentity>) {
    let gateway_info = match connection::fetch_gateway_info(rest).await {
        Ok(gateway_info) => gateway_info,
        Err(Failure::Unauthorized) => {
            let fix = "copy DISCORD_TOKEN again from the Developer Portal, under Bot";
            return (vec![Finding::ill("Discord doesn't accept the token", fix)], None);
        }
        Err(failure) => {
            let fix = format!("check DISCORD_API_URL and the network ({failure})");
            return (vec![Finding::ill("Can't reach Discord", fix)], None);
        }
    };
    let gateway = Finding::well(format!("the gateway is at {}", gateway_info.gateway));
    let me = gateway_info.me;
    let invitation = permission::invitation(me.application);
    let findings = vec![
        Finding::well("Discord accepts the token"),
        intents(gateway_info.granted),
        gateway,
        Finding::well(format!("the bot can be invited with {invitation}")),
    ];
    (findings, Some(me))
}

fn intents(granted: Granted) -> Finding {
    if granted.message_content {
        Finding::well("the bot may read messages (Message Content Intent)")
    } else {
        Finding::ill(
            "The bot can't read messages (Message Content Intent is off)",
            "turn it on in the Developer Portal, under Bot; until then, rules and flag reactions don't work",
        )
    }
}

/// Checks that the roles of the team are there.
fn examine_roles(member: &MemberRoles, settings: &Settings) -> Vec<Finding> {
    let server = member.name();
    let mut findings = Vec::new();
    for (option, roles) in settings.roles() {
        for &role in roles {
            let named = match roles {
                [_] => format!("{server}: the role for {option}"),
                _ => format!("{server}: the role {role} for {option}"),
            };
            findings.push(if member.has_role(role) {
                Finding::well(format!("{named} is there"))
            } else {
                let fix = format!("choose another one with /setup {option}:<role>");
                Finding::ill(format!("{named} doesn't exist any more"), fix)
            });
        }
    }
    findings
}

/// Checks that members do not see the channels of the team. A channel that the bot can't look at is
/// left out: another check names it.
async fn examine_visibility(
    rest: &Rest,
    member: &MemberRoles,
    for_the_team: impl Iterator<Item = ChannelId>,
) -> Vec<Finding> {
    let server = member.name();
    let mut findings = Vec::new();
    for channel in for_the_team {
        if !member.public(rest, [channel]).await.unwrap_or_default().is_empty() {
            let what =
                format!("{server}: everyone can see channel {channel}, which is for the team");
            findings.push(Finding::minor(what, "hide it from @everyone in Discord"));
        }
    }
    findings
}

/// Checks a server: that the bot is in it, its roles, each channel with its permissions, its other
/// teams, and whether its board and its Ask panel are pinned.
pub async fn examine_server(
    rest: &Rest,
    me: BotIdentity,
    settings: &Settings,
    teams: &[OtherTeam],
    [board, panel]: [Pin; 2],
) -> Vec<Finding> {
    let member = match MemberRoles::of(rest, settings.guild, me.user).await {
        Ok(member) => member,
        Err(failure) => {
            let fix =
                format!("invite it again, or ignore this if it has left for good ({failure})");
            return vec![Finding::ill(format!("The bot isn't in server {}", settings.guild), fix)];
        }
    };
    let server = member.name();
    let mut findings = vec![Finding::well(format!("{server}: the bot is in the server"))];
    findings.extend(examine_roles(&member, settings));
    if !member.has_emoji(&settings.flag_emoji) {
        let what = format!("{server}: the emoji for flag_emoji doesn't exist any more");
        findings.push(Finding::ill(what, "choose another one with /setup flag_emoji:<emoji>"));
    }
    for place in [ChannelRole::Help, ChannelRole::Desk, ChannelRole::Developers] {
        let (option, channel) = (permission::option(place), settings.channel(place));
        let named = format!("{server}: the {option} channel");
        findings.push(match member.check(rest, place, settings.mode, channel).await {
            Ok(Ok(())) => Finding::well(format!("{named} has all permissions")),
            Ok(Err(refusal)) => {
                Finding::ill(format!("{named} {}", fault(&refusal)), fix(&refusal, option))
            }
            Err(failure) => {
                let fix = format!("try again, and check the network ({failure})");
                Finding::ill(format!("{named} can't be checked"), fix)
            }
        });
    }
    for team in teams {
        findings.push(examine_team(rest, &member, team).await);
    }
    let for_the_team = [settings.desk_channel, settings.developers_channel];
    let for_the_team = for_the_team.into_iter().chain(teams.iter().map(|team| team.channel));
    findings.extend(examine_visibility(rest, &member, for_the_team).await);
    for role in member.silent(settings.mentioned_roles()) {
        let fix = "turn on \"Allow anyone to @mention this role\" in its settings, or grant the bot Mention @everyone, @here and All Roles";
        let what =
            format!("{server}: Discord notifies nobody when the bot mentions the role {role}");
        findings.push(Finding::minor(what, fix));
    }
    if board == Pin::Refused {
        let fix = "grant the bot Pin Messages in the desk channel";
        findings.push(Finding::minor(format!("{server}: the board isn't pinned"), fix));
    }
    if panel == Pin::Refused {
        let fix = "grant the bot Pin Messages in the help channel";
        findings.push(Finding::minor(format!("{server}: the Ask panel isn't pinned"), fix));
    }
    findings
}

/// Checks another team: that its role is there, and that the bot can post requests in its channel.
async fn examine_team(rest: &Rest, member: &MemberRoles, team: &OtherTeam) -> Finding {
    let named = format!("{}: the team {}", member.name(), team.name);
    let again = format!("/team remove name:{}, and add it again", team.name);
    if !member.has_role(team.role) {
        return Finding::ill(format!("{named} has a role that doesn't exist any more"), again);
    }
    let gone = TeamRefusal::NotATextChannel.into();
    match member.works_in(rest, team.channel, Work::Replies, gone).await {
        Ok(Ok(())) => Finding::well(format!("{named} can be asked")),
        Ok(Err(refusal)) => {
            let fix = match &refusal {
                Refusal::Platform(PlatformRefusal::MissingPermissions { permissions, .. }) => {
                    format!("grant the bot {} there", permissions.join(", "))
                }
                Refusal::Platform(PlatformRefusal::ChannelHidden(channel)) => {
                    format!("grant the bot View Channel in channel {channel}")
                }
                _ => again,
            };
            Finding::ill(format!("{named} has a channel that {}", fault(&refusal)), fix)
        }
        Err(failure) => {
            let fix = format!("try again, and check the network ({failure})");
            Finding::ill(format!("{named} can't be checked"), fix)
        }
    }
}

/// What is wrong with a channel. The sentence begins with the channel.
fn fault(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Platform(PlatformRefusal::MissingPermissions { .. }) => "lacks permissions",
        Refusal::Platform(PlatformRefusal::ChannelHidden(_)) => "is hidden from the bot",
        Refusal::Setup(SetupRefusal::NoPrivateThreads) => "can't have private threads",
        _ => "can't be used",
    }
}

fn fix(refusal: &Refusal, option: &str) -> String {
    match refusal {
        Refusal::Platform(PlatformRefusal::MissingPermissions { permissions, .. }) => {
            format!("grant the bot {} there", permissions.join(", "))
        }
        Refusal::Platform(PlatformRefusal::ChannelHidden(channel)) => {
            format!(
                "grant the bot View Channel in channel {channel}, or choose another with /setup {option}:<channel>"
            )
        }
        Refusal::Setup(SetupRefusal::NoPrivateThreads) => {
            "choose a text channel with /setup help:<channel>, or /setup mode:public".to_owned()
        }
        _ => format!("choose a text channel of this server with /setup {option}:<channel>"),
    }
}
