//! The socket of the panel: what just happened, how the bot is, what goes wrong on purpose, and the
//! first minute.

use axum::extract::ws::{Message as Frame, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::response::Response;
use futures_util::{SinkExt as _, StreamExt as _};
use sandbox::world::Notice;
use sandbox::{Refused, World, wire};
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use crate::operator::{Order, Process, Report};
use crate::page::context::{Change, Context};
use crate::page::token::Token;
use crate::page::{scenario, trouble, verbs};

/// How many entries are shown at first.
const FIRST: usize = 500;

/// Opens the panel.
pub(super) async fn open(
    State(context): State<Context>,
    Query(token): Query<Token>,
    upgrade: WebSocketUpgrade,
) -> Response {
    match token.refusal(&context.page) {
        None => upgrade.on_upgrade(|socket| serve(socket, context)),
        Some(refusal) => refusal,
    }
}

async fn serve(socket: WebSocket, context: Context) {
    let (mut sink, mut stream) = socket.split();
    let Context { sandbox, page } = &context;
    let mut news = page.event_log.news.subscribe();
    let mut changes = page.changes.subscribe();
    let mut changed = sandbox.watch_changes();
    let mut gateway = sandbox.gateway().watch_changes();
    let mut report = page.operator.as_ref().map(|operator| operator.report.clone());
    let mut stopped = std::pin::pin!(sandbox.stopped());
    let mut shown = Shown::now(&context);
    let mut frames = vec![hello(&context, &shown)];
    loop {
        for frame in frames.drain(..) {
            if sink.send(Frame::text(frame.to_string())).await.is_err() {
                return;
            }
        }
        tokio::select! {
            () = &mut stopped => return,
            number = news.recv() => match number {
                Ok(number) => frames.extend(page.event_log.shown(number).map(|entry| json!({"t": "entry", "entry": entry}))),
                Err(RecvError::Lagged(_)) => frames.push(hello(&context, &shown)),
                Err(RecvError::Closed) => return,
            },
            change = changes.recv() => match change {
                Ok(Change::World(Notice::Everything)) => {
                    shown = Shown::now(&context);
                    frames.push(hello(&context, &shown));
                }
                // Somebody has seen something, which the guide may have waited for.
                Ok(Change::Read { .. }) => shown.renew(&context, &mut frames),
                _ => {}
            },
            Ok(()) = changed.changed() => shown.renew(&context, &mut frames),
            Ok(()) = gateway.changed() => shown.renew(&context, &mut frames),
            () = told(&mut report) => shown.renew(&context, &mut frames),
            frame = stream.next() => match frame {
                Some(Ok(Frame::Text(text))) => {
                    let Ok(request) = serde_json::from_str::<Value>(text.as_str()) else { continue };
                    frames.push(verbs::answer(&request["id"], perform(&context, &request)));
                    shown.renew(&context, &mut frames);
                }
                Some(Ok(Frame::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
        }
    }
}

/// Ends when there is news of the bot's process; never, where nobody tells.
async fn told(report: &mut Option<watch::Receiver<Report>>) {
    if let Some(told) = report
        && told.changed().await.is_ok()
    {
        return;
    }
    *report = None;
    std::future::pending().await
}

/// What the page was told last of what it shows all the time.
struct Shown {
    bot: Value,
    people: Value,
    trouble: Value,
    guide: Value,
}

impl Shown {
    fn now(context: &Context) -> Self {
        let Context { sandbox, page } = context;
        Self {
            bot: bot(context),
            people: sandbox.world(people),
            trouble: trouble::state(sandbox),
            guide: sandbox.world(|world| page.guide.look(world)),
        }
    }

    /// Looks again, and tells what is different.
    fn renew(&mut self, context: &Context, frames: &mut Vec<Value>) {
        let now = Self::now(context);
        if now.bot != self.bot {
            frames.push(json!({"t": "bot", "bot": now.bot}));
        }
        if now.people != self.people {
            frames.push(json!({"t": "people", "people": now.people}));
        }
        if now.trouble != self.trouble {
            frames.push(json!({"t": "trouble", "trouble": now.trouble}));
        }
        if now.guide != self.guide {
            frames.push(json!({"t": "guide", "guide": now.guide}));
        }
        *self = now;
    }
}

fn hello(context: &Context, shown: &Shown) -> Value {
    let Context { sandbox, page } = context;
    let guild = sandbox.world(|world| world.guilds.keys().next().map(|id| id.to_string()));
    json!({
        "t": "hello",
        "entries": page.event_log.last(FIRST),
        "bot": shown.bot,
        "trouble": shown.trouble,
        "guide": shown.guide,
        "people": shown.people,
        "guild_id": guild,
    })
}

/// Who can be played, and as what: by the highest role, whatever it is called.
fn people(world: &World) -> Value {
    let Some(guild) = world.guilds.values().next() else { return json!([]) };
    // Those who left can come back, so they can still be played.
    world
        .users
        .values()
        .filter(|user| !user.bot)
        .map(|user| {
            let roles = guild.members.get(&user.id).map_or(&[][..], |member| &member.roles);
            let highest = roles.iter().filter_map(|id| guild.roles.get(id)).max_by_key(|role| role.position);
            let role = match highest {
                _ if guild.owner_id == user.id => "Owner",
                _ if guild.bans.contains_key(&user.id) => "Banned",
                _ if !guild.members.contains_key(&user.id) => "Left",
                Some(role) => role.name.strip_suffix('s').unwrap_or(&role.name),
                None => "Customer",
            };
            json!({"id": user.id.to_string(), "username": user.username, "name": user.shown(), "role": role})
        })
        .collect()
}

/// `Bot` of the protocol.
fn bot(context: &Context) -> Value {
    let connected = context.sandbox.gateway().connected() > 0;
    match &context.page.operator {
        Some(operator) => {
            let report = operator.report.borrow();
            json!({"state": report.process, "connected": connected, "since": wire::time(report.since), "text": report.words})
        }
        None => {
            let words =
                if connected { "The bot is connected." } else { "The bot isn't connected." };
            json!({"state": "unknown", "connected": connected, "since": null, "text": words})
        }
    }
}

fn perform(context: &Context, request: &Value) -> Result<Value, Refused> {
    let Context { sandbox, page } = context;
    if let Some(result) = trouble::perform(sandbox, request) {
        return result;
    }
    let guide = || sandbox.world(|world| page.guide.look(world));
    match request["verb"].as_str().unwrap_or_default() {
        "raw" => {
            let raw = request["number"].as_u64().and_then(|number| page.event_log.raw(number));
            raw.map(|raw| json!({ "raw": raw }))
                .ok_or_else(|| Refused("That's too long ago and no longer stored.".to_owned()))
        }
        "scenario" => Ok(
            json!({"text": sandbox.world(|world| scenario::write(world, &page.event_log.actions()))}),
        ),
        "guide_start" => page.guide.begin(sandbox).map(|()| guide()),
        "guide_skip" => {
            page.guide.skip();
            Ok(guide())
        }
        "kill" => order(context, Order::Kill),
        "start" => order(context, Order::Start),
        other => Err(Refused(format!(
            "The page asked for something that the sandbox doesn't know: {other}. Reload it."
        ))),
    }
}

fn order(context: &Context, order: Order) -> Result<Value, Refused> {
    let operator = context.page.operator.as_ref();
    let operator = operator.ok_or_else(|| {
        Refused(
            "The bot wasn't started by this sandbox, so you can't stop or start it here."
                .to_owned(),
        )
    })?;
    let down = operator.report.borrow().process == Process::Stopped;
    if down == (order == Order::Kill) {
        return Err(Refused(
            if down { "The bot is already stopped." } else { "The bot is already running." }
                .to_owned(),
        ));
    }
    operator.orders.send(order).map_err(|_| Refused("The sandbox is about to end.".to_owned()))?;
    Ok(bot(context))
}
