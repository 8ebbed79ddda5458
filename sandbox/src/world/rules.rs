//! Tests of the rules that bots break on: permissions, threads, nonces, visibility.

use std::time::Duration;

use serde_json::json;

use crate::error::ApiError;
use crate::world::*;

struct Place {
    world: World,
    guild: Snowflake,
    bot: Snowflake,
    ana: Snowflake,
    max: Snowflake,
    help: Snowflake,
    desk: Snowflake,
}

fn place() -> Place {
    let world = World::community();
    let user = |name| world.user_named(name).map_or(0, |user| user.id);
    let channel = |name| world.channel_named(name).map_or(0, |channel| channel.id);
    let (ana, max, help, desk) = (user("ana"), user("max"), channel("help"), channel("desk"));
    let guild = world.guild_named("Lantern").map_or(0, |guild| guild.id);
    Place { guild, bot: world.bot_id, ana, max, help, desk, world }
}

fn code<T>(result: Result<T, ApiError>) -> u32 {
    result.err().map_or(u32::MAX, |error| error.code)
}

impl Place {
    fn say(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        text: &str,
    ) -> Result<Snowflake, ApiError> {
        self.world.post_message(by, channel, NewMessage::text(text))
    }

    fn case(&mut self) -> Snowflake {
        let (ana, bot, help) = (self.ana, self.bot, self.help);
        let message = self.say(ana, help, "it fails").expect("ana writes");
        self.world
            .start_thread_from_message(bot, help, message, NewThread::named("case"))
            .expect("the bot starts a thread")
    }

    fn events(&mut self) -> Vec<&'static str> {
        std::mem::take(&mut self.world.outgoing).into_iter().map(|event| event.name).collect()
    }
}

#[test]
fn overwrites_apply_in_discords_order() {
    let mut place = place();
    let (help, guild, ana) = (place.help, place.guild, place.ana);
    assert_eq!(place.world.permissions(ana, place.desk), 0, "agents only");
    assert_ne!(place.world.permissions(place.max, place.desk), 0);
    let agents = place.world.role_in(guild, "Agents").expect("a role").id;
    place.world.change_overwrite(help, guild, 0, right::SEND_MESSAGES);
    assert_eq!(code(place.say(ana, help, "no")), 50013);
    place.world.change_overwrite(help, agents, right::SEND_MESSAGES, 0);
    let max = place.max;
    assert!(place.say(max, help, "a role allows what everybody is denied").is_ok());
    place.world.set_overwrite(
        help,
        Overwrite { id: max, member: true, allow: 0, deny: right::SEND_MESSAGES },
    );
    assert_eq!(code(place.say(max, help, "the member counts last")), 50013);
    place.world.set_overwrite(
        help,
        Overwrite { id: max, member: true, allow: right::SEND_MESSAGES, deny: right::VIEW_CHANNEL },
    );
    assert_eq!(code(place.say(max, help, "nothing counts without seeing")), 50001);
    let owner = place.world.guilds[&guild].owner_id;
    assert_eq!(place.world.permissions(owner, help), right::ALL);
}

#[test]
fn timed_out_members_only_read() {
    let mut place = place();
    let until = place.world.now() + chrono::TimeDelta::minutes(5);
    place.world.time_out(place.guild, place.ana, Some(until));
    assert_eq!(
        place.world.permissions(place.ana, place.help),
        right::VIEW_CHANNEL | right::READ_MESSAGE_HISTORY
    );
    place.world.advance(Duration::from_secs(301));
    assert_ne!(place.world.permissions(place.ana, place.help) & right::SEND_MESSAGES, 0);
}

#[test]
fn a_thread_from_a_message_has_its_id_and_comes_once() {
    let mut place = place();
    let (bot, help) = (place.bot, place.help);
    place.events();
    let thread = place.case();
    let seen = place.events();
    let expected = [
        "MESSAGE_CREATE",
        "THREAD_CREATE",
        "THREAD_MEMBERS_UPDATE",
        "MESSAGE_UPDATE",
        "MESSAGE_CREATE",
    ];
    assert_eq!(seen, expected);
    let starter = place.world.message(help, thread).expect("the message");
    assert_ne!(starter.flags & message_flag::HAS_THREAD, 0);
    assert_eq!(
        code(place.world.start_thread_from_message(bot, help, thread, NewThread::named("again"))),
        160_004
    );
    place.world.delete_channel(thread);
    assert!(
        place.world.start_thread_from_message(bot, help, thread, NewThread::named("again")).is_ok()
    );
}

#[test]
fn archived_threads_refuse_changes_and_wake_up_by_a_message() {
    let mut place = place();
    let (bot, ana) = (place.bot, place.ana);
    let thread = place.case();
    let message = place.say(bot, thread, "hello").expect("the bot writes");
    let archive = ThreadEdit { archived: Some(true), ..ThreadEdit::default() };
    place.world.edit_thread(bot, thread, archive.clone()).expect("the owner archives");
    assert_eq!(code(place.world.edit_thread(bot, thread, archive.clone())), 50083);
    assert_eq!(code(place.world.add_reaction(bot, thread, message, "👍")), 50083);
    assert_eq!(
        code(place.world.edit_message(
            bot,
            thread,
            message,
            MessageEdit { content: Some("x".into()), ..Default::default() }
        )),
        50083
    );
    assert_eq!(code(place.world.add_thread_member(bot, thread, ana)), 50083);
    place.events();
    place.say(ana, thread, "more").expect("writing wakes it");
    let seen = place.events();
    assert_eq!(
        seen,
        ["THREAD_UPDATE", "THREAD_MEMBER_UPDATE", "MESSAGE_CREATE", "THREAD_MEMBERS_UPDATE"]
    );
    let lock = ThreadEdit { locked: Some(true), ..archive };
    place.world.edit_thread(bot, thread, lock).expect("the bot moderates threads");
    assert_eq!(code(place.say(ana, thread, "still me")), 160_005);
    assert_eq!(code(place.say(bot, thread, "a moderator has to bring it back first")), 50083);
    let back = ThreadEdit { archived: Some(false), ..ThreadEdit::default() };
    assert_eq!(code(place.world.edit_thread(ana, thread, back.clone())), 160_005);
    assert!(place.world.edit_thread(bot, thread, back).is_ok());
}

