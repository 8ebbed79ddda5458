//! What becomes of each thing that the bot says if Discord refuses it: who acted is told what is
//! so, the desk is told in words, and what was held is sent once when the obstacle is gone.

use std::fmt::Write;

use chrono::TimeDelta;
use sandbox::{Snowflake, fault::Trouble};

use crate::scene::{Scene, card, opening, report, team_thread};

/// What a developer asks.
const WHICH: &str = "Which browser is it?";

/// Discord's refusals, by status and code.
const REFUSALS: [(u16, u32); 9] = [
    (403, 50_001),
    (403, 50_013),
    (400, 160_005),
    (400, 160_006),
    (400, 30_033),
    (400, 200_000),
    (400, 50_035),
    (404, 10_003),
    (500, 0),
];

/// A thing that the bot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Thread,
    Greeting,
    Question,
    Proposal,
    Reminder,
    Answer,
    Promise,
    FollowUp,
    Close,
    CloseInThread,
    Reopening,
    Merge,
    Unmerging,
    WayBack,
    Hint,
    Card,
    Offer,
    TeamThread,
    Note,
    Assignment,
    Handover,
    Report,
    Fix,
    Decline,
    Update,
    Followers,
    Draft,
    InfoRequest,
    Info,
}

impl Thing {
    /// What an answer says only if the thing is in Discord.
    fn claim(self) -> &'static str {
        match self {
            Self::Thread | Self::Greeting => "and greeted",
            Self::Question => "The team will answer",
            Self::Proposal => "Asked ",
            Self::Answer => "Sent your reply",
            Self::Merge => "and told",
            Self::TeamThread | Self::Note => "Added your note",
            Self::Assignment => "and mentioned them",
            Self::Report => "Reported as bug",
            // Nobody asks for a reminder, and who closes or reopens a case is told of the case.
            Self::Reminder | Self::FollowUp | Self::Close | Self::CloseInThread => "no claim",
            Self::Reopening | Self::Unmerging | Self::Card => "no claim",
            // It comes by itself.
            Self::WayBack | Self::Hint | Self::Offer => "no claim",
            Self::Update | Self::Followers => "no claim",
            Self::Fix | Self::Decline | Self::Promise => "Told ",
            Self::Handover => "so I've asked them",
            // Who ships a bug or answers a question is told where it will be.
            Self::Draft | Self::Info => "no claim",
            Self::InfoRequest => "Asked the agents",
        }
    }

    fn is_for_customer(self) -> bool {
        !matches!(
            self,
            Self::Card
                | Self::Offer
                | Self::TeamThread
                | Self::Note
                | Self::Assignment
                | Self::Handover
                | Self::Report
                | Self::Draft
                | Self::InfoRequest
                | Self::Info
        )
    }
}

/// A case, and where the bot says a thing about it.
struct Place {
    case: i64,
    /// The request that is refused.
    request: String,
    /// Where the message is, once it is there, and words in it.
    channel: Snowflake,
    words: String,
    number: String,
    /// The message that becomes a case.
    source: Option<Snowflake>,
}

