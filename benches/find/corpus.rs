//! A hundred thousand closed cases with realistic texts: few words that occur everywhere, and many
//! that hardly occur. The same in every run.

use std::ops::RangeInclusive;

use chrono::TimeDelta;
use switchboard::{
    domain::{
        Action, Actor, Case, CaseNumber, ChannelId, GuildId, Language, MessageId, Opening, Origin,
        Roles, Side, Source, Status, Tag, ThreadKind, Time, Title, UserId, id,
    },
    store::{NewMessage, Store},
};

pub const GUILD: GuildId = GuildId(7);
pub const AGENTS: u64 = 20;
pub const MEMBERS: u64 = 8_000;
const WORDS: usize = 30_000;
const TAGS: usize = 40;
const MESSAGES: u64 = 3;
/// The number of cases per transaction.
pub const BATCH: i64 = 500;
const SYLLABLES: [&str; 32] = [
    "ba", "ker", "lo", "min", "ta", "res", "vi", "ond", "pu", "ster", "na", "gel", "fo", "rim",
    "da", "lish", "ku", "ven", "to", "mar", "si", "pold", "he", "ran", "mo", "tick", "wa", "zen",
    "ju", "brel", "go", "nix",
];

/// A small random number generator: the same seed generates the same corpus.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Returns a rank by Zipf's law: the first occurs about as often as the next ten together.
    pub fn rank(&mut self, count: usize) -> usize {
        let share = self.below(1 << 52) as f64 / (1_u64 << 52) as f64;
        ((count as f64).powf(share) as usize).saturating_sub(1).min(count - 1)
    }
}

/// Returns the word with a rank, the most frequent first.
pub fn word(rank: usize) -> String {
    let mut dice = Dice::new(rank as u64 + 1);
    // Frequent words are short. The rank at the end makes each word unique.
    let syllables = 1 + (rank as f64).log10() as usize;
    let mut word: String = (0..syllables).map(|_| SYLLABLES[dice.below(32) as usize]).collect();
    let mut rest = rank;
    while rest > 0 {
        word.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    word
}

pub fn tag(rank: usize) -> String {
    format!("tag-{}", word(rank))
}

fn text(dice: &mut Dice, words: u64) -> String {
    let mut text = String::new();
    for index in 0..words {
        let end = match dice.below(14) {
            0 => ".\n",
            1 => ", ",
            _ => " ",
        };
        text.push_str(&word(dice.rank(WORDS)));
        text.push_str(if index + 1 == words { "" } else { end });
    }
    text
}

/// When a case was opened.
fn opened_at(number: i64, begin: Time) -> Time {
    begin + TimeDelta::minutes(number)
}

/// Returns the message of a case with an index: 0 is its question.
pub fn message(number: i64, begin: Time, index: u64) -> MessageId {
    let question = id::snowflake_at(opened_at(number, begin)) + number.cast_unsigned();
    MessageId(question + (index << 22))
}

fn case(number: i64, begin: Time) -> (Case, Case, Vec<NewMessage>) {
    let mut dice = Dice::new(number.cast_unsigned());
    let at = opened_at(number, begin);
    let message = |index| message(number, begin, index);
    let requester = UserId(1_000 + dice.below(MEMBERS));
    let length = 12 + dice.below(60);
    let question = text(&mut dice, length);
    let opening = Opening {
        guest: None,
        guild: GUILD,
        source: Source { channel: ChannelId(1), message: Some(message(0)) },
        home: ThreadKind::Started,
        parent: None,
        language: Language::English,
        requester,
        title: Title::from_message(&question),
        question,
        origin: Origin::Menu,
        opened_by: None,
        tags: [Tag::stored(tag(dice.rank(TAGS)))].into(),
        assignee: None,
        priority: None,
        files: 0,
        asked_in: None,
    };
    let opened = Case::open(CaseNumber(number), opening, at).case;
    let agent = Actor {
        guild: GUILD,
        user: UserId(1 + dice.below(AGENTS)),
        roles: Roles { agent: true, ..Roles::default() },
    };
    let mut closed =
        opened.decide(Action::Claim, &agent, at).expect("a new case can be claimed").case;
    closed.status = Status::Closed;
    closed.waiting_since = None;
    closed.closed_at = Some(at + TimeDelta::days(1));
    let said = (1..=MESSAGES).map(|index| {
        let (author, side) =
            if index % 2 == 1 { (agent.user, Side::Agent) } else { (requester, Side::Customer) };
        let length = 6 + dice.below(30);
        NewMessage {
            guest: None,
            guild: GUILD,
            case: opened.number,
            message: message(index),
            channel: None,
            author,
            side,
            content: Some(text(&mut dice, length)),
            wants_an_answer: false,
            edited_at: None,
            sent_at: at + TimeDelta::minutes(index.cast_signed()),
        }
    });
    let said = said.collect();
    (opened, closed, said)
}

/// Adds cases to a store whose server has been set up.
pub async fn fill(store: &Store, numbers: RangeInclusive<i64>, begin: Time) -> anyhow::Result<()> {
    let last = *numbers.end();
    for first in numbers.step_by(BATCH as usize) {
        store
            .write(async move |tx| {
                for number in first..=(first + BATCH - 1).min(last) {
                    let (opened, closed, said) = case(number, begin);
                    tx.insert_case(&opened).await?;
                    tx.update_case(&opened, &closed, closed.opened_at).await?;
                    for message in &said {
                        tx.keep_message(message).await?;
                    }
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}
