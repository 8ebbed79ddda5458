//! More of what the bot says: what follows from what people do to a case, a request or a bug.

use chrono::TimeDelta;
use sandbox::world::kind;

use crate::{
    delivery::refusals::{
        bugs::{WHICH, ask, notice},
        saying::{Place, Saying},
    },
    scene::{Scene, card, opening, report, request, team_thread, thread},
};

/// A thing that the bot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    PrivateQuestion,
    FormQuestion,
    OpenedFor,
    Unfollowed,
    WelcomeBack,
    NotSolved,
    ReopenedByCustomer,
    Reworded,
    Progress,
    NoticeReopened,
    DoneBySomeone,
    NotLetIn,
    ThreadLost,
    NoticeLost,
    AbsorptionUndone,
    TeamAsked,
    RequestFreed,
    RoleAlert,
    CustomerReturned,
    RuleLost,
    DeveloperAsked,
    DeveloperDeclined,
    Recurred,
    DeveloperLeft,
    Joined,
    Parted,
    BugReopened,
}

impl Saying for Other {
    fn claim(self) -> &'static str {
        match self {
            Self::PrivateQuestion | Self::FormQuestion => "The team will answer",
            Self::OpenedFor => "and greeted",
            Self::Reworded => "Posted in case",
            // Whoever does it is told of the case, the request or the bug alone.
            _ => "no claim",
        }
    }

    fn is_for_customer(self) -> bool {
        let for_customer = [
            Self::PrivateQuestion,
            Self::FormQuestion,
            Self::OpenedFor,
            Self::NotSolved,
            Self::Reworded,
            Self::Progress,
        ];
        for_customer.contains(&self)
    }

    fn has_card(self) -> bool {
        ![Self::RuleLost, Self::CustomerReturned].contains(&self)
    }

    fn cases(self) -> usize {
        let two = [Self::AbsorptionUndone, Self::Recurred, Self::Joined, Self::Parted];
        if two.contains(&self) { 2 } else { 1 }
    }

    async fn set_up(self, scene: &Scene) {
        let Scene { lea, mia, olaf, .. } = scene;
        match self {
            Self::FormQuestion => drop(olaf.runs("/setup ask_panel:true").await),
            Self::Progress => drop(olaf.runs("/setup send_bug_news:true").await),
            Self::NotLetIn => scene.hide_from("help", mia.id()),
            // Who left is looked for among the members.
            Self::WelcomeBack => scene.expect_refusal(404, 10_007),
            Self::RoleAlert => {
                let line = "/notify event:urgent case how:mention the role everyone:true";
                lea.runs(line).await;
            }
            _ => {}
        }
    }

    async fn prepare(self, scene: &Scene, case: i64) -> Place {
        let Scene { ana, max, .. } = scene;
        let (help, desk) = (ana.channel("help").await, max.channel("desk").await);
        let question = format!("It fails in way {case}");
        let is_asked = [Self::PrivateQuestion, Self::FormQuestion, Self::OpenedFor].contains(&self);
        let mut source = None;
        if self == Self::WelcomeBack {
            ana.runs(&format!("/ask question:{question}? private:true")).await;
        } else if !is_asked && self != Self::RuleLost {
            source = Some(ana.opens_case(&question).await);
        }
        let place = if is_asked || self == Self::RuleLost {
            help
        } else {
            self.lead_to_it(scene, case).await;
            match self {
                Self::CustomerReturned | Self::RoleAlert => desk,
                Self::NoticeReopened => max.channel(&*self.channel(case)).await,
                Self::DeveloperAsked
                | Self::DeveloperDeclined
                | Self::Recurred
                | Self::DeveloperLeft
                | Self::Joined
                | Self::Parted
                | Self::BugReopened => scene.dora.message(&report(self.bug(case))).await,
                _ if self.is_for_team() => {
                    max.runs(&format!("/note text:Nothing yet case:{case}")).await;
                    max.message(&card(case)).await
                }
                _ => max.channel(thread(case)).await,
            }
        };
        let (channel, request) = match self {
            Self::PrivateQuestion => (0, format!("POST /channels/{help}/threads")),
            // Where the desk cannot be written to, the developers read it.
            Self::RuleLost => (0, format!("POST /channels/{desk}/messages")),
            _ => (place, format!("POST /channels/{place}/messages")),
        };
        let words = match self {
            Self::PrivateQuestion => format!("This is case #{case}"),
            Self::FormQuestion | Self::OpenedFor => format!("In what way does it fail {case}"),
            Self::RuleLost => format!("“refund {case}”"),
            _ => self.words().to_owned(),
        };
        let number = match self {
            Self::RoleAlert => format!("[#{case}]"),
            Self::CustomerReturned => format!("#{case}"),
            _ => String::new(),
        };
        if self == Self::RuleLost {
            let channel = self.channel(case);
            scene.olaf.client.create_channel(kind::TEXT, &channel).expect("olaf may");
            let line =
                format!("/rule add name:refund {case} pattern:refund{case}! channel:#{channel}");
            scene.lea.runs(&line).await;
        }
        Place { case, request, channel, words, number, source }
    }

    async fn act(self, scene: &Scene, place: &Place) -> String {
        let Scene { ana, ben, max, mia, dora, .. } = scene;
        let case = place.case;
        // A member has at most five open questions.
        let who = if case % 2 == 0 { ana } else { ben };
        let answer = match self {
            Self::PrivateQuestion => {
                who.runs(&format!("/ask question:It fails in way {case}? private:true")).await
            }
            Self::FormQuestion => {
                let form = who.clicks("help", "Ask the team").await.form();
                let question = format!("{}?", place.words);
                let fields = [("Your question", &*question), ("Files", "error.log")];
                who.submits(&form, &fields).await
            }
            Self::OpenedFor => {
                let line = format!("/case open member:@ana question:{}?", place.words);
                max.runs(&line).await
            }
            Self::Unfollowed => max.runs(&format!("/unlink bug:{case} case:{case}")).await,
            Self::NotSolved => ana.clicks(thread(case), "Not fixed").await,
            Self::ReopenedByCustomer => ana.runs(&format!("/reopen case:{case}")).await,
            Self::Reworded => {
                let form = max.clicks(team_thread(case), "Edit").await.form();
                let field = form.fields[0].label.clone();
                max.submits(&form, &[(&*field, "Take 5.3, please")]).await
            }
            Self::NoticeReopened => dora.clicks(report(case), "Reopen").await,
            Self::DoneBySomeone => max.runs(&format!("/snooze until:2d case:{case}")).await,
            Self::NotLetIn => mia.runs(&format!("/claim case:{case}")).await,
            Self::AbsorptionUndone => max.runs(&format!("/unmerge case:{}", case + 1)).await,
            Self::TeamAsked => {
                let form = max.runs(&format!("/escalate team:billing case:{case}")).await.form();
                max.submits(&form, &[("What do you need from them?", WHICH)]).await
            }
            Self::RoleAlert => max.runs(&format!("/priority level:urgent case:{case}")).await,
            Self::DeveloperAsked => return ask(scene, case, WHICH).await,
            Self::DeveloperDeclined => {
                let form = dora.clicks(report(case), "Decline").await.form();
                dora.submits(&form, &[("Reason", "As designed")]).await
            }
            Self::Recurred => {
                let line = format!("/link bug:{} case:{}", self.bug(case), case + 1);
                max.runs(&line).await
            }
            Self::Joined => {
                let form = dora.clicks(report(case + 1), "Duplicate").await.form();
                dora.submits(&form, &[("Of which bug?", &case.to_string())]).await
            }
            Self::Parted => dora.clicks(report(case + 1), "Reopen").await,
            Self::BugReopened => dora.clicks(report(case), "Reopen").await,
            _ => {
                self.happens(scene, place).await;
                return "nobody is told".to_owned();
            }
        };
        answer.to_string()
    }
}

