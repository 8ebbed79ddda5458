//! The dispatcher with a real database, and a platform whose answers each test chooses.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::{
    delivery::{Failed, queue::*},
    desk::{ChannelKind, Flagged, Location, Person},
    domain::{
        CaseNumber, Cause, ChannelId, Effect, JobCounts, Language, ManualClock, MessageId, Mode,
        Origin, Permission, RoleId, Sender, Settings, Title, UserId, id,
    },
    store::{LEASE, Store},
};

const GUILD: GuildId = GuildId(7);

/// Performs all jobs, except those of one case, which end with `answer`.
struct FailingPlatform {
    case: CaseNumber,
    answer: fn() -> Result<Performed, Failed>,
    tries: Arc<AtomicUsize>,
}

impl Platform for FailingPlatform {
    async fn perform(&self, job: &Job) -> Result<Performed, Failed> {
        if job.effect != (Effect::DrawCase { case: self.case }) {
            return Ok(Performed::Done);
        }
        self.tries.fetch_add(1, Ordering::SeqCst);
        (self.answer)()
    }
}

struct Scene {
    dispatcher: Dispatcher<FailingPlatform>,
    tries: Arc<AtomicUsize>,
    clock: Arc<ManualClock>,
    store: Store,
    desk: Desk,
    _folder: tempfile::TempDir,
}

impl Scene {
    /// Two cases are to be drawn. The jobs of the first end with `answer`.
    async fn open(answer: fn() -> Result<Performed, Failed>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("outbox.db").display());
        let store = Store::connect(&url).await.expect("a database");
        let clock = Arc::new(ManualClock::at(id::created_at(0)));
        let (desk, mut jobs) = Desk::new(store.clone(), clock.clone());
        let settings = Settings {
            guild: GUILD,
            help_channel: ChannelId(1),
            desk_channel: ChannelId(2),
            developers_channel: ChannelId(3),
            agents_roles: vec![RoleId(4)],
            developers_role: RoleId(5),
            leads_roles: Vec::new(),
            flag_emoji: "🎫".to_owned(),
            close_after: TimeDelta::days(3),
            follow_up_after: None,
            ask_panel: false,
            greeting: None,
            github: None,
            github_words: true,
            one_case_within: None,
            answer_claims: true,
            sends_bug_news: false,
            update_every: None,
            waiting_first: chrono::TimeDelta::hours(24),
            mode: Mode::Public,
            keep_texts: TimeDelta::days(180),
            keep_banned: None,
            language: Language::English,
        };
        let person = Person {
            guild: GUILD,
            user: UserId(60),
            roles: settings.agents_roles.clone(),
            manages_server: true,
        };
        let by = desk.authorize(&person, Permission::SetUp).await.expect("a manager");
        desk.set_up(&by, settings, Cause::Interaction(1)).await.expect("the settings are saved");
        let by = desk.authorize(&person, Permission::OpenCases).await.expect("an agent");
        for message in 1..=2 {
            let flagged = Flagged {
                guild: GUILD,
                channel: ChannelId(1),
                message: MessageId(message),
                author: UserId(50),
                content: "How?".to_owned(),
                title: Title::from_message("How?"),
                post_title: None,
                file_names: Vec::new(),
                sender: Sender::Member,
                place: Location::Channel(ChannelKind::Text),
            };
            desk.flag(&by, flagged, Origin::Menu, Cause::Interaction(message))
                .await
                .expect("a case");
        }
        let tries = Arc::new(AtomicUsize::new(0));
        let platform = FailingPlatform { case: CaseNumber(1), answer, tries: Arc::clone(&tries) };
        let dispatcher = Dispatcher::new(desk.clone(), platform);
        while let Ok(job) = jobs.try_recv() {
            dispatcher.take(job);
        }
        Self { dispatcher, tries, clock, store, desk, _folder: folder }
    }

    async fn idle(&self) {
        while !self.dispatcher.is_idle() {
            tokio::task::yield_now().await;
        }
    }

    async fn counts(&self) -> JobCounts {
        self.idle().await;
        self.desk.job_counts().await.expect("an answer")
    }

    /// Advances the clock, and starts the jobs that are due then.
    async fn later(&self, by: TimeDelta) {
        self.idle().await;
        self.clock.advance(by);
        self.dispatcher.sweep().await.expect("an answer");
    }
}

