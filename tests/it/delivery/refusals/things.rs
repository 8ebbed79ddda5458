//! What the bot says, and what people do so that it says it.

use chrono::TimeDelta;
use sandbox::world::ThreadEdit;

use crate::{
    delivery::refusals::{
        bugs::{WHICH, ask, notice},
        saying::Place,
    },
    scene::{Scene, board, card, opening, report, request, team_thread, thread},
};

/// A thing that the bot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
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
    Awake,
    PromiseDue,
    Absorbed,
    Move,
    Alert,
    DirectMessage,
    DeskLine,
    Board,
    AskPanel,
    Request,
    RequestAnswer,
    RequestReminder,
    Notice,
    NoticeCall,
    TakenOver,
    Left,
    Locked,
    Overdue,
    CustomerAsked,
    StillBroken,
}

/// Lets everything happen that leads to the thing.
pub async fn prepare(scene: &Scene, thing: Thing, case: i64) -> Place {
    let Scene { ana, ben, max, .. } = scene;
    let (help, desk) = (ana.channel("help").await, max.channel("desk").await);
    let question = format!("It fails in way {case}");
    let source = match thing {
        Thing::Question | Thing::DirectMessage => None,
        Thing::Offer | Thing::Board | Thing::AskPanel => Some(help),
        Thing::DeskLine => Some(ben.writes("help", "\u{200B}").await),
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
        Thing::Hint => (help, "I've added your message to case".to_owned()),
        Thing::Offer => (desk, format!("Rule “refund {case}”")),
        Thing::Unmerging => {
            ben.opens_case(&format!("Mine fails in way {case} too")).await;
            run(&format!("/merge into:{} case:{case}", case + 1)).await;
            (thread, "continues here".to_owned())
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
        Thing::Note
        | Thing::Assignment
        | Thing::Handover
        | Thing::Awake
        | Thing::PromiseDue
        | Thing::Absorbed
        | Thing::Alert
        | Thing::TakenOver
        | Thing::Left
        | Thing::Locked
        | Thing::Overdue
        | Thing::RequestAnswer => {
            run(&format!("/note text:Nothing yet case:{case}")).await;
            run(&format!("/claim case:{case}")).await;
            let words = prepare_note(scene, thing, case).await;
            (max.message(&card(case)).await, words.to_owned())
        }
        Thing::Move => (0, "to continue with your question in private".to_owned()),
        Thing::DirectMessage => {
            scene.mia.runs("/notify event:new case how:direct message").await;
            (0, "is new".to_owned())
        }
        Thing::DeskLine => (desk, "didn't open a case".to_owned()),
        Thing::Board => (desk, "**Waiting for us**".to_owned()),
        Thing::AskPanel => (help, "Press a button, write".to_owned()),
        Thing::Request => (max.channel("billing").await, format!("Request #{case}")),
        Thing::RequestReminder => {
            let form = run(&format!("/escalate team:billing case:{case}")).await.form();
            let fields =
                [("What do you need from them?", WHICH), ("Answer needed within (optional)", "1h")];
            max.submits(&form, &fields).await;
            (max.channel("billing").await, format!("nobody has taken request #{case}"))
        }
        Thing::Notice | Thing::NoticeCall => {
            prepare_bug(scene, thing, case).await;
            let general = ana.channel("general").await;
            match thing {
                Thing::Notice => (general, format!("Nobody can export {case}")),
                _ => (general, format!("fixed in version 5.{case}")),
            }
        }
        Thing::Report => (scene.dora.channel("developers").await, format!("Crash {case}")),
        Thing::Fix
        | Thing::Decline
        | Thing::Update
        | Thing::Followers
        | Thing::Draft
        | Thing::InfoRequest
        | Thing::CustomerAsked
        | Thing::StillBroken
        | Thing::Info => {
            prepare_bug(scene, thing, case).await;
            match thing {
                Thing::Update => (thread, "A quick update".to_owned()),
                Thing::Followers => (thread, "you had this problem too".to_owned()),
                Thing::Fix => (thread, "Good news: this is fixed".to_owned()),
                Thing::Decline => (thread, "decided not to change it".to_owned()),
                Thing::Draft => (max.message(&card(case)).await, "is fixed in version".to_owned()),
                Thing::InfoRequest => (max.message(&card(case)).await, WHICH.to_owned()),
                Thing::CustomerAsked => (thread, WHICH.to_owned()),
                Thing::StillBroken => {
                    (scene.dora.message(&report(case)).await, "still broken for".to_owned())
                }
                _ => (scene.dora.message(&report(case)).await, "Firefox on Windows".to_owned()),
            }
        }
    };
    let request = match thing {
        Thing::Thread => format!("POST /channels/{help}/messages/{thread}/threads"),
        Thing::TeamThread => format!("POST /channels/{desk}/messages/{channel}/threads"),
        Thing::Move => format!("POST /channels/{help}/threads"),
        Thing::DirectMessage => "POST /users/@me/channels".to_owned(),
        _ => format!("POST /channels/{channel}/messages"),
    };
    let number = match thing {
        Thing::WayBack | Thing::Hint | Thing::DirectMessage => format!("[#{case}]"),
        Thing::Move => format!("#{}", case + 1),
        Thing::DeskLine => thread.to_string(),
        _ => String::new(),
    };
    Place { case, request, channel, words, number, source }
}

/// Lets everything happen that leads to a line in the team's thread. Returns words of it.
async fn prepare_note(scene: &Scene, thing: Thing, case: i64) -> &'static str {
    let Scene { ben, max, .. } = scene;
    match thing {
        Thing::Note => "Look at it",
        Thing::Assignment => "assigned you this case",
        Thing::Handover => "would like to take over this case",
        Thing::Awake => {
            max.runs(&format!("/snooze until:1h case:{case}")).await;
            "this case's snooze has ended"
        }
        Thing::PromiseDue => {
            max.runs(&format!("/promise within:1h case:{case}")).await;
            "an answer was promised by now"
        }
        Thing::Absorbed => {
            ben.opens_case(&format!("Mine fails in way {case} too")).await;
            "was merged into this case"
        }
        Thing::Alert => {
            max.writes(thread(case), "Which version do you use?").await;
            "is waiting"
        }
        Thing::TakenOver => "has taken over this case from you",
        Thing::Left => {
            scene.lea.runs(&format!("/assign agent:@mia case:{case}")).await;
            "is no longer an agent"
        }
        Thing::Locked => "locked the customer's thread",
        Thing::Overdue => {
            let form = max.runs(&format!("/escalate team:billing case:{case}")).await.form();
            let fields =
                [("What do you need from them?", WHICH), ("Answer needed within (optional)", "1h")];
            max.submits(&form, &fields).await;
            "in time"
        }
        _ => {
            scene.ask("billing", case, WHICH).await;
            "has answered request"
        }
    }
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
            dora.submits(&form, &[("Reason", "As designed")]).await;
        }
        Thing::Info => drop(ask(scene, case, "Which system?").await),
        Thing::CustomerAsked => drop(ask(scene, case, WHICH).await),
        Thing::StillBroken => {
            // The report's thread is there.
            ask(scene, case, WHICH).await;
            dora.runs(&format!("/bug ship version:5.3 bug:{case}")).await;
            max.clicks(team_thread(case), "Send").await;
        }
        Thing::Notice => {}
        Thing::NoticeCall => {
            max.runs(&notice(case)).await;
            scene.ben.clicks("general", "Me too").await;
        }
        Thing::Followers => drop(scene.ben.clicks(opening(case), "Me too").await),
        // The team's thread is there.
        _ => drop(max.runs(&format!("/note text:Nothing yet case:{case}")).await),
    }
}

