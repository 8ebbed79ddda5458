//! The figures on a bug's report are what is so, whatever was linked, merged, called a duplicate,
//! followed, shipped, told and answered before.

mod model;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::TimeDelta;
use strum::VariantArray;
use switchboard::{
    desk::{
        Authorized, BugForm, ChannelKind, CloseRequest, Desk, Error, Flagged, Location, Person,
        Result, Shown,
    },
    domain::{
        Action, BugAction, BugNumber, Case, CaseNumber, CaseReference, Cause, ChannelId, Clock,
        CloseReason, KnownIssue, KnownIssueWords, ManualClock, MessageId, Notice, Origin,
        Permission, Phase, Priority, PublicText, Receipt, Sender, Severity, Time, Title, Unsaid,
        UserId, Verdict, bug::Version, id, notice::Public,
    },
    store::Store,
};

use crate::{
    database::Database,
    delivery::dice::{Dice, number},
    store::{
        at_once::set_up,
        recount::model::{Figures, Model},
        server::{GUILD, MAX, at, settings},
    },
};

const CASES: i64 = 12;
const BUGS: i64 = 4;
/// How many members ask or follow. Some ask twice, and follow cases of others.
const MEMBERS: u64 = 9;
const STEPS: u64 = 10_000;
/// How often the figures are held against the model.
const LOOKS: u64 = 25;
const DORA: UserId = UserId(70);

/// A server, and what people did there.
struct Stage {
    database: Database,
    store: Store,
    desk: Desk,
    clock: Arc<ManualClock>,
    model: Model,
    ids: u64,
}

/// A member who asks or follows.
fn member(number: u64) -> UserId {
    UserId(100 + number)
}

impl Stage {
    /// A case of each number, and bugs that were reported from the first, each with a notice.
    async fn open() -> Self {
        let database = Database::fresh().await;
        let store = Store::connect(database.url()).await.expect("the database opens");
        let clock = Arc::new(ManualClock::at(at(0)));
        let (desk, _) = Desk::new(store.clone(), clock.clone());
        set_up(&desk).await;
        let mut stage =
            Self { database, store, desk, clock, model: Model::default(), ids: 1_000_000 };
        for number in 1..=CASES {
            stage.clock.advance(TimeDelta::minutes(7));
            stage.flag(number).await;
        }
        for number in 1..=BUGS {
            stage.report(number).await;
        }
        stage
    }

    fn id(&mut self) -> u64 {
        self.ids += 1;
        self.ids
    }

    fn cause(&mut self) -> Cause {
        Cause::Interaction(self.id())
    }

    async fn by(&self, user: UserId, permission: Permission) -> Authorized {
        let settings = settings(GUILD);
        let roles = match user {
            MAX => settings.agents_roles,
            DORA => vec![settings.developers_role],
            _ => Vec::new(),
        };
        let person = Person { guild: GUILD, user, roles, manages_server: false };
        self.desk.authorize(&person, permission).await.expect("a right")
    }

    async fn agent(&self) -> Authorized {
        self.by(MAX, Permission::WorkCases).await
    }

    async fn flag(&mut self, number: i64) {
        let now = self.clock.now();
        let flagged = Flagged {
            guild: GUILD,
            channel: ChannelId(1),
            message: MessageId(id::snowflake_at(now)),
            author: member(number.cast_unsigned() % 7),
            content: "It fails".to_owned(),
            title: Title::from_message("It fails"),
            post_title: None,
            file_names: Vec::new(),
            sender: Sender::Member,
            place: Location::Channel(ChannelKind::Text),
        };
        let (by, cause) = (self.by(MAX, Permission::OpenCases).await, self.cause());
        let opened = self.desk.flag(&by, flagged, Origin::Menu, cause).await.expect("a case");
        assert_eq!(opened.case.number, CaseNumber(number));
    }

    async fn report(&mut self, number: i64) {
        let form = BugForm {
            title: format!("Bug {number}"),
            actual: "It fails".to_owned(),
            ..BugForm::default()
        };
        let (by, case, cause) = (self.agent().await, reference(number), self.cause());
        let reported = self.desk.escalate(&by, case, &form, Severity::Normal, cause).await;
        reported.expect("a bug");
        self.model.link(number, number);
        let words = KnownIssueWords {
            text: PublicText::typed("notice", "It fails").expect("text"),
            by: MAX,
        };
        let notice = KnownIssue::published(None, (GUILD, BugNumber(number)), ChannelId(2), words);
        let (notice, _) = notice.expect("a notice");
        let saved = self.store.write(async move |tx| tx.save_known_issue(&notice).await).await;
        saved.expect("it is saved");
    }