/// Lets everything happen that leads to the thing.
async fn prepare(scene: &Scene, thing: Thing, case: i64) -> Place {
    let Scene { ana, ben, max, .. } = scene;
    let (help, desk) = (ana.channel("help").await, max.channel("desk").await);
    let question = format!("It fails in way {case}");
    let source = match thing {
        Thing::Question => None,
        Thing::Offer => Some(help),
        Thing::Thread | Thing::Greeting | Thing::Card => Some(ana.writes("help", &question).await),
        _ => Some(ana.opens_case(&question).await),
    };
    let thread = source.unwrap_or(help);
    let run = async |line: &str| max.runs(line).await;
    let (channel, words) = match thing {
        Thing::Card => (desk, format!("#{case} · {question}")),
        Thing::Thread | Thing::Greeting => (thread, "We've opened case".to_owned()),
        Thing::Question => (help, format!("In what way does it fail {case}")),
        Thing::Proposal => (thread, "thinks this is solved".to_owned()),
        Thing::Reminder => {
            run(&format!("/solve case:{case}")).await;
            (thread, "just checking in".to_owned())
        }
        Thing::Answer => (thread, "Please send the log".to_owned()),
        Thing::Promise => (thread, "will get back to you by".to_owned()),
        Thing::FollowUp => {
            max.writes(thread, "Which version do you use?").await;
            (thread, "we haven't heard from you".to_owned())
        }
        Thing::Close => (help, format!("Case [#{case}]")),
        Thing::CloseInThread => (thread, "has closed case".to_owned()),
        Thing::WayBack => {
            run(&format!("/close reason:solved case:{case}")).await;
            (help, "is closed. Still need help?".to_owned())
        }
        Thing::Hint => (help, "I've added your reply to case".to_owned()),
        Thing::Offer => (desk, format!("Rule “refund {case}”")),
        Thing::Unmerging => {
            ben.opens_case(&format!("Mine fails in way {case} too")).await;
            run(&format!("/merge into:{} case:{case}", case + 1)).await;
            (thread, "here after all".to_owned())
        }
        Thing::Reopening => {
            run(&format!("/close reason:spam case:{case}")).await;
            (thread, "reopened this case".to_owned())
        }
        Thing::Merge => {
            ben.opens_case(&format!("Mine fails in way {case} too")).await;
            (thread, "we're continuing this in".to_owned())
        }
        Thing::TeamThread => (max.message(&card(case)).await, "Look at it".to_owned()),
        Thing::Note | Thing::Assignment | Thing::Handover => {
            run(&format!("/note text:Nothing yet case:{case}")).await;
            run(&format!("/claim case:{case}")).await;
            let words = match thing {
                Thing::Note => "Look at it",
                Thing::Assignment => "assigned you this case",
                _ => "would like to take over this case",
            };
            (max.message(&card(case)).await, words.to_owned())
        }
        Thing::Report => (scene.dora.channel("developers").await, format!("Crash {case}")),
        Thing::Fix
        | Thing::Decline
        | Thing::Update
        | Thing::Followers
        | Thing::Draft
        | Thing::InfoRequest
        | Thing::Info => {
            prepare_bug(scene, thing, case).await;
            match thing {
                Thing::Update => (thread, "A quick update".to_owned()),
                Thing::Followers => (thread, "You had this problem too".to_owned()),
                Thing::Fix => (thread, "Good news: this is fixed".to_owned()),
                Thing::Decline => (thread, "decided not to change it".to_owned()),
                Thing::Draft => (max.message(&card(case)).await, "is fixed in version".to_owned()),
                Thing::InfoRequest => (max.message(&card(case)).await, WHICH.to_owned()),
                _ => (scene.dora.message(&report(case)).await, "Firefox on Windows".to_owned()),
            }
        }
    };
    let request = match thing {
        Thing::Thread => format!("POST /channels/{help}/messages/{thread}/threads"),
        Thing::TeamThread => format!("POST /channels/{desk}/messages/{channel}/threads"),
        _ => format!("POST /channels/{channel}/messages"),
    };
    let number = match thing {
        Thing::WayBack | Thing::Hint => format!("[#{case}]"),
        _ => String::new(),
    };
    Place { case, request, channel, words, number, source }
}

/// Lets a case be reported, and everything happen that leads to what is said of its bug.
async fn prepare_bug(scene: &Scene, thing: Thing, case: i64) {
    let Scene { max, dora, .. } = scene;
    let form = max.runs(&format!("/escalate case:{case}")).await.form();
    max.submits(&form, &[("Actual result", "It fails")]).await;
    match thing {
        Thing::Fix => drop(dora.runs(&format!("/bug ship version:5.3 bug:{case}")).await),
        Thing::Decline => {
            let form = dora.clicks(report(case), "Decline").await.form();
            dora.submits(&form, &[("Why? Only the team reads it.", "As designed")]).await;
        }
        Thing::Info => drop(ask(scene, case, "Which system?").await),
        Thing::Followers => drop(scene.ben.clicks(opening(case), "Me too").await),
        // The team's thread is there.
        _ => drop(max.runs(&format!("/note text:Nothing yet case:{case}")).await),
    }
}