/// Lets somebody do what makes the bot say the thing. Returns what they are told.
pub async fn act(scene: &Scene, thing: Thing, place: &Place) -> String {
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
        (Thing::Awake | Thing::PromiseDue | Thing::RequestReminder | Thing::Overdue, _) => {
            scene.advance_and_run_due(TimeDelta::minutes(61)).await;
            return "nobody is told".to_owned();
        }
        (Thing::Alert, _) => {
            scene.advance_clock(TimeDelta::minutes(61));
            ana.writes(thread(case), "Version 2.3").await;
            return "nobody is told".to_owned();
        }
        (Thing::DirectMessage, _) => {
            // What happens within a minute is in one message.
            scene.advance_clock(TimeDelta::minutes(2));
            ben.opens_case(&format!("It fails in way {case}")).await;
            return "nobody is told".to_owned();
        }
        (Thing::DeskLine, Some(message)) => {
            max.reacts(message, "🎫").await;
            return "nobody is told".to_owned();
        }
        (Thing::Board, _) => {
            scene.olaf.deletes(board()).await;
            return "nobody is told".to_owned();
        }
        (Thing::AskPanel, _) => {
            scene.olaf.runs("/setup ask_panel:false").await;
            scene.olaf.runs("/setup ask_panel:true").await
        }
        (Thing::Move, _) => max.runs(&format!("/private case:{case}")).await,
        (Thing::Absorbed, _) => max.runs(&format!("/merge into:{case} case:{}", case + 1)).await,
        (Thing::Request, _) => {
            let form = max.runs(&format!("/escalate team:billing case:{case}")).await.form();
            max.submits(&form, &[("What do you need from them?", WHICH)]).await
        }
        (Thing::RequestAnswer, _) => {
            let form = scene.caro.clicks(request(case), "Answer").await.form();
            let field = form.fields[0].label.clone();
            scene.caro.submits(&form, &[(field.as_str(), "Firefox")]).await
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
        (Thing::Notice, _) => max.runs(&notice(case)).await,
        (Thing::TakenOver, _) => lea.runs(&format!("/assign agent:@lea case:{case}")).await,
        (Thing::Left, _) => {
            scene.olaf.takes_role(&scene.mia, "Agents").await;
            scene.olaf.gives_role(&scene.mia, "Agents").await;
            return "nobody is told".to_owned();
        }
        (Thing::Locked, _) => {
            let edit = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
            let id = scene.olaf.channel(thread(case)).await;
            scene.olaf.client.edit_thread(id, edit).expect("olaf may");
            scene.idle().await;
            return "nobody is told".to_owned();
        }
        (Thing::CustomerAsked, _) => {
            let form = max.clicks(team_thread(case), "Ask the customer").await.form();
            max.submits(&form, &[("Message", WHICH)]).await
        }
        (Thing::StillBroken, _) => ana.clicks(thread(case), "Still broken").await,
        (Thing::NoticeCall, _) => {
            scene.dora.runs(&format!("/bug ship version:5.{case} bug:{case}")).await
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