    async fn case(&self, number: i64) -> Case {
        let case = self.desk.case(GUILD, CaseNumber(number)).await.expect("an answer");
        case.expect("the case")
    }
}

fn reference(case: i64) -> CaseReference {
    CaseReference::Number(CaseNumber(case))
}

/// What was done, unless it was refused.
fn done<T>(result: Result<T>) -> Option<T> {
    match result {
        Ok(done) => Some(done),
        Err(Error::Refused(_)) => None,
        Err(other) => panic!("{other}"),
    }
}

/// What people do with cases.
impl Stage {
    async fn link(&mut self, case: i64, bug: i64) {
        let (by, cause) = (self.agent().await, self.cause());
        let linked = done(self.desk.link(&by, reference(case), BugNumber(bug), cause).await);
        let root = self.model.root(bug);
        assert_eq!(linked.is_some(), self.model.link(case, root));
    }

    async fn unlink(&mut self, case: i64, bug: i64) {
        let (by, cause) = (self.agent().await, self.cause());
        let unlinked = done(self.desk.unlink(&by, reference(case), BugNumber(bug), cause).await);
        assert_eq!(unlinked.is_some(), self.model.unlink(case, bug));
    }

    async fn merge(&mut self, case: i64, into: i64) {
        let (by, cause) = (self.agent().await, self.cause());
        if done(self.desk.merge(&by, reference(case), CaseNumber(into), cause).await).is_some() {
            let open = self.bugs_to_wait_for(None).await;
            self.model.merge(case, into, &open);
        }
    }

    /// The bugs that are open, or of which the customers of a case are still to be told.
    async fn bugs_to_wait_for(&self, case: Option<i64>) -> BTreeSet<i64> {
        let mut bugs = BTreeSet::new();
        for number in 1..=BUGS {
            let bug =
                self.store.read(async move |reader| reader.bug(GUILD, BugNumber(number)).await);
            let bug = bug.await.expect("an answer").expect("the bug");
            if bug.status.phase() != Phase::Closed {
                bugs.insert(number);
            }
        }
        if let Some(case) = case {
            bugs.extend(self.case(case).await.news.iter().map(|news| news.bug.0));
        }
        bugs
    }

    async fn unmerge(&mut self, case: i64) {
        let (by, cause) = (self.agent().await, self.cause());
        let mut waits = BTreeMap::new();
        for other in 1..=CASES {
            waits.insert(other, self.bugs_to_wait_for(Some(other)).await);
        }
        let unmerged = done(self.desk.unmerge(&by, reference(case), cause).await);
        assert_eq!(unmerged.is_some(), self.model.unmerge(case, &waits));
    }

    /// Closes a case, or reopens one of which nobody says anything of a fix by that.
    async fn close_or_reopen(&mut self, number: i64) {
        let (by, cause, case) = (self.agent().await, self.cause(), self.case(number).await);
        if !case.is_closed() {
            let request =
                CloseRequest { reason: Some(CloseReason::Spam), ..CloseRequest::default() };
            done(self.desk.close(&by, reference(number), request, cause).await);
        } else if case.fix.is_none() && case.merged.is_none() {
            let by = self.by(case.requester, Permission::RespondToSolution).await;
            done(self.desk.act(&by, reference(number), Action::Reopen, cause).await);
        }
    }

    async fn prioritise(&mut self, case: i64, priority: Priority) {
        let (by, cause) = (self.agent().await, self.cause());
        done(self.desk.act(&by, reference(case), Action::Prioritise(priority), cause).await);
    }

    async fn follow(&mut self, case: i64, user: UserId) {
        let (by, cause) = (self.by(user, Permission::Ask).await, self.cause());
        if let Some(done) = done(self.desk.follow(&by, CaseNumber(case), cause).await) {
            assert_eq!(done.case.number.0, self.model.goes_on_in(case));
            assert!(self.model.followers.insert((done.case.number.0, user)));
        }
    }

    async fn follow_notice(&mut self, bug: i64, user: UserId) {
        let (by, cause) = (self.by(user, Permission::Ask).await, self.cause());
        if done(self.desk.follow_known_issue(&by, BugNumber(bug), cause).await).is_some() {
            assert!(self.model.under_notices.insert((bug, user)));
        }
    }
}