/// A developer asks the agents something.
async fn ask(scene: &Scene, bug: i64, question: &str) -> String {
    let form = scene.dora.clicks(report(bug), "Need info").await.form();
    scene.dora.submits(&form, &[("What do you need to know?", question)]).await.to_string()
}

/// Lets somebody do what makes the bot say the thing. Returns what they are told.
async fn act(scene: &Scene, thing: Thing, place: &Place) -> String {
    let Scene { ana, ben, max, lea, .. } = scene;
    let case = place.case;
    let answer = match (thing, place.source) {
        (Thing::Thread | Thing::Greeting | Thing::Card, Some(source)) => max.flags(source).await,
        (Thing::Question, _) => {
            let who = if case % 2 == 0 { ana } else { ben };
            who.runs(&format!("/ask question:{}?", place.words)).await
        }
        (Thing::Reminder, _) => {
            scene.advance_and_run_due(TimeDelta::hours(49)).await;
            return "nobody is told".to_owned();
        }
        (Thing::FollowUp | Thing::Update, _) => {
            scene.advance_and_run_due(TimeDelta::days(8)).await;
            return "nobody is told".to_owned();
        }
        (Thing::WayBack, Some(question)) => {
            ana.replies(question, "It fails again, why?").await;
            return "nobody is told".to_owned();
        }
        (Thing::Hint, Some(question)) => {
            max.replies(question, "Try it once more").await;
            return "nobody is told".to_owned();
        }
        (Thing::Offer, _) => {
            let rule = format!("/rule add name:refund {case} pattern:refund {case}! action:ask");
            lea.runs(&rule).await;
            ana.writes("help", &format!("Can I get refund {case}!")).await;
            return "nobody is told".to_owned();
        }
        (Thing::Promise, _) => max.runs(&format!("/promise within:2h case:{case}")).await,
        (Thing::CloseInThread, _) => max.runs(&format!("/close reason:solved case:{case}")).await,
        (Thing::Unmerging, _) => max.runs(&format!("/unmerge case:{case}")).await,
        (Thing::Handover, _) => scene.mia.runs(&format!("/assign agent:@mia case:{case}")).await,
        (Thing::Followers, _) => {
            return scene.dora.runs(&format!("/bug ship version:5.3 bug:{case}")).await.to_string();
        }
        (Thing::Proposal, _) => max.runs(&format!("/solve case:{case}")).await,
        (Thing::Answer, _) => max.runs(&format!("/reply snippet:logs case:{case}")).await,
        (Thing::Close, _) => max.runs(&format!("/close reason:moved case:{case}")).await,
        (Thing::Reopening, _) => max.runs(&format!("/reopen case:{case}")).await,
        (Thing::Merge, _) => max.runs(&format!("/merge into:{} case:{case}", case + 1)).await,
        (Thing::Assignment, _) => lea.runs(&format!("/assign agent:@mia case:{case}")).await,
        (Thing::Report, _) => {
            let form = max.runs(&format!("/escalate case:{case}")).await.form();
            let title = place.words.clone();
            max.submits(&form, &[("Title", &title), ("Actual result", "It fails")]).await
        }
        (Thing::Fix | Thing::Decline, _) => max.clicks(team_thread(case), "Send").await,
        (Thing::Draft, _) => scene.dora.runs(&format!("/bug ship version:5.3 bug:{case}")).await,
        (Thing::InfoRequest, _) => return ask(scene, case, WHICH).await,
        (Thing::Info, _) => {
            let form = max.clicks(team_thread(case), "Answer").await.form();
            max.submits(&form, &[("Answer", "Firefox on Windows")]).await
        }
        _ => max.runs(&format!("/note text:Look at it case:{case}")).await,
    };
    answer.to_string()
}

