//! The socket of one person's window: first everything that the person sees, then what changes of
//! it, as it happens.

use std::collections::HashSet;

use axum::extract::ws::{Message as Frame, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures_util::{SinkExt as _, StreamExt as _};
use sandbox::world::Notice;
use sandbox::{Person, Snowflake, World};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc};

use crate::page::context::{Change, Context};
use crate::page::reads::is_forum;
use crate::page::token::Token;
use crate::page::verbs;
use crate::page::view::Sight;

/// The largest frame that a page may send: ten files with their text.
const LARGEST_FRAME: usize = 150 * 1024 * 1024;
/// How many changes are shown in one look at the world.
const BATCH: usize = 256;

/// Whose window it is.
#[derive(Debug, Deserialize)]
pub(super) struct Whose {
    #[serde(default)]
    person: String,
}

/// Opens a window for a person.
pub(super) async fn open(
    State(context): State<Context>,
    Query(token): Query<Token>,
    Query(whose): Query<Whose>,
    upgrade: WebSocketUpgrade,
) -> Response {
    if let Some(refusal) = token.refusal(&context.page) {
        return refusal;
    }
    let Some(person) = context.sandbox.find_person(&whose.person) else {
        return (StatusCode::NOT_FOUND, "There's nobody with that name here.").into_response();
    };
    upgrade
        .max_message_size(LARGEST_FRAME)
        .max_frame_size(LARGEST_FRAME)
        .on_upgrade(move |socket| serve(socket, context, person.impatient()))
}

