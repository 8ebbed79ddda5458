//! The checks of the doctor that ask Discord: whether the bot can work in every server in which it
//! was set up. Each check writes a line; one that fails says how to fix it.

use std::fmt;

use crate::domain::{ChannelRole, Pin, Refusal, Settings, refusal::PlatformRefusal};

use crate::discord::{
    bot::BotIdentity,
    gateway::connection::{self, Granted},
    permission::{self, Standpoint},
    rest::{Failure, Rest},
};

/// One check, and how it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub what: String,
    /// What to do about it, where it fails.
    pub mend: Option<String>,
    /// The bot does its work all the same.
    pub minor: bool,
}

impl Finding {
    /// A check that passed.
    pub fn well(what: impl Into<String>) -> Self {
        Self { what: what.into(), mend: None, minor: false }
    }

    /// A check that failed, with the fix.
    pub fn ill(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), mend: Some(mend.into()), minor: false }
    }

    /// Something that would be better otherwise, and keeps the bot from nothing.
    pub fn minor(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { minor: true, ..Self::ill(what, mend) }
    }

    /// Whether nothing has to be done.
    pub fn is_well(&self) -> bool {
        self.mend.is_none() || self.minor
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mend {
            None => write!(f, "ok    {}", self.what),
            Some(mend) if self.minor => write!(f, "note  {}: {mend}", self.what),
            Some(mend) => write!(f, "FAIL  {}: {mend}", self.what),
        }
    }
}

/// Checks the token, the intents and the gateway. Without a valid token nothing else can be asked.
pub async fn examine_account(rest: &Rest) -> (Vec<Finding>, Option<BotIdentity>) {
    let gateway_info = match connection::greet(rest).await {
        Ok(gateway_info) => gateway_info,
        Err(Failure::Unauthorized) => {
            let mend = "copy DISCORD_TOKEN again from the developer portal, under Bot";
            return (vec![Finding::ill("Discord accepts the token", mend)], None);
        }
        Err(failure) => {
            let mend = format!("check DISCORD_API_URL and the network ({failure})");
            return (vec![Finding::ill("Discord answers", mend)], None);
        }
    };
    let gateway = Finding::well(format!("the gateway is at {}", gateway_info.gateway));
    (
        vec![Finding::well("Discord accepts the token"), intents(gateway_info.granted), gateway],
        Some(gateway_info.me),
    )
}

fn intents(granted: Granted) -> Finding {
    let what = "the bot may read messages (Message Content Intent)";
    if granted.message_content {
        Finding::well(what)
    } else {
        Finding::ill(
            what,
            "switch it on in the developer portal, under Bot; until then rules and flag reactions rest",
        )
    }
}

/// Checks a server: that the bot is in it, its roles, each channel with its permissions, and
/// whether its board is pinned.
pub async fn examine_server(
    rest: &Rest,
    me: BotIdentity,
    settings: &Settings,
    pin: Pin,
) -> Vec<Finding> {
    let standpoint = match Standpoint::of(rest, settings.guild, me.user).await {
        Ok(standpoint) => standpoint,
        Err(failure) => {
            let mend =
                format!("invite it again, or ignore this if it has left for good ({failure})");
            return vec![Finding::ill(format!("the bot is in server {}", settings.guild), mend)];
        }
    };
    let server = standpoint.name();
    let mut findings = vec![Finding::well(format!("{server}: the bot is in the server"))];
    for (option, roles) in settings.roles() {
        for &role in roles {
            let what = match roles {
                [_] => format!("{server}: the role for {option} is there"),
                _ => format!("{server}: the role {role} for {option} is there"),
            };
            let mend = format!("choose another one with /setup {option}:<role>");
            findings.push(if standpoint.has_role(role) {
                Finding::well(what)
            } else {
                Finding::ill(what, mend)
            });
        }
    }
    for place in [ChannelRole::Help, ChannelRole::Desk, ChannelRole::Developers] {
        let (option, channel) = (permission::option(place), settings.channel(place));
        let what = format!("{server}: the {option} channel has all permissions");
        findings.push(match standpoint.check(rest, place, settings.mode, channel).await {
            Ok(Ok(())) => Finding::well(what),
            Ok(Err(refusal)) => Finding::ill(what, mend(&refusal, option)),
            Err(failure) => Finding::ill(what, format!("Discord did not say ({failure})")),
        });
    }
    if pin == Pin::Refused {
        let mend = "allow the bot Pin Messages in the desk channel; until then the board stands there unpinned";
        findings.push(Finding::minor(format!("{server}: the board is pinned"), mend));
    }
    findings
}

fn mend(refusal: &Refusal, option: &str) -> String {
    match refusal {
        Refusal::Platform(PlatformRefusal::MissingPermissions { permissions, .. }) => {
            format!("allow the bot there: {}", permissions.join(", "))
        }
        Refusal::Platform(PlatformRefusal::ChannelHidden(channel)) => {
            format!(
                "let the bot see channel {channel} (View Channel), or choose another with /setup {option}:<channel>"
            )
        }
        Refusal::Platform(PlatformRefusal::NoPrivateThreads) => {
            "choose a text channel with /setup help:<channel>, or /setup mode:public".to_owned()
        }
        _ => format!("choose a text channel of this server with /setup {option}:<channel>"),
    }
}