/// How often the bot has said the thing.
fn count(scene: &Scene, place: &Place) -> usize {
    scene.sandbox.world(|world| {
        let messages = world.messages.get(&place.channel).into_iter().flat_map(|all| all.values());
        let says = |text: &str| text.contains(&place.words);
        let ours = messages.filter(|message| {
            let embeds = serde_json::to_string(&message.embeds).unwrap_or_default();
            message.author_id == world.bot_id
                && message.ephemeral_for.is_none()
                && (says(&message.content) || says(&embeds))
                && message.content.contains(&place.number)
        });
        ours.count()
    })
}

/// What somebody was told, in a word.
fn told(answer: &str, claim: &str) -> &'static str {
    match answer {
        _ if answer.contains(claim) => "done",
        _ if answer.contains("I won't send it") => "given up",
        _ if answer.contains("I couldn't send it") => "held",
        _ if answer.contains("I'm sending it now") => "pending",
        _ if answer.contains("isn't open yet") => "not yet",
        _ if answer.contains("nobody is told") => "",
        _ => "case",
    }
}

/// Whether the desk can read that something could not be done.
async fn desk_reads(scene: &Scene, case: i64) -> bool {
    let id = scene.max.message(&card(case)).await;
    let mut read = scene.max.sees(card(case)).await;
    if scene.sandbox.world(|world| world.channels.contains_key(&id)) {
        read += &scene.max.sees(team_thread(case)).await;
    }
    read.contains("I couldn't")
}

/// The obstacle is gone, and everything that waits is tried again.
async fn clear_the_way(scene: &Scene, place: &Place) {
    scene.sandbox.faults().clear();
    scene.allow_bot("help");
    scene.idle().await;
    for _ in 0..3 {
        if count(scene, place) > 0 {
            return;
        }
        scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    }
}

/// A cell of the table: what was told, what the desk can read of it, and how it ended.
async fn cell(
    scene: &Scene,
    thing: Thing,
    case: i64,
    (status, code): (u16, u32),
) -> (String, Place) {
    let place = prepare(scene, thing, case).await;
    let refusal = Trouble::Before { status, code };
    scene.sandbox.faults().plan_trouble(&place.request, 0, None, refusal);
    let answer = act(scene, thing, &place).await;
    let (told, stood) = (told(&answer, thing.claim()), count(scene, &place));
    assert_eq!(told == "done", stood > 0 && told != "case", "{thing:?}, {code}: {answer}");
    let has_card = !matches!(thing, Thing::Card | Thing::Offer);
    let is_read = has_card && desk_reads(scene, case).await;
    let desk = if is_read { "desk" } else { "" };
    // What may be over in a moment is tried again before anybody is told.
    let may_pass = told == "not yet" && [0, 10_003].contains(&code);
    let is_told = ["held", "given up", "not yet"].contains(&told) && !may_pass;
    let must_know = thing.is_for_customer() && is_told;
    assert!(desk == "desk" || !must_know, "{thing:?}, {code}: the desk is not told");
    clear_the_way(scene, &place).await;
    let end = if count(scene, &place) > 0 { "sent" } else { "not sent" };
    scene.max.runs(&format!("/close reason:spam case:{case}")).await;
    let parts = [told, desk, end].into_iter().filter(|part| !part.is_empty());
    (parts.collect::<Vec<_>>().join(", "), place)
}

/// A row for each thing, and a column for each refusal.
async fn table(things: &[Thing]) -> String {
    let mut table = String::from("|");
    for (status, code) in REFUSALS {
        write!(table, " | {}", if code == 0 { u32::from(status) } else { code }).expect("text");
    }
    for &thing in things {
        let scene = Scene::open().await;
        REFUSALS.iter().for_each(|&(status, code)| scene.expect_refusal(status, code.into()));
        // After a thread's creation was refused, it is asked for again.
        scene.expect_refusal(400, 160_004);
        scene.lea.runs("/snippet add name:logs text:Please send the log.").await;
        match thing {
            Thing::FollowUp => drop(scene.olaf.runs("/setup follow_up:7d").await),
            Thing::Update | Thing::Followers => {
                scene.olaf.runs("/setup send_bug_news:true").await;
            }
            _ => {}
        }
        write!(table, "\n{thing:?}").expect("text");
        let cases = if matches!(thing, Thing::Merge | Thing::Unmerging) { 2 } else { 1 };
        let mut places = Vec::new();
        for (case, refusal) in (1..).step_by(cases).zip(REFUSALS) {
            let (result, place) = cell(&scene, thing, case, refusal).await;
            write!(table, " | {result}").expect("text");
            places.push(place);
        }
        // What was held is not said once more when everything that waits is tried again.
        scene.advance_and_run_due(TimeDelta::minutes(30)).await;
        for (place, (_, code)) in places.iter().zip(REFUSALS) {
            let said = count(&scene, place);
            assert!(said <= 1, "{thing:?}, {code}: said {said} times");
        }
        scene.close().await;
    }
    table
}

