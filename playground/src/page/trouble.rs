//! Trouble on purpose, switched on and off at the page. How it stands is read from where it takes
//! effect: the plan of faults, the limits, the gateway, the permissions.

use std::time::Duration;

use sandbox::fault::Trouble;
use sandbox::rate::Limits;
use sandbox::world::{Overwrite, right};
use sandbox::{Refused, Sandbox, World, snowflake};
use serde_json::{Value, json};

/// The longest delay, in seconds: a request that takes longer is given up by every bot.
const SLOWEST: f64 = 30.0;
/// How many active threads a server may have when it is not crowded.
const ACTIVE_THREADS: usize = 1_000;
/// What the bot can be forbidden at the page.
const RIGHTS: [(&str, u64); 6] = [
    ("VIEW_CHANNEL", right::VIEW_CHANNEL),
    ("SEND_MESSAGES", right::SEND_MESSAGES),
    ("SEND_MESSAGES_IN_THREADS", right::SEND_MESSAGES_IN_THREADS),
    ("CREATE_PUBLIC_THREADS", right::CREATE_PUBLIC_THREADS),
    ("EMBED_LINKS", right::EMBED_LINKS),
    ("READ_MESSAGE_HISTORY", right::READ_MESSAGE_HISTORY),
];

/// `Trouble` of the protocol.
pub(super) fn state(sandbox: &Sandbox) -> Value {
    let faults = sandbox.faults();
    let limits = faults.current_limits();
    let limits = if limits == Limits::discord() {
        "real"
    } else if limits == Limits::tight() {
        "tight"
    } else {
        "generous"
    };
    let planned = faults.planned();
    let slow = planned.iter().find_map(|planned| match planned.trouble {
        Trouble::Slow(by) => Some(by.as_secs_f64()),
        _ => None,
    });
    let failing = planned.iter().find_map(|planned| match planned.trouble {
        Trouble::Before { status, .. } if planned.left != Some(0) => Some(status),
        _ => None,
    });
    let cut: u64 = planned
        .iter()
        .filter(|planned| planned.trouble == Trouble::After)
        .filter_map(|planned| planned.left)
        .sum();
    json!({
        "limits": limits,
        "slow": slow.unwrap_or(0.0),
        "failing": failing,
        "cut": cut,
        "refuse": sandbox.gateway().refuses_connections(),
        "crowded": sandbox.world(|world| world.active_thread_limit == 0),
        "missing": sandbox.world(missing),
    })
}

fn missing(world: &World) -> Vec<Value> {
    let of_bot = |overwrite: &&Overwrite| overwrite.member && overwrite.id == world.bot_id;
    let denied = world.channels.values().flat_map(|channel| {
        let deny = channel.overwrites.iter().find(of_bot).map_or(0, |overwrite| overwrite.deny);
        RIGHTS.iter().filter(move |(_, bit)| deny & bit != 0).map(|(name, _)| (channel.id, *name))
    });
    denied
        .map(|(channel, name)| json!({"channel_id": channel.to_string(), "permission": name}))
        .collect()
}

/// Does what a frame of the page asks; `None` if it is about something else.
pub(super) fn perform(sandbox: &Sandbox, request: &Value) -> Option<Result<Value, Refused>> {
    let faults = sandbox.faults();
    let gateway = sandbox.gateway();
    match request["verb"].as_str().unwrap_or_default() {
        "limits" => faults.limits(match request["limits"].as_str() {
            Some("real") => Limits::discord(),
            Some("tight") => Limits::tight(),
            _ => Limits::generous(),
        }),
        "slow" => {
            faults.cancel(|trouble| matches!(trouble, Trouble::Slow(_)));
            let seconds = request["seconds"].as_f64().unwrap_or(0.0).clamp(0.0, SLOWEST);
            if seconds > 0.0 {
                faults.slow("*", Duration::from_secs_f64(seconds));
            }
        }
        "failing" => {
            faults.cancel(|trouble| matches!(trouble, Trouble::Before { .. }));
            let status = request["status"].as_u64().and_then(|status| u16::try_from(status).ok());
            if let Some(status) = status.filter(|status| (500..600).contains(status)) {
                faults.plan_trouble("*", 0, None, Trouble::Before { status, code: 0 });
            }
        }
        "cut" => {
            faults.cancel(|trouble| *trouble == Trouble::After);
            let requests = request["requests"].as_u64().unwrap_or(0).min(100);
            if requests > 0 {
                faults.fail_after("POST *", requests);
            }
        }
        "drop" => {
            gateway.drop_connections();
        }
        "refuse" => {
            gateway.refuse_connections(request["refuse"] == true);
            if request["refuse"] == true {
                gateway.drop_connections();
            }
        }
        "invalidate" => {
            gateway.invalidate(request["resumable"] == true);
        }
        "crowd" => sandbox.change(|world| {
            let limit = if request["crowded"] == true { 0 } else { ACTIVE_THREADS };
            world.active_thread_limit = limit;
        }),
        "permission" => {
            if let Err(refused) = permission(sandbox, request) {
                return Some(Err(refused));
            }
        }
        "clear" => clear(sandbox),
        _ => return None,
    }
    // All panels look again.
    sandbox.change(|_| ());
    Some(Ok(state(sandbox)))
}

fn permission(sandbox: &Sandbox, request: &Value) -> Result<(), Refused> {
    let channel = snowflake::from_value(&request["channel_id"]).filter(|id| {
        sandbox.world(|world| {
            world
                .channels
                .get(id)
                .is_some_and(|found| found.guild_id.is_some() && found.thread.is_none())
        })
    });
    let channel = channel.ok_or_else(|| Refused("Choose a channel.".to_owned()))?;
    let named = RIGHTS.iter().find(|(name, _)| request["permission"] == *name);
    let (_, bit) = named.ok_or_else(|| Refused("Choose a permission.".to_owned()))?;
    let allowed = request["allowed"] == true;
    sandbox.change(|world| {
        let bot = world.bot_id;
        world.set_rights(channel, bot, *bit, (!allowed).then_some(false));
    });
    Ok(())
}

/// Everything as it was at the start.
fn clear(sandbox: &Sandbox) {
    let (faults, gateway) = (sandbox.faults(), sandbox.gateway());
    faults.clear();
    faults.limits(Limits::generous());
    gateway.refuse_connections(false);
    sandbox.change(|world| {
        world.active_thread_limit = ACTIVE_THREADS;
        let bot = world.bot_id;
        let of_bot = |overwrite: &Overwrite| overwrite.member && overwrite.id == bot;
        let changed: Vec<_> = world
            .channels
            .values()
            .filter(|channel| channel.overwrites.iter().any(of_bot))
            .map(|channel| channel.id)
            .collect();
        for channel in changed {
            world.remove_overwrite(channel, bot);
        }
    });
}