impl Other {
    /// Words of it.
    fn words(self) -> &'static str {
        match self {
            Self::Unfollowed => "no longer waits for a bug fix",
            Self::WelcomeBack => "welcome back!",
            Self::NotSolved => "What's still going wrong?",
            Self::ReopenedByCustomer => "What's still missing?",
            Self::Reworded => "Take 5.3, please",
            Self::Progress => "the developers are working on this",
            Self::NoticeReopened => "the developers have reopened it",
            Self::DoneBySomeone => "has snoozed your case",
            Self::NotLetIn => "I can't add you to the customer's thread",
            Self::ThreadLost => "The customer's thread was deleted",
            Self::NoticeLost => "Someone deleted my question",
            Self::AbsorptionUndone => "isn't merged into this case any more",
            Self::TeamAsked => "asked **billing** something",
            Self::RequestFreed => "no longer takes care of request",
            Self::RoleAlert => "is urgent",
            Self::CustomerReturned => "wrote again",
            Self::DeveloperAsked => WHICH,
            Self::DeveloperDeclined => "declined it:",
            Self::Recurred => "was linked after the release",
            Self::DeveloperLeft => "is no longer a developer",
            Self::Joined => "is a duplicate of this one",
            Self::Parted => "isn't a duplicate of this one",
            Self::BugReopened => "reopened it",
            Self::PrivateQuestion | Self::FormQuestion | Self::OpenedFor | Self::RuleLost => "",
        }
    }

    fn is_for_team(self) -> bool {
        let for_team = [
            Self::DoneBySomeone,
            Self::NotLetIn,
            Self::ThreadLost,
            Self::NoticeLost,
            Self::AbsorptionUndone,
            Self::TeamAsked,
            Self::RequestFreed,
        ];
        for_team.contains(&self)
    }

    /// The bug of a case.
    fn bug(self, case: i64) -> i64 {
        if self == Self::Recurred { (case + 1) / 2 } else { case }
    }

    /// A channel for one cell of the table.
    fn channel(self, case: i64) -> String {
        format!("place-{case}")
    }

    /// Lets everything happen that leads to it, in a case that is open.
    async fn lead_to_it(self, scene: &Scene, case: i64) {
        let Scene { ana, ben, caro, max, mia, dora, olaf, .. } = scene;
        match self {
            Self::WelcomeBack => {
                max.runs(&format!("/claim case:{case}")).await;
                ana.leaves().await;
            }
            Self::NotSolved | Self::NoticeLost => {
                max.runs(&format!("/solve case:{case}")).await;
            }
            Self::ReopenedByCustomer | Self::CustomerReturned => {
                max.runs(&format!("/close reason:spam case:{case}")).await;
            }
            Self::DoneBySomeone => drop(mia.runs(&format!("/claim case:{case}")).await),
            Self::AbsorptionUndone => {
                ben.opens_case(&format!("Mine fails in way {case} too")).await;
                max.runs(&format!("/merge into:{case} case:{}", case + 1)).await;
            }
            Self::RequestFreed => {
                scene.ask("billing", case, WHICH).await;
                caro.clicks(request(case), "Take").await;
            }
            Self::NoticeReopened => {
                olaf.client.create_channel(kind::TEXT, &self.channel(case)).expect("olaf may");
                escalate(scene, case).await;
                let line = notice(case).replace("#general", &format!("#{}", self.channel(case)));
                max.runs(&line).await;
                ben.clicks(&*self.channel(case), "Me too").await;
                dora.runs(&format!("/bug ship version:5.3 bug:{case}")).await;
            }
            Self::Unfollowed => {
                escalate(scene, case).await;
                ben.clicks(opening(case), "Me too").await;
            }
            Self::Reworded => {
                escalate(scene, case).await;
                dora.runs(&format!("/bug ship version:5.3 bug:{case}")).await;
            }
            Self::Progress | Self::DeveloperLeft => {
                escalate(scene, case).await;
                dora.clicks(report(case), "Accept").await;
            }
            Self::DeveloperAsked | Self::DeveloperDeclined => escalate(scene, case).await,
            Self::Recurred => {
                escalate(scene, case).await;
                dora.runs(&format!("/bug ship version:5.3 bug:{}", self.bug(case))).await;
                scene.advance_clock(TimeDelta::minutes(1));
                ben.opens_case(&format!("Mine fails in way {case} too")).await;
            }
            Self::Joined | Self::Parted => {
                escalate(scene, case).await;
                ben.opens_case(&format!("Mine fails in way {case} too")).await;
                escalate(scene, case + 1).await;
                if self == Self::Parted {
                    let form = dora.clicks(report(case + 1), "Duplicate").await.form();
                    dora.submits(&form, &[("Of which bug?", &case.to_string())]).await;
                }
            }
            Self::BugReopened => {
                escalate(scene, case).await;
                dora.clicks(report(case), "Fixed").await;
            }
            _ => {}
        }
    }

    /// What nobody is told of who does it.
    async fn happens(self, scene: &Scene, place: &Place) {
        let Scene { ana, caro, dora, olaf, .. } = scene;
        let case = place.case;
        match self {
            Self::WelcomeBack => ana.joins().await,
            Self::Progress => scene.advance_and_run_due(TimeDelta::days(8)).await,
            Self::ThreadLost => {
                let id = olaf.channel(thread(case)).await;
                olaf.client.delete_thread(id).expect("olaf may");
                // A single answer that something is gone proves nothing.
                for _ in 0..3 {
                    scene.advance_and_run_due(TimeDelta::seconds(5)).await;
                }
            }
            Self::NoticeLost => {
                let home = olaf.channel(thread(case)).await;
                let question = olaf.client.last_message(home).expect("a question");
                olaf.deletes(question).await;
            }
            Self::RequestFreed => {
                olaf.takes_role(caro, "billing").await;
                olaf.gives_role(caro, "billing").await;
            }
            Self::CustomerReturned => {
                let question = place.source.expect("a question");
                ana.replies(question, "It fails again, why?").await;
            }
            Self::RuleLost => olaf.deletes_channel(&self.channel(case)).await,
            Self::DeveloperLeft => {
                olaf.takes_role(dora, "Developers").await;
                olaf.gives_role(dora, "Developers").await;
            }
            other => panic!("whoever makes the bot say {other:?} is told so"),
        }
    }
}

async fn escalate(scene: &Scene, case: i64) {
    let form = scene.max.runs(&format!("/escalate case:{case}")).await.form();
    scene.max.submits(&form, &[("Actual result", "It fails")]).await;
}
