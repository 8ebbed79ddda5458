//! What becomes of each thing that the bot says if Discord refuses it: who acted is told what is
//! so, the desk is told in words, and what was held is sent once when the obstacle is gone.

mod bugs;
mod claims;
mod others;
mod rows;
mod saying;
mod things;

use std::fmt::Write;

use chrono::TimeDelta;
use sandbox::fault::Trouble;

use crate::scene::{Scene, card, team_thread};

use others::Other;
use saying::{Place, Saying};
use things::Thing;

/// Discord's refusals, by status and code.
pub const REFUSALS: [(u16, u32); 9] = [
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

/// How often the bot has said the thing.
fn count(scene: &Scene, place: &Place) -> usize {
    scene.sandbox.world(|world| {
        let is_there = |channel: u64| place.channel == 0 || place.channel == channel;
        let channels = world.messages.iter().filter(|(channel, _)| is_there(**channel));
        let messages = channels.flat_map(|(_, all)| all.values());
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
pub fn told(answer: &str, claim: &str) -> &'static str {
    match answer {
        _ if answer.contains("I won't send it") => "given up",
        _ if answer.contains("I couldn't send it") => "held",
        _ if answer.contains("I couldn't post") || answer.contains("I can't post") => "held",
        _ if answer.contains("I'm sending it now") => "pending",
        _ if answer.contains("I'm posting") => "pending",
        _ if answer.contains(claim) => "done",
        _ if answer.contains("isn't open yet") => "not yet",
        _ if answer.contains("nobody is told") => "",
        _ => "case",
    }
}

/// Whether the desk can read that something could not be done.
pub async fn desk_reads(scene: &Scene, case: i64) -> bool {
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
    thing: impl Saying,
    case: i64,
    (status, code): (u16, u32),
) -> (String, Place) {
    let place = thing.prepare(scene, case).await;
    let refusal = Trouble::Before { status, code };
    scene.sandbox.faults().plan_trouble(&place.request, 0, None, refusal);
    let answer = thing.act(scene, &place).await;
    let (told, stood) = (told(&answer, thing.claim()), count(scene, &place));
    // What nobody asked for, or is told of by what was done, may be there at once.
    let may_stand = ["done", "case", ""].contains(&told);
    assert!(
        (told != "done" || stood > 0) && (stood == 0 || may_stand),
        "{thing:?}, {code}: {answer}"
    );
    let is_read = thing.has_card() && desk_reads(scene, thing.shown_on(case)).await;
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
async fn table(things: &[impl Saying]) -> String {
    let mut table = String::from("|");
    for (status, code) in REFUSALS {
        write!(table, " | {}", if code == 0 { u32::from(status) } else { code }).expect("text");
    }
    for &thing in things {
        let scene = Scene::with_teams(&["billing"]).await;
        REFUSALS.iter().for_each(|&(status, code)| scene.expect_refusal(status, code.into()));
        // A board that was deleted is edited in vain.
        scene.expect_refusal(404, 10_008);
        // After a thread's creation was refused, it is asked for again.
        scene.expect_refusal(400, 160_004);
        scene.lea.runs("/snippet add name:logs text:Please send the log.").await;
        thing.set_up(&scene).await;
        write!(table, "\n{thing:?}").expect("text");
        let mut places = Vec::new();
        for (case, refusal) in (1..).step_by(thing.cases()).zip(REFUSALS) {
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

#[tokio::test]
async fn nobody_is_told_of_a_line_for_the_team_that_is_not_there() {
    let things = [
        Thing::Awake,
        Thing::PromiseDue,
        Thing::Absorbed,
        Thing::Alert,
        Thing::DirectMessage,
        Thing::DeskLine,
    ];
    insta::assert_snapshot!(table(&things).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Awake | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    PromiseDue | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    Absorbed | case, sent | case, sent | case, sent | case, sent | case, sent | case, not sent | case, not sent | case, sent | case, sent
    Alert | sent | sent | sent | sent | sent | sent | sent | sent | sent
    DirectMessage | sent | sent | sent | sent | sent | sent | sent | sent | sent
    DeskLine | sent | sent | sent | sent | sent | sent | sent | sent | sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_a_board_a_panel_or_a_private_thread_that_is_not_there() {
    let things = [Thing::Board, Thing::AskPanel, Thing::Move];
    insta::assert_snapshot!(table(&things).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Board | sent | sent | sent | sent | sent | sent | sent | sent | sent
    AskPanel | held, sent | held, sent | held, sent | pending, sent | held, sent | held, sent | held, sent | held, sent | pending, sent
    Move | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | pending, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_a_request_that_another_team_cannot_read() {
    let things = [Thing::Request, Thing::RequestAnswer, Thing::RequestReminder];
    insta::assert_snapshot!(table(&things).await, @"
| | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
Request | held, sent | held, sent | held, sent | pending, sent | held, sent | held, sent | held, sent | held, sent | pending, sent
RequestAnswer | held, sent | held, sent | held, sent | pending, sent | held, sent | given up, not sent | given up, not sent | pending, sent | pending, sent
RequestReminder | sent | sent | sent | sent | sent | sent | sent | sent | sent
");
}

#[tokio::test]
async fn nobody_is_told_of_a_known_issue_notice_that_is_not_there() {
    insta::assert_snapshot!(table(&[Thing::Notice, Thing::NoticeCall]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Notice | held, sent | held, sent | held, sent | held, sent | held, sent | given up, not sent | given up, not sent | given up, not sent | case, sent
    NoticeCall | case, sent | case, sent | case, sent | case, sent | case, sent | case, not sent | case, not sent | case, sent | case, sent
    ");
}

#[tokio::test]
async fn nobody_is_told_that_a_customer_is_asked_who_is_not() {
    insta::assert_snapshot!(table(&[Thing::CustomerAsked, Thing::StillBroken]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    CustomerAsked | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    StillBroken | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    ");
}

#[tokio::test]
async fn what_became_of_a_case_reaches_its_team_once_the_obstacle_is_gone() {
    let things = [Thing::TakenOver, Thing::Left, Thing::Locked, Thing::Overdue];
    insta::assert_snapshot!(table(&things).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    TakenOver | held, sent | held, sent | held, sent | pending, sent | held, sent | given up, not sent | given up, not sent | pending, sent | pending, sent
    Left | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    Locked | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    Overdue | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    ");
}

#[tokio::test]
async fn nobody_is_told_of_a_question_or_a_greeting_that_is_not_there() {
    let others = [Other::PrivateQuestion, Other::FormQuestion, Other::OpenedFor];
    insta::assert_snapshot!(table(&others).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    PrivateQuestion | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, sent
    FormQuestion | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, desk, sent | not yet, sent
    OpenedFor | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | pending, sent
    ");
}

#[tokio::test]
async fn what_customers_read_of_what_was_done_is_held_and_sent_once() {
    let others = [
        Other::Unfollowed,
        Other::WelcomeBack,
        Other::NotSolved,
        Other::ReopenedByCustomer,
        Other::Reworded,
        Other::Progress,
        Other::NoticeReopened,
    ];
    insta::assert_snapshot!(table(&others).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Unfollowed | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, not sent | case, desk, not sent | case, sent | case, sent
    WelcomeBack | desk, sent | desk, sent | desk, sent | desk, sent | desk, sent | desk, not sent | desk, not sent | sent | sent
    NotSolved | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, not sent | case, desk, not sent | case, sent | case, sent
    ReopenedByCustomer | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, sent | case, desk, not sent | case, desk, not sent | case, sent | case, sent
    Reworded | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | held, desk, sent | given up, desk, not sent | given up, desk, not sent | pending, sent | pending, sent
    Progress | desk, sent | desk, sent | desk, sent | desk, sent | desk, sent | desk, not sent | desk, not sent | sent | sent
    NoticeReopened | case, sent | case, sent | case, sent | case, sent | case, sent | case, not sent | case, not sent | case, sent | case, sent
    ");
}

#[tokio::test]
async fn what_the_team_reads_of_what_was_done_is_held_and_sent_once() {
    let others = [
        Other::DoneBySomeone,
        Other::NotLetIn,
        Other::ThreadLost,
        Other::NoticeLost,
        Other::AbsorptionUndone,
        Other::TeamAsked,
        Other::RequestFreed,
    ];
    insta::assert_snapshot!(table(&others).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    DoneBySomeone | held, sent | held, sent | held, sent | pending, sent | held, sent | given up, not sent | given up, not sent | pending, sent | pending, sent
    NotLetIn | case, sent | case, sent | case, sent | case, sent | case, sent | case, not sent | case, not sent | case, sent | case, sent
    ThreadLost | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    NoticeLost | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    AbsorptionUndone | case, sent | case, sent | case, sent | case, sent | case, sent | case, not sent | case, not sent | case, sent | case, sent
    TeamAsked | case, sent | case, sent | case, sent | case, sent | case, sent | case, not sent | case, not sent | case, sent | case, sent
    RequestFreed | sent | sent | sent | sent | sent | not sent | not sent | sent | sent
    ");
}

#[tokio::test]
async fn what_the_desk_and_the_developers_read_is_held_and_sent_once() {
    let others = [
        Other::RoleAlert,
        Other::CustomerReturned,
        Other::RuleLost,
        Other::DeveloperAsked,
        Other::DeveloperDeclined,
        Other::Recurred,
        Other::DeveloperLeft,
        Other::Joined,
        Other::Parted,
        Other::BugReopened,
    ];
    insta::assert_snapshot!(table(&others).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    RoleAlert | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    CustomerReturned | sent | sent | sent | sent | sent | sent | sent | sent | sent
    RuleLost | sent | sent | sent | sent | sent | sent | sent | sent | sent
    DeveloperAsked | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    DeveloperDeclined | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    Recurred | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    DeveloperLeft | sent | sent | sent | sent | sent | sent | sent | sent | sent
    Joined | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    Parted | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    BugReopened | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent | case, sent
    ");
}