async fn serve(socket: WebSocket, context: Context, person: Person) {
    let (mut sink, mut stream) = socket.split();
    let mut changes = context.page.changes.subscribe();
    let (answers, mut answered) = mpsc::unbounded_channel::<Value>();
    let mut window = Window { context, person, channels: HashSet::new() };
    let mut frames = vec![window.snapshot()];
    let mut stopped = std::pin::pin!(window.context.sandbox.stopped());
    loop {
        for frame in frames.drain(..) {
            if sink.send(Frame::text(frame.to_string())).await.is_err() {
                return;
            }
        }
        tokio::select! {
            () = &mut stopped => return,
            change = changes.recv() => match gather(change, &mut changes) {
                Gathered::Changes(batch) => frames = window.changes(&batch),
                Gathered::Everything => frames = vec![window.snapshot()],
                Gathered::End => return,
            },
            answer = answered.recv() => frames.extend(answer),
            frame = stream.next() => match frame {
                Some(Ok(Frame::Text(text))) => verbs::perform(&window.context, &window.person, text.as_str(), &answers),
                Some(Ok(Frame::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
        }
    }
}

enum Gathered {
    Changes(Vec<Change>),
    /// Too much at once, or all is new.
    Everything,
    End,
}

/// One change and all that wait behind it, each once where twice says nothing more.
fn gather(first: Result<Change, RecvError>, changes: &mut broadcast::Receiver<Change>) -> Gathered {
    let mut batch = match first {
        Ok(change) => vec![change],
        Err(RecvError::Lagged(_)) => return Gathered::Everything,
        Err(RecvError::Closed) => return Gathered::End,
    };
    while batch.len() < BATCH {
        match changes.try_recv() {
            Ok(change)
                if batch.contains(&change)
                    && matches!(
                        change,
                        Change::World(Notice::Guild(_) | Notice::Commands | Notice::Channel(_))
                    ) =>
            {
                batch.retain(|one| *one != change);
                batch.push(change);
            }
            Ok(change) => batch.push(change),
            Err(broadcast::error::TryRecvError::Lagged(_)) => return Gathered::Everything,
            Err(_) => break,
        }
    }
    if batch.contains(&Change::World(Notice::Everything)) {
        Gathered::Everything
    } else {
        Gathered::Changes(batch)
    }
}

/// What one window shows.
struct Window {
    context: Context,
    person: Person,
    /// The channels that the page was told of: others are new to it, and those alone can go away.
    channels: HashSet<Snowflake>,
}

impl Window {
    fn look<R>(&self, look: impl FnOnce(&Sight<'_>) -> R) -> R {
        let Context { sandbox, page } = &self.context;
        let viewer = self.person.id;
        sandbox.world(|world| look(&Sight { world, sandbox, reads: &page.reads, viewer }))
    }

    fn snapshot(&mut self) -> Value {
        let (snapshot, channels) = self.look(|sight| {
            let seen = sight
                .world
                .channels
                .keys()
                .copied()
                .filter(|id| sight.world.sees(sight.viewer, *id));
            (sight.snapshot(), seen.collect())
        });
        self.channels = channels;
        snapshot
    }

    fn changes(&mut self, batch: &[Change]) -> Vec<Value> {
        let mut channels = std::mem::take(&mut self.channels);
        let frames = self.look(|sight| {
            let mut frames = Vec::new();
            for change in batch {
                show(sight, *change, &mut channels, &mut frames);
            }
            frames
        });
        self.channels = channels;
        frames
    }
}

/// Adds what a person sees of one change.
fn show(
    sight: &Sight<'_>,
    change: Change,
    channels: &mut HashSet<Snowflake>,
    frames: &mut Vec<Value>,
) {
    let (world, viewer) = (sight.world, sight.viewer);
    let notice = match change {
        Change::World(notice) => notice,
        Change::Read { person, channel } => {
            if person == viewer && world.sees(viewer, channel) {
                frames.push(read(sight, channel));
            }
            return;
        }
    };
    match notice {
        Notice::Message { channel, message, created } => {
            let Some(found) = world.message(channel, message).filter(|found| sight.sees(found))
            else {
                return;
            };
            if channels.insert(channel) {
                show_channel(sight, channel, frames);
            }
            frames
                .push(json!({"t": "message", "created": created, "message": sight.message(found)}));
            if created && found.author_id != viewer {
                frames.push(read(sight, channel));
            }
            if created && world.channels.get(&channel).is_some_and(|found| found.thread.is_some()) {
                show_channel(sight, channel, frames);
                let parent = world.channels.get(&channel).and_then(|found| found.parent_id);
                frames.extend(
                    parent.filter(|id| is_forum(world, *id)).map(|forum| read(sight, forum)),
                );
            }
        }
        Notice::MessageGone { channel, message, only } => {
            if only.is_none_or(|only| only == viewer)
                && channels.contains(&channel)
                && world.sees(viewer, channel)
            {
                frames.push(json!({"t": "message_delete", "channel_id": channel.to_string(), "id": message.to_string()}));
                frames.push(read(sight, channel));
            }
        }
        Notice::Channel(channel) => {
            if world.sees(viewer, channel) {
                channels.insert(channel);
                show_channel(sight, channel, frames);
            } else if channels.remove(&channel) {
                frames.push(json!({"t": "channel_delete", "id": channel.to_string()}));
            }
        }
        Notice::Guild(guild) => {
            let Some(found) = world.guilds.get(&guild) else { return };
            let inside = found.members.contains_key(&viewer);
            let of_guild = |world: &World, id: &Snowflake| world.guild_of(*id) == Some(guild);
            let was_inside = channels.iter().any(|id| of_guild(world, id));
            channels.retain(|id| world.channels.contains_key(id) && !of_guild(world, id));
            if inside {
                channels.extend(
                    world
                        .channels
                        .keys()
                        .copied()
                        .filter(|id| of_guild(world, id) && world.sees(viewer, *id)),
                );
                frames.push(json!({"t": "guild", "guild": sight.guild(found)}));
            } else if was_inside {
                frames.push(json!({"t": "guild_delete", "id": guild.to_string()}));
            }
        }
        Notice::Typing { channel, user } => {
            if user != viewer && world.sees(viewer, channel) {
                frames.push(json!({"t": "typing", "channel_id": channel.to_string(), "user_id": user.to_string()}));
            }
        }
        Notice::Commands => frames.push(json!({"t": "commands"})),
        Notice::Locale(person) => {
            if person == viewer {
                frames.push(json!({"t": "locale", "locale": world.locale_of(person)}));
            }
        }
        // The whole is shown instead.
        Notice::Everything => {}
    }
}

fn show_channel(sight: &Sight<'_>, channel: Snowflake, frames: &mut Vec<Value>) {
    if let Some(found) = sight.world.channels.get(&channel) {
        frames.push(json!({"t": "channel", "channel": sight.channel(found)}));
    }
}

fn read(sight: &Sight<'_>, channel: Snowflake) -> Value {
    let read = sight.reads.of(sight.world, sight.viewer, channel);
    json!({"t": "read", "channel_id": channel.to_string(), "read": read})
}