#[tokio::test]
async fn nobody_is_told_of_a_thread_or_a_question_that_is_not_there() {
    insta::assert_snapshot!(table(&[Thing::Thread, Thing::Greeting, Thing::Question]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Thread | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | pending, sent | pending, sent
    Greeting | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | pending, sent | pending, sent
    Question | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_an_answer_that_is_not_there() {
    insta::assert_snapshot!(table(&[Thing::Proposal, Thing::Reminder, Thing::Answer, Thing::Promise, Thing::FollowUp]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Proposal | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Reminder | desk, sent | desk, sent | desk, sent | desk, sent | desk, sent | desk, not sent | desk, not sent | sent | sent
    Answer | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Promise | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    FollowUp | desk, sent | desk, sent | desk, sent | desk, sent | desk, sent | desk, not sent | desk, not sent | sent | sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_a_line_that_is_not_there() {
    insta::assert_snapshot!(table(&[Thing::Close, Thing::CloseInThread, Thing::Reopening, Thing::Merge]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Close | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    CloseInThread | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Reopening | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Merge | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_what_the_team_cannot_read() {
    let things = [Thing::Card, Thing::TeamThread, Thing::Note, Thing::Assignment, Thing::Report];
    insta::assert_snapshot!(table(&things).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Card | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    TeamThread | held, sent | held, sent | held, sent | pending, sent | held, sent | held, sent | held, sent | held, sent | pending, sent
    Note | held, sent | held, sent | held, sent | pending, sent | held, sent | given up, not sent | given up, not sent | pending, sent | pending, sent
    Assignment | held, sent | held, sent | held, sent | pending, sent | held, sent | given up, not sent | given up, not sent | pending, sent | pending, sent
    Report | held, sent | held, sent | held, sent | pending, sent | held, sent | held, sent | held, sent | held, sent | pending, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_news_of_a_bug_that_are_not_there() {
    insta::assert_snapshot!(table(&[Thing::Fix, Thing::Decline, Thing::Update, Thing::Followers]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Fix | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Decline | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Update | desk, sent | desk, sent | desk, sent | desk, sent | desk, sent | desk, not sent | desk, not sent | sent | sent
    Followers | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, not sent | case, desk, not sent | case, sent | case, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_what_developers_and_agents_cannot_read() {
    insta::assert_snapshot!(table(&[Thing::Draft, Thing::InfoRequest, Thing::Info]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Draft | case, sent | case, sent | case, sent | case, sent | case, sent | case, not sent | case, not sent | case, sent | case, sent
    InfoRequest | held, sent | held, sent | held, sent | pending, sent | held, sent | given up, not sent | given up, not sent | pending, sent | pending, sent
    Info | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_a_hint_or_a_request_that_is_not_there() {
    let things = [Thing::Unmerging, Thing::WayBack, Thing::Hint, Thing::Handover, Thing::Offer];
    insta::assert_snapshot!(table(&things).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Unmerging | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    WayBack | desk, sent | desk, sent | desk, sent | desk, sent | desk, sent | desk, not sent | desk, not sent | sent | sent
    Hint | desk, sent | desk, sent | desk, sent | desk, sent | desk, sent | desk, not sent | desk, not sent | sent | sent
    Handover | held, sent | held, sent | held, sent | pending, sent | held, sent | given up, not sent | given up, not sent | pending, sent | pending, sent
    Offer | sent | sent | sent | sent | sent | sent | sent | sent | sent
    ");
}
