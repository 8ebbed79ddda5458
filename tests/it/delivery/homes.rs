//! What becomes of what the bot says to customers where a case has no thread of the bot's own, if
//! Discord refuses it: in a post, in a thread that others began, in a private thread and in a
//! channel, where a guest of a bridge is answered.

use std::fmt::Write;

use chrono::TimeDelta;
use sandbox::{Snowflake, Webhook, fault::Trouble};

use crate::{
    cases::bridges::{bridged, says},
    delivery::refusals::{REFUSALS, desk_reads, told},
    scene::{Scene, team_thread, thread},
};

/// Where a customer is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    Post,
    OthersThread,
    Private,
    Channel,
}

/// What is said to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saying {
    Greeting,
    Question,
    Answer,
    Fix,
}

impl Home {
    /// Asks, and returns where the answer will be, and the message that is to be a case. In private
    /// it is one already.
    async fn ask(self, scene: &Scene, bridge: &Webhook, case: i64) -> (Snowflake, Snowflake) {
        let Scene { ana, ben, .. } = scene;
        let question = format!("It fails in way {case}");
        match self {
            Self::Post => {
                let post = ana.posts("ideas", &question, "Why?").await;
                (post, post)
            }
            Self::OthersThread => {
                let news = ben.writes("general", &format!("Version {case} is out")).await;
                let place = ben.starts_thread(news, &format!("Version {case}")).await;
                (place, ana.writes(place, &question).await)
            }
            Self::Private => {
                ana.runs(&format!("/ask question:{question} private:true")).await;
                (ana.channel(thread(case)).await, 0)
            }
            Self::Channel => {
                let message = says(scene, bridge, "weaver", &question).await;
                (ana.channel("help").await, message)
            }
        }
    }
}

impl Saying {
    /// What an answer says only if it is in Discord, and words of it there.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Greeting => ("and greeted", "We've opened case"),
            Self::Question => ("Asked ", "thinks this is solved"),
            Self::Answer => ("Sent your reply", "Please send the log"),
            Self::Fix => ("Posted in case", "Good news: this is fixed"),
        }
    }

    async fn say(self, scene: &Scene, case: i64, message: Snowflake) -> String {
        let max = &scene.max;
        let answer = match self {
            Self::Greeting => max.flags(message).await,
            Self::Question => max.runs(&format!("/solve case:{case}")).await,
            Self::Answer => max.runs(&format!("/reply snippet:logs case:{case}")).await,
            Self::Fix => max.clicks(team_thread(case), "Send").await,
        };
        answer.to_string()
    }
}

/// How often the bot says something in a channel.
fn count(scene: &Scene, channel: Snowflake, words: &str) -> usize {
    scene.sandbox.world(|world| {
        let all = world.messages.get(&channel).into_iter().flat_map(|all| all.values());
        let says = |text: &str, author| text.contains(words) && author == world.bot_id;
        all.filter(|message| says(&message.content, message.author_id)).count()
    })
}

/// A cell of the table: what was told, what the desk can read of it, and how it ended.
async fn cell(
    (scene, bridge): (&Scene, &Webhook),
    (home, saying): (Home, Saying),
    case: i64,
    (status, code): (u16, u32),
) -> String {
    let Scene { max, dora, .. } = scene;
    let (channel, message) = home.ask(scene, bridge, case).await;
    if saying != Saying::Greeting && home != Home::Private {
        max.flags(message).await;
    }
    if saying == Saying::Fix {
        let form = max.runs(&format!("/escalate case:{case}")).await.form();
        max.submits(&form, &[("Actual result", "It fails")]).await;
        dora.runs(&format!("/bug ship version:5.3 bug:{case}")).await;
    }
    let (claim, words) = saying.words();
    let before = count(scene, channel, words);
    let refusal = Trouble::Before { status, code };
    let request = format!("POST /channels/{channel}/messages");
    scene.sandbox.faults().plan_trouble(&request, 0, None, refusal);
    let answer = saying.say(scene, case, message).await;
    let (told, stood) = (told(&answer, claim), count(scene, channel, words) > before);
    assert_eq!(told == "done", stood, "{home:?}, {saying:?}, {code}: {answer}");
    let is_read = desk_reads(scene, case).await;
    assert!(is_read || told == "pending", "{home:?}, {saying:?}, {code}: {answer}");
    scene.sandbox.faults().clear();
    ["help", "general", "ideas"].iter().for_each(|channel| scene.allow_bot(channel));
    scene.idle().await;
    for _ in 0..3 {
        scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    }
    let said = count(scene, channel, words) - before;
    assert!(said <= 1, "{home:?}, {saying:?}, {code}: said {said} times");
    let desk = if is_read { "desk, " } else { "" };
    let end = if said > 0 { "sent" } else { "not sent" };
    max.runs(&format!("/close reason:spam case:{case}")).await;
    format!("{told}, {desk}{end}")
}

async fn table(saying: Saying) -> String {
    let mut table = String::from("|");
    for (status, code) in REFUSALS {
        write!(table, " | {}", if code == 0 { u32::from(status) } else { code }).expect("text");
    }
    let mut homes = vec![Home::Post, Home::OthersThread, Home::Private, Home::Channel];
    // Nobody makes a case of a private question.
    homes.retain(|home| saying != Saying::Greeting || *home != Home::Private);
    for home in homes {
        let (scene, bridge) = bridged().await;
        REFUSALS.iter().for_each(|&(status, code)| scene.expect_refusal(status, code.into()));
        scene.lea.runs("/snippet add name:logs text:Please send the log.").await;
        scene.olaf.runs("/setup one_case_within:off").await;
        if home == Home::Post {
            scene.olaf.runs("/setup help:#ideas").await;
        }
        write!(table, "\n{home:?}").expect("text");
        for (case, refusal) in (1..).zip(REFUSALS) {
            let result = cell((&scene, &bridge), (home, saying), case, refusal).await;
            write!(table, " | {result}").expect("text");
        }
        scene.close().await;
    }
    table
}

#[tokio::test]
async fn nobody_is_told_of_a_question_that_is_in_no_post_thread_or_channel() {
    insta::assert_snapshot!(table(Saying::Question).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Post | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    OthersThread | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Private | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Channel | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_an_answer_that_is_in_no_post_thread_or_channel() {
    insta::assert_snapshot!(table(Saying::Answer).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Post | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    OthersThread | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Private | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Channel | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_a_fix_that_is_in_no_post_thread_or_channel() {
    insta::assert_snapshot!(table(Saying::Fix).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Post | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    OthersThread | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Private | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Channel | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_a_greeting_that_is_in_no_post_thread_or_channel() {
    insta::assert_snapshot!(table(Saying::Greeting).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Post | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | pending, sent | pending, sent
    OthersThread | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | pending, sent | pending, sent
    Channel | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | pending, sent | pending, sent
    ");
}