/// What people do with bugs, and with what customers are told of them.
impl Stage {
    async fn change(&mut self, bug: i64, action: BugAction) -> bool {
        let (by, interaction) = (self.by(DORA, Permission::WorkBugs).await, self.id());
        done(self.desk.act_on_bug(&by, BugNumber(bug), action, interaction).await).is_some()
    }

    async fn duplicate(&mut self, bug: i64, of: i64) {
        if self.change(bug, BugAction::MarkDuplicate { of: BugNumber(of) }).await {
            self.model.duplicate(bug, of);
        }
    }

    async fn reopen(&mut self, bug: i64) {
        if self.change(bug, BugAction::Reopen).await {
            self.model.part(bug);
        }
    }

    /// Sends what an agent was asked to tell a case's customer.
    async fn send(&mut self, case: i64) {
        let (by, cause) = (self.agent().await, self.cause());
        if let Some(news) = self.case(case).await.news.first() {
            let about = (news.bug, news.round);
            done(self.desk.send_news(&by, CaseNumber(case), about, None, cause).await);
        }
    }

    /// Posts what is to be said in a case, as delivery does.
    async fn deliver(&mut self, number: i64) {
        let drawn = self.desk.case_to_draw(GUILD, CaseNumber(number)).await.expect("an answer");
        let drawn = drawn.expect("the case");
        let mut case = drawn.case;
        for stored in drawn.notices.into_iter().filter(|notice| notice.posted.is_none()) {
            let now = self.clock.now();
            match case.unsaid(&stored.post, now) {
                Unsaid::Due => {}
                Unsaid::Waiting => continue,
                Unsaid::Moot => {
                    self.desk.notice_dropped(GUILD, stored.id).await.expect("it is saved");
                    continue;
                }
            }
            if let Some((outcome, people)) = told(&case, &stored.post) {
                self.model.hear(number, outcome, &people);
            }
            let place = (ChannelId(1), MessageId(self.id()));
            let shown = Shown { place, face: None, revision: case.revision, live: false };
            let said = self.desk.notice_said(GUILD, reference(number), stored, shown, now).await;
            case = said.expect("it is saved");
        }
    }

    /// A customer presses **Works now** or **Still broken**.
    async fn judge(&mut self, number: i64, user: UserId, works: bool) {
        let case = self.case(number).await;
        let (by, cause) = (self.by(user, Permission::RespondToSolution).await, self.cause());
        let asked = case.fix_of(case.solutions).filter(|fix| fix.verdict == Verdict::Awaited);
        let Some(fix) = asked else { return };
        let solution = case.solutions;
        let (answer, receipt) = if works {
            (Action::Confirm { solution, as_merged: false }, Receipt::Confirmed)
        } else {
            (Action::Reject { solution, as_merged: false }, Receipt::Broken)
        };
        let question = (ChannelId(1), MessageId(1));
        let said = self.desk.answer_question(&by, case.number, answer, question, cause).await;
        if done(said).is_some() {
            self.model.say(number, (fix.bug.0, fix.round), user, receipt);
        }
    }
}

/// Who reads what became of a bug in a notice, if it says that.
fn told(case: &Case, notice: &Notice) -> Option<((i64, i64), Vec<UserId>)> {
    let (bug, round, people) = match notice {
        Notice::Public(Public::Fixed { news, .. }) => (news.bug, news.round, &news.people),
        Notice::Public(Public::Declined { bug, round, people, .. }) => (*bug, *round, people),
        _ => return None,
    };
    Some(((bug.0, round), named(case, people)))
}

/// Those whom news name. They name nobody if it is the one who asked alone.
fn named(case: &Case, people: &[UserId]) -> Vec<UserId> {
    if people.is_empty() { vec![case.requester] } else { people.to_vec() }
}