#[test]
fn the_limit_of_active_threads_holds_for_new_and_woken_ones() {
    let mut place = place();
    let (bot, ana) = (place.bot, place.ana);
    let thread = place.case();
    place.world.active_thread_limit = 1;
    assert_eq!(
        code(place.world.start_thread(bot, place.help, NewThread::named("second"))),
        160_006
    );
    place.world.archive_thread(thread);
    assert!(place.world.start_thread(bot, place.help, NewThread::named("second")).is_ok());
    assert_eq!(code(place.say(ana, thread, "too many")), 160_006);
}

#[test]
fn private_threads_are_seen_by_members_and_moderators() {
    let mut place = place();
    let (ana, max, bot) = (place.ana, place.max, place.bot);
    let thread = place
        .world
        .start_thread(bot, place.help, NewThread::named("quiet"))
        .expect("private by default");
    assert!(!place.world.sees(ana, thread));
    assert!(place.world.sees(max, thread), "agents manage threads");
    let mention = format!("<@{ana}>");
    place.say(bot, thread, &mention).expect("a mention adds");
    assert!(place.world.sees(ana, thread));
    place.world.remove_thread_member(bot, thread, ana).expect("the owner removes");
    let silent = NewMessage {
        allowed_mentions: Some(AllowedMentions::default()),
        ..NewMessage::text(mention)
    };
    place.world.post_message(bot, thread, silent).expect("posted");
    assert!(!place.world.sees(ana, thread), "who is not pinged is not added");
}

#[test]
fn a_nonce_is_good_for_one_message_in_five_minutes() {
    let mut place = place();
    let (bot, help) = (place.bot, place.help);
    let send = |world: &mut World| {
        let new = NewMessage {
            nonce: Some(json!("job-1")),
            enforce_nonce: true,
            ..NewMessage::text("once")
        };
        world.post_message(bot, help, new)
    };
    let first = send(&mut place.world).expect("sent");
    assert_eq!(send(&mut place.world), Ok(first));
    place.world.advance(Duration::from_secs(301));
    let second = send(&mut place.world).expect("sent again");
    assert_ne!(first, second);
    place.world.remove_message(help, second);
    assert_eq!(code(send(&mut place.world)), 10008);
}

#[test]
fn losing_and_gaining_a_channel_is_told_and_silent_between() {
    let mut place = place();
    let (guild, help, ana) = (place.guild, place.help, place.ana);
    let role = place.world.role_in(guild, "Switchboard").expect("a role").id;
    place.case();
    place.events();
    place.world.change_overwrite(help, role, 0, right::VIEW_CHANNEL);
    let lost = place.world.outgoing.last().expect("told").data.clone();
    assert_eq!(lost["flags"], json!(channel_flag::OBFUSCATED));
    assert_eq!(lost["name"], "___hidden___");
    place.events();
    place.say(ana, help, "unseen").expect("ana writes");
    assert!(place.events().is_empty());
    assert_eq!(code(place.say(place.bot, help, "no")), 50001);
    place.world.change_overwrite(help, role, right::VIEW_CHANNEL, 0);
    assert_eq!(place.events(), ["CHANNEL_UPDATE", "THREAD_LIST_SYNC"]);
}

#[test]
fn direct_messages_can_be_closed() {
    let mut place = place();
    let (bot, ana) = (place.bot, place.ana);
    let channel = place.world.open_direct(bot, ana).expect("opened");
    assert_eq!(place.world.open_direct(ana, bot), Ok(channel));
    assert!(place.say(bot, channel, "psst").is_ok());
    place.world.set_direct_messages_closed(ana, true);
    assert_eq!(code(place.say(bot, channel, "psst")), 50007);
}

#[test]
fn a_world_can_be_saved_and_loaded() {
    let mut place = place();
    let file = NewFile {
        filename: "a.txt".into(),
        content_type: None,
        description: None,
        bytes: b"\x00\xffz".as_slice().into(),
        ..NewFile::default()
    };
    let message = NewMessage { files: vec![file], ..NewMessage::text("with a file") };
    let id = place.world.post_message(place.ana, place.help, message).expect("posted");
    place.case();
    let saved = serde_json::to_string(&place.world).expect("saved");
    let loaded: World = serde_json::from_str(&saved).expect("loaded");
    let attachment = loaded
        .message(place.help, id)
        .and_then(|message| message.attachments.first())
        .expect("the file")
        .id;
    assert_eq!(loaded.files[&attachment].bytes.as_ref(), b"\x00\xffz");
    assert_eq!(serde_json::to_string(&loaded).expect("saved again"), saved);
}

#[test]
fn without_the_portals_grant_only_exceptions_are_read() {
    let mut place = place();
    place.world.application_flags = 0;
    let (ana, bot, help) = (place.ana, place.bot, place.help);
    let secret = place.say(ana, help, "secret").expect("posted");
    let named = place.say(ana, help, &format!("<@{bot}> hi")).expect("posted");
    let own = place.say(bot, help, "own").expect("posted");
    let reads = |world: &World, id| {
        world.message(help, id).is_some_and(|message| crate::wire::bot_may_read(world, message))
    };
    assert!(!reads(&place.world, secret));
    assert!(reads(&place.world, named));
    assert!(reads(&place.world, own));
}