#[tokio::test]
async fn a_job_that_panics_is_tried_a_few_times_and_is_then_dead() {
    let scene = Scene::open(|| panic!("this job panics")).await;
    assert_eq!(scene.counts().await, JobCounts { pending: 1, dead: 0 }, "the other is drawn");
    let mut pauses = 0;
    while scene.counts().await.dead == 0 {
        // Not before its pause is over.
        let tries = scene.tries.load(Ordering::SeqCst);
        scene.later(TimeDelta::milliseconds(900 << pauses)).await;
        scene.idle().await;
        assert_eq!(scene.tries.load(Ordering::SeqCst), tries);
        scene.later(TimeDelta::milliseconds(400 << pauses)).await;
        pauses += 1;
        assert!(pauses < 10, "it is tried for ever");
    }
    assert_eq!(scene.tries.load(Ordering::SeqCst), 5);
    assert_eq!(scene.counts().await, JobCounts { pending: 0, dead: 1 });
    scene.later(TimeDelta::days(1)).await;
    scene.idle().await;
    assert_eq!(scene.tries.load(Ordering::SeqCst), 5, "it waits for a person");

    scene.desk.revive_dead(GUILD).await.expect("an answer");
    scene.later(TimeDelta::zero()).await;
    scene.idle().await;
    assert_eq!(scene.tries.load(Ordering::SeqCst), 6);
    scene.store.close().await;
}

#[tokio::test]
async fn a_job_that_fails_for_good_is_dead_at_once() {
    let scene = Scene::open(|| Err(Failed::ForGood { reason: "no".to_owned() })).await;
    assert_eq!(scene.counts().await, JobCounts { pending: 0, dead: 1 });
    assert_eq!(scene.tries.load(Ordering::SeqCst), 1);
    scene.store.close().await;
}

#[tokio::test]
async fn a_platform_says_how_long_to_wait() {
    let scene = Scene::open(|| {
        Err(Failed::ForNow { reason: "busy".to_owned(), after: Some(TimeDelta::seconds(30)) })
    })
    .await;
    scene.later(TimeDelta::seconds(29)).await;
    scene.idle().await;
    assert_eq!(scene.tries.load(Ordering::SeqCst), 1);
    scene.later(TimeDelta::seconds(2)).await;
    scene.idle().await;
    assert_eq!(scene.tries.load(Ordering::SeqCst), 2);
    scene.store.close().await;
}

#[tokio::test]
async fn a_job_whose_end_was_not_saved_is_performed_again_when_its_lease_ends() {
    // It says that it has saved its end, and has not.
    let scene = Scene::open(|| Ok(Performed::Finished)).await;
    assert_eq!(scene.counts().await, JobCounts { pending: 1, dead: 0 });
    scene.later(TimeDelta::seconds(1)).await;
    scene.idle().await;
    assert_eq!(scene.tries.load(Ordering::SeqCst), 1);
    scene.later(LEASE).await;
    scene.idle().await;
    assert_eq!(scene.tries.load(Ordering::SeqCst), 2);
    scene.store.close().await;
}

#[tokio::test]
async fn a_lease_that_is_renewed_after_its_job_ended_holds_nothing() {
    let scene = Scene::open(|| {
        Err(Failed::ForNow { reason: "busy".to_owned(), after: Some(TimeDelta::seconds(1)) })
    })
    .await;
    scene.idle().await;
    scene.clock.advance(TimeDelta::seconds(1));
    let due = scene.desk.claim_jobs(BATCH).await.expect("an answer").jobs;
    let [job] = &due[..] else { panic!("one job is due: {due:?}") };
    scene
        .desk
        .finish(job.clone(), Outcome::Retry { at: scene.desk.now() })
        .await
        .expect("an answer");
    scene.desk.renew_jobs(vec![job.id]).await.expect("an answer");
    assert_eq!(scene.desk.claim_jobs(BATCH).await.expect("an answer").jobs.len(), 1);
    scene.store.close().await;
}