/// The figures on the report against those of the model.
impl Stage {
    /// Who is still to be told of an outcome, by what lies with the agents or with delivery.
    async fn waiting(
        &self,
        outcome: (i64, i64),
        cases: &BTreeMap<i64, Case>,
    ) -> BTreeSet<(i64, UserId)> {
        let mut waiting = BTreeSet::new();
        for (&number, case) in cases {
            // What a merged case had is told where it goes on.
            let news = case.news.iter().filter(|_| case.merged.is_none());
            let drafts = news.filter(|news| news.outcome.is_final());
            let drafts = drafts.map(|news| ((news.bug.0, news.round), named(case, &news.people)));
            let drawn = self.desk.case_to_draw(GUILD, case.number).await.expect("an answer");
            let notices = drawn.expect("the case").notices.into_iter();
            let unsaid: Vec<_> = notices
                .filter(|notice| notice.posted.is_none())
                .filter_map(|notice| told(case, &notice.post))
                .collect();
            for (_, people) in drafts.chain(unsaid).filter(|(about, _)| *about == outcome) {
                waiting.extend(people.into_iter().map(|user| (number, user)));
            }
        }
        waiting
    }

    /// Holds the links against those of the model.
    async fn look_at_links(&self, step: u64) {
        for number in 1..=BUGS {
            let bug =
                self.store.read(async move |reader| reader.bug(GUILD, BugNumber(number)).await);
            let bug = bug.await.expect("an answer").expect("the bug");
            let linked: BTreeSet<i64> = bug.cases.iter().map(|case| case.0).collect();
            assert_eq!(linked, self.model.linked(number), "bug {number} after step {step}");
        }
    }

    async fn look(&self, step: u64) {
        let mut cases = BTreeMap::new();
        for number in 1..=CASES {
            cases.insert(number, self.case(number).await);
        }
        for bug in 1..=BUGS {
            let drawn = self.desk.bug_to_draw(GUILD, BugNumber(bug)).await.expect("an answer");
            let drawn = drawn.expect("the bug");
            let outcome = (bug, drawn.bug.outcomes);
            let now: Time = self.clock.now();
            let waiting = self.waiting(outcome, &cases).await;
            let expected = self.model.figures(outcome, &cases, &waiting, now);
            let shown = Figures {
                people: usize::try_from(drawn.people_affected).expect("a count"),
                cases: drawn.cases.iter().map(|case| case.number.0).collect(),
                waited: drawn.waited,
                priority: drawn.most_urgent.map(|case| case.priority),
                receipts: drawn.receipts,
            };
            assert_eq!(shown, expected, "bug {bug} after step {step}");
            if drawn.bug.outcome().is_some() {
                let forgotten = self.model.forgotten(outcome, &cases, &waiting);
                assert_eq!(forgotten, BTreeSet::new(), "bug {bug} after step {step}");
            }
        }
    }
}

async fn step(stage: &mut Stage, dice: &mut Dice, step: u64) {
    let mut pick = |limit: i64| 1 + i64::try_from(dice.below(limit.unsigned_abs())).unwrap_or(0);
    let (case, other, bug, twin) = (pick(CASES), pick(CASES), pick(BUGS), pick(BUGS));
    let (user, coin) = (member(dice.below(MEMBERS)), dice.below(2) == 0);
    match dice.below(18) {
        0 | 1 => stage.link(case, bug).await,
        2 => stage.unlink(case, bug).await,
        3 => stage.merge(case, other).await,
        4 => stage.unmerge(case).await,
        5 => stage.duplicate(bug, twin).await,
        6 | 7 => stage.reopen(bug).await,
        8 => stage.follow(case, user).await,
        9 => stage.follow_notice(bug, user).await,
        10 => stage.close_or_reopen(case).await,
        11 => {
            let priority = Priority::VARIANTS[dice.index(Priority::VARIANTS.len())];
            stage.prioritise(case, priority).await;
        }
        12 => {
            let version = Version::typed(&format!("5.{step}")).expect("a version");
            let outcome = if coin { BugAction::Ship(version) } else { BugAction::Decline(None) };
            stage.change(bug, outcome).await;
        }
        13 | 14 => stage.send(case).await,
        15 | 16 => stage.deliver(case).await,
        _ => stage.judge(case, user, coin).await,
    }
}

#[tokio::test]
async fn the_figures_of_a_report_equal_a_recount() {
    let mut stage = Stage::open().await;
    let seed = number("SWITCHBOARD_TEST_SEED").unwrap_or(12);
    let mut dice = Dice::new(seed);
    for index in 0..STEPS {
        stage.clock.advance(TimeDelta::minutes(1));
        step(&mut stage, &mut dice, index).await;
        stage.look_at_links(index).await;
        if (index + 1).is_multiple_of(STEPS / LOOKS) {
            stage.look(index).await;
        }
    }
    stage.store.close().await;
    stage.database.remove().await;
}
