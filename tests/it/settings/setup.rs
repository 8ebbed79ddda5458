//! `/setup`: the channels and roles of the team.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::world::Emoji;

use crate::scene::{SETUP, Scene, last_answer, reads};

/// Permissions of Discord (Discord, *Permissions*).
const VIEW_CHANNEL: u64 = 1 << 10;
const SEND_MESSAGES: u64 = 1 << 11;
const CREATE_PUBLIC_THREADS: u64 = 1 << 35;

#[tokio::test]
async fn before_setup_everybody_is_told_who_can_do_it() {
    let scene = Scene::before_setup().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.forces("/queue"), @"I'm not set up in this server yet; someone with Manage Server can do that with `/setup`.");
    reads!(ana.forces("/setup flag_emoji:🚩"), @"Only people with the Manage Server permission can do this, so ask one of them.");
    scene.close().await;
}

#[tokio::test]
async fn setup_is_a_form_with_guesses_from_names() {
    let scene = Scene::before_setup().await;
    let Scene { max, olaf, .. } = &scene;
    reads!(olaf.runs("/setup"), @"
    I guessed from the names in this server, so check every choice.
    Page 1 of 2: **channels**
    1. Where members ask
    2. Where agents see the cases. Members shouldn't see this channel
    3. Where developers get bug reports
    -# Missing a permission? [My invite link](https://discord.com/oauth2/authorize?client_id=1477953611366400000&scope=bot+applications.commands&permissions=2252194950794304) asks for exactly the ones I need.
    <#help>
    <#desk>
    <#developers>
    [Next]
    ");
    olaf.chooses(last_answer(), "Channel for questions", &["general"]).await;
    olaf.clicks(last_answer(), "Next").await;
    reads!(olaf, last_answer(), @"
    Switchboard: Page 2 of 2: **roles**
      1. Agents
      2. Developers
      3. Leads, who manage rules and saved replies (optional) (edited)
      <@Agents>
      <@Developers>
      <@Leads>
      [Save] [Back]
      (only olaf sees this)
    ");
    olaf.chooses(last_answer(), "Role of leads", &["Leads"]).await;
    olaf.clicks(last_answer(), "Back").await;
    assert!(olaf.sees(last_answer()).await.contains("<#general>"));
    olaf.clicks(last_answer(), "Next").await;
    olaf.clicks(last_answer(), "Save").await;
    let saved = olaf.sees(last_answer()).await;
    assert!(saved.contains("ask in #general") && saved.contains("Leads are @Leads"), "{saved}");
    assert!(max.runs("/queue").await.contains("waiting"));
    scene.close().await;
}

#[tokio::test]
async fn the_form_keeps_what_was_given_and_names_what_it_has_no_room_for() {
    let scene = Scene::before_setup().await;
    let Scene { olaf, .. } = &scene;
    olaf.deletes_channel("developers").await;
    reads!(olaf.runs("/setup help:#general flag_emoji:🚩 agents:@Leads"), @"
    I haven't saved `flag_emoji` yet. Use `/setup` again with it once this is done.
    I guessed from the names in this server, so check every choice.
    Page 1 of 2: **channels**
    1. Where members ask
    2. Where agents see the cases. Members shouldn't see this channel
    3. Where developers get bug reports
    -# Missing a permission? [My invite link](https://discord.com/oauth2/authorize?client_id=1477953611366400000&scope=bot+applications.commands&permissions=2252194950794304) asks for exactly the ones I need.
    <#general>
    <#desk>
    <Channel for bug reports>
    [Next]
    ");
    olaf.clicks(last_answer(), "Next").await;
    reads!(olaf, last_answer(), @"
    Switchboard: Page 2 of 2: **roles**
      1. Agents
      2. Developers
      3. Leads, who manage rules and saved replies (optional)
      To save, I still need `developers`. (edited)
      <@Leads>
      <@Developers>
      <Role of leads>
      [Save] (off) [Back]
      (only olaf sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_refusal_leaves_the_form_as_it_is() {
    let scene = Scene::before_setup().await;
    let Scene { max, olaf, .. } = &scene;
    olaf.runs("/setup").await;
    olaf.clicks(last_answer(), "Next").await;
    scene.deny_bot("help", CREATE_PUBLIC_THREADS);
    olaf.clicks(last_answer(), "Save").await;
    reads!(olaf, last_answer(), @"
    Switchboard: I'm missing **Create Public Threads** in #help; grant it and try again.
      Page 2 of 2: **roles**
      1. Agents
      2. Developers
      3. Leads, who manage rules and saved replies (optional) (edited)
      <@Agents>
      <@Developers>
      <@Leads>
      [Save] [Back]
      (only olaf sees this)
    ");
    assert!(max.forces("/queue").await.contains("I'm not set up in this server yet"));
    scene.allow_bot("help");
    olaf.clicks(last_answer(), "Save").await;
    let saved = olaf.sees(last_answer()).await;
    assert!(saved.contains("Saved."), "{saved}");
    scene.close().await;
}

#[tokio::test]
async fn the_form_shows_the_settings_that_hold_and_keeps_further_roles() {
    let scene = Scene::open().await;
    let Scene { mia, olaf, .. } = &scene;
    olaf.runs("/setup agents:@Agents agents_2:@Developers").await;
    let form = olaf.runs("/setup").await.to_string();
    assert!(form.starts_with("This is how your team works."), "{form}");
    assert!(form.contains("<#help>\n<#desk>\n<#developers>"), "{form}");
    olaf.chooses(last_answer(), "Channel for questions", &["general"]).await;
    olaf.clicks(last_answer(), "Next").await;
    olaf.clicks(last_answer(), "Save").await;
    let saved = olaf.sees(last_answer()).await;
    assert!(saved.contains("Agents (@Agents and @Developers)"), "{saved}");
    reads!(mia.forces("/setup"), @"Only people with the Manage Server permission can do this, so ask one of them.");
    scene.close().await;
}

#[tokio::test]
async fn setup_names_what_is_missing_and_saves_nothing() {
    let scene = Scene::before_setup().await;
    let Scene { max, olaf, .. } = &scene;
    scene.deny_bot("help", CREATE_PUBLIC_THREADS);
    reads!(olaf.runs(SETUP), @"I'm missing **Create Public Threads** in #help; grant it and try again.");
    scene.allow_bot("help");
    scene.deny_bot("desk", VIEW_CHANNEL);
    scene.expect_refusal(403, 50_001);
    reads!(olaf.runs(SETUP), @"I can't see #desk; grant me the View Channel permission there and try again.");
    scene.allow_bot("desk");
    reads!(olaf.runs(&format!("{SETUP} flag_emoji:hello")), @"I can't react with that; choose one emoji, either a standard one or one from this server.");
    reads!(olaf.runs(&SETUP.replace("@Agents", "@everyone")), @"`agents` can't be @everyone, so choose a role that only those people have.");
    assert!(max.forces("/queue").await.contains("I'm not set up in this server yet"));
    scene.close().await;
}

#[tokio::test]
async fn setup_names_all_that_is_missing_at_once() {
    let scene = Scene::before_setup().await;
    let Scene { max, olaf, .. } = &scene;
    scene.deny_bot("help", CREATE_PUBLIC_THREADS);
    scene.deny_bot("desk", VIEW_CHANNEL);
    scene.expect_refusal(403, 50_001);
    let wrong = SETUP.replace("@Agents", "@everyone");
    let wrong = format!("{wrong} flag_emoji:hello keep_texts:1h follow_up:soon github:lantern");
    reads!(olaf.runs(&wrong), @"
    I can't save this yet, for 7 reasons:
    - That's not a repository on GitHub; write its owner and its name, such as `lantern/app`.
    - I don't understand the time in “follow_up”; try `30m`, `4h` or `2d`.
    - “keep_texts” must be between `1d` and `3650d`, so choose something in between.
    - `agents` can't be @everyone, so choose a role that only those people have.
    - I can't react with that; choose one emoji, either a standard one or one from this server.
    - I'm missing **Create Public Threads** in #help; grant it and try again.
    - I can't see #desk; grant me the View Channel permission there and try again.
    ");
    assert!(max.forces("/queue").await.contains("I'm not set up in this server yet"));
    scene.close().await;
}

#[tokio::test]
async fn the_form_names_all_that_is_missing_at_once() {
    let scene = Scene::before_setup().await;
    let Scene { olaf, .. } = &scene;
    olaf.runs("/setup").await;
    olaf.clicks(last_answer(), "Next").await;
    scene.deny_bot("help", CREATE_PUBLIC_THREADS);
    scene.deny_bot("developers", SEND_MESSAGES);
    olaf.clicks(last_answer(), "Save").await;
    reads!(olaf, last_answer(), @"
    Switchboard: I can't save this yet, for 2 reasons:
      - I'm missing **Create Public Threads** in #help; grant it and try again.
      - I'm missing **Send Messages** in #developers; grant it and try again.
      Page 2 of 2: **roles**
      1. Agents
      2. Developers
      3. Leads, who manage rules and saved replies (optional) (edited)
      <@Agents>
      <@Developers>
      <@Leads>
      [Save] [Back]
      (only olaf sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn setup_tells_how_the_team_works_from_now_on() {
    let scene = Scene::before_setup().await;
    let Scene { olaf, .. } = &scene;
    let answer = olaf.runs(SETUP).await.to_string();
    assert_snapshot!(answer, @"
    Saved. This is how your team works:
    - Members ask in #help, or anywhere with `/ask`. To post a message with a button there, press **Post the Ask button**.
    - Agents (@Agents) find cases in #desk, and open one by reacting with 🎫.
    - Developers (@Developers) get bug reports in #developers.
    - Leads are @Leads (and people with Manage Server).
    - Customers are asked for details in the first message of their case. You can replace that with a text of your own.
    - Cases are public: anyone who can see a question can see the answers.
    - Solved cases close after 3 days without a reply.
    - Customers who stop replying aren't asked whether it's solved.
    - An agent who answers an unassigned case becomes its assignee.
    - When a bug is shipped or declined, an agent sends the message to each customer.
    - Agents get an update to send to customers waiting for a fix, at least every 7 days.
    - If a rule matches several messages of one person in a channel within 30 minutes, they're one case.
    - Urgent cases come first in the queue. Anyone who has waited for 1 day comes before them.
    - Texts are deleted 180 days after a case closes. Statistics stay.
    - Texts from banned members are deleted along with their messages.
    - The team's language is English. Members with Discord in German get German messages if they ask with `/ask` or a button.
    -# Missing a permission? [My invite link](https://discord.com/oauth2/authorize?client_id=1477953611366400000&scope=bot+applications.commands&permissions=2252194950794304) asks for exactly the ones I need.
    [Post the Ask button]
    ");
    // Used again, it changes only what is given.
    let again = olaf.runs("/setup flag_emoji:🚩").await.to_string();
    assert_eq!(again, answer.replace('🎫', "🚩"));
    scene.close().await;
}

#[tokio::test]
async fn the_time_for_which_texts_are_kept_has_limits() {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    reads!(olaf.runs("/setup keep_texts:soon"), @"I don't understand the time in “keep_texts”; try `30m`, `4h` or `2d`.");
    reads!(olaf.runs("/setup keep_texts:11y"), @"I don't understand the time in “keep_texts”; try `30m`, `4h` or `2d`.");
    reads!(olaf.runs("/setup keep_texts:1h"), @"“keep_texts” must be between `1d` and `3650d`, so choose something in between.");
    scene.close().await;
}

#[tokio::test]
async fn reactions_before_the_emoji_was_chosen_open_no_case() {
    let scene = Scene::before_setup().await;
    let Scene { ana, max, olaf, .. } = &scene;
    scene.advance_clock(TimeDelta::seconds(1));
    let liked = ana.writes("help", "Nice weather").await;
    max.reacts(liked, "🎫").await;
    scene.advance_clock(TimeDelta::hours(1));
    olaf.runs(SETUP).await;
    scene.stop().await;
    let asked = ana.writes("help", "And a question").await;
    max.reacts(asked, "🎫").await;
    scene.start().await;
    let seen = ana.sees("help").await;
    assert!(seen.contains("#1 · And a question") && !seen.contains("#2"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn cards_move_with_the_desk() {
    let scene = Scene::open().await;
    let Scene { ana, ben, olaf, .. } = &scene;
    ana.opens_case("One").await;
    ben.opens_case("Two").await;
    assert_eq!((scene.cards_in("desk"), scene.cards_in("general")), (2, 0));
    olaf.runs("/setup desk:#general").await;
    assert_eq!((scene.cards_in("desk"), scene.cards_in("general")), (0, 2));
    scene.close().await;
}

#[tokio::test]
async fn setup_replaces_a_desk_that_was_deleted() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    scene.expect_dead_jobs();
    let Scene { ana, ben, olaf, .. } = &scene;
    ana.opens_case("One").await;
    olaf.deletes_channel("desk").await;
    ben.opens_case("Two").await;
    reads!(olaf.runs("/setup flag_emoji:🚩"), @"The channel set as `desk` was deleted, so choose another one with that option.");
    olaf.runs("/setup desk:#general").await;
    assert_eq!(scene.cards_in("general"), 2);
    scene.close().await;
}

#[tokio::test]
async fn a_missing_permission_is_named_before_anything_is_promised() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    scene.deny_bot("general", CREATE_PUBLIC_THREADS);
    let message = ana.writes("general", "Help!").await;
    reads!(max.flags(message), @"I'm missing **Create Public Threads** in #general; grant it and try again.");
    reads!(max.runs("/queue view:all"), @"There are no open cases.");
    scene.close().await;
}

#[tokio::test]
async fn the_same_question_twice_is_two_cases_also_after_a_lost_permission() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, .. } = &scene;
    scene.deny_bot("help", SEND_MESSAGES);
    scene.idle().await;
    for _ in 0..2 {
        ana.runs("/ask question:Where is it?").await;
    }
    scene.advance_clock(TimeDelta::minutes(10));
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    let seen = ana.sees("help").await;
    assert!(seen.contains("case #1") && seen.contains("case #2"), "{seen}");
    assert_eq!(scene.threads(), 4, "two for ana, and two in which the team was told");
    scene.close().await;
}

#[tokio::test]
async fn agents_and_leads_have_several_roles() {
    let scene = Scene::open().await;
    let Scene { ana, dora, max, mia, olaf, .. } = &scene;
    ana.opens_case("The map stays grey").await;
    olaf.runs("/setup agents_2:@Developers leads_2:@Agents").await;
    reads!(dora.runs("/claim case:1"), @"Case [#1](thread 1) is yours. Reply to @ana in its thread.");
    reads!(max.runs("/rule list"), @"There are no rules yet. Add one with `/rule add`, and matching messages become cases automatically.");
    let answer = olaf.runs("/setup agents:@Developers agents_3:@Leads").await.to_string();
    let team: Vec<&str> = answer.lines().filter(|line| line.contains("@Leads")).collect();
    assert_snapshot!(team.join("\n"), @"
    - Agents (@Developers and @Leads) find cases in #desk, and open one by reacting with 🎫.
    - Leads are @Leads and @Agents (and people with Manage Server).
    ");
    // Who has a role of leads still does all that an agent does.
    reads!(mia.runs("/release case:1"), @"Case [#1](thread 1) is back in the queue. Anyone on the team can claim it.");
    scene.close().await;
}

#[tokio::test]
async fn whoever_has_no_role_of_agents_any_more_has_no_case() {
    let scene = Scene::open().await;
    let Scene { ana, mia, olaf, .. } = &scene;
    ana.opens_case("The map stays grey").await;
    mia.runs("/claim case:1").await;
    olaf.runs("/setup agents:@Developers").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn whoever_chooses_a_public_channel_for_the_team_is_told_so() {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    let hidden = olaf.runs("/setup close_after:4d").await;
    assert!(!hidden.contains("Everyone in this server"), "{hidden}");
    let public = olaf.runs("/setup desk:#general").await;
    let line = "Everyone in this server can see #general, so members can read what the team writes there. Hide it from them in Discord.";
    assert!(public.contains(line), "{public}");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_that_nobody_can_react_with_is_refused() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    for emoji in ["🎫🐛", "日本", "ä", "7", "<:x:1>"] {
        let answer = olaf.runs(&format!("/setup flag_emoji:{emoji}")).await;
        assert!(answer.contains("I can't react with that"), "{emoji}: {answer}");
    }
    let guild = scene.guild_named("Lantern");
    let lamp = Emoji { id: Some(77), name: "lamp".to_owned(), animated: false };
    let emojis = |scene: &Scene, emojis: Vec<Emoji>| {
        scene.sandbox.change(|world| {
            world.guilds.get_mut(&guild).expect("the server").emojis = emojis;
        });
    };
    emojis(&scene, vec![lamp]);
    let saved = olaf.runs("/setup flag_emoji:<:lamp:77>").await.to_string();
    assert!(saved.contains("lamp"), "{saved}");
    let question = ana.writes("help", "Where do I pay?").await;
    max.reacts(question, "lamp:77").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    emojis(&scene, Vec::new());
    assert!(olaf.runs("/setup close_after:4d").await.contains("Saved"), "the rest can be set up");
    scene.close().await;
}
