//! What people are told of the things that the bot says.

use crate::{
    delivery::refusals::{
        saying::{Place, Saying},
        things::{Thing, act, prepare},
    },
    scene::Scene,
};

impl Saying for Thing {
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
            Self::Fix | Self::Decline => "Posted in case",
            Self::Promise => "Told ",
            Self::Handover => "so I've asked them",
            // Who ships a bug or answers a question is told where it will be.
            Self::Draft | Self::Info => "no claim",
            Self::InfoRequest => "Asked the agents",
            Self::Move => "has been told",
            Self::AskPanel => "I keep a message",
            Self::Request => "Asked **",
            Self::RequestAnswer => "Sent your answer",
            Self::Absorbed => "no claim",
            Self::Awake | Self::PromiseDue | Self::Alert | Self::DirectMessage => "no claim",
            Self::DeskLine | Self::Board | Self::RequestReminder => "no claim",
            Self::Notice => "Posted the known-issue notice",
            // Who ships a bug is told that it is shipped.
            Self::NoticeCall => "no claim",
            Self::CustomerAsked => "Asked @",
            // Whoever does it is told of the case alone.
            Self::TakenOver | Self::Left | Self::Locked | Self::Overdue => "no claim",
            Self::StillBroken => "no claim",
        }
    }

    fn is_for_customer(self) -> bool {
        let for_team = [
            Self::Card,
            Self::Offer,
            Self::TeamThread,
            Self::Note,
            Self::Assignment,
            Self::Handover,
            Self::Report,
            Self::Draft,
            Self::InfoRequest,
            Self::Info,
            Self::Awake,
            Self::PromiseDue,
            Self::Absorbed,
            Self::Alert,
            Self::DirectMessage,
            Self::RequestAnswer,
            Self::RequestReminder,
            // What members read of a bug belongs to no case.
            Self::Notice,
            Self::NoticeCall,
            Self::TakenOver,
            Self::Left,
            Self::Locked,
            Self::Overdue,
            Self::StillBroken,
        ];
        self.has_card() && !for_team.contains(&self)
    }

    fn has_card(self) -> bool {
        let without =
            [Self::Card, Self::Offer, Self::DeskLine, Self::Board, Self::AskPanel, Self::Request];
        !without.contains(&self)
    }

    fn cases(self) -> usize {
        let two = [Self::Merge, Self::Unmerging, Self::Absorbed, Self::Move];
        if two.contains(&self) { 2 } else { 1 }
    }

    fn shown_on(self, case: i64) -> i64 {
        // The private case.
        if self == Self::Move { case + 1 } else { case }
    }

    async fn set_up(self, scene: &Scene) {
        match self {
            Self::FollowUp => drop(scene.olaf.runs("/setup follow_up:7d").await),
            Self::Update | Self::Followers => {
                scene.olaf.runs("/setup send_bug_news:true").await;
            }
            _ => {}
        }
    }

    async fn prepare(self, scene: &Scene, case: i64) -> Place {
        prepare(scene, self, case).await
    }

    async fn act(self, scene: &Scene, place: &Place) -> String {
        act(scene, self, place).await
    }
}
