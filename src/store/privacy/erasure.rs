//! Erasure of people's texts: at their own request, or when they are old. Rows stay, so what was
//! counted stays counted; only their texts are removed. An index over texts must follow by triggers
//! on the tables that are changed here.

use std::collections::BTreeSet;

use crate::domain::{
    BugNumber, CaseNumber, Effect, GuildId, Notice, OwnTexts, RequestNumber, Side, Time, Title,
    UserId, text::ERASED,
};

use crate::store::Error;
use crate::store::codec::{from_json, id, milliseconds, to_json};
use crate::store::postgres::lock::lock_cases_of;
use crate::store::tx::{Reader, Session, Tx, execute, fetch_all, fetch_optional};

/// The name of a file whose name was erased, and the reason why its content is missing.
const ERASED_FILE: &str = "a file";
pub(in crate::store) const ERASED_REASON: &str = "erased";

/// What an erasure has changed.
#[derive(Clone, Debug, Default)]
pub struct Erased {
    /// How much was erased, by kind.
    pub texts: OwnTexts,
    /// The cases that lost words, and of them those whose card showed some.
    pub cases: BTreeSet<CaseNumber>,
    /// The cases whose card showed it.
    pub cards: BTreeSet<CaseNumber>,
    /// The bugs whose report showed it.
    pub bugs: BTreeSet<BugNumber>,
    /// The requests to other teams whose card showed it.
    pub requests: BTreeSet<RequestNumber>,
}

/// A post that holds somebody's words.
pub(super) struct OwnPost {
    id: i64,
    pub case: CaseNumber,
    pub post: Notice,
    posted: bool,
}

impl Reader<'_> {
    /// How many texts of a person a server has.
    pub async fn own_texts(&mut self, guild: GuildId, user: UserId) -> Result<OwnTexts, Error> {
        let (server, person) = (id(guild.0), id(user.0));
        let counts = fetch_optional!(
            self,
            (i64, i64, i64, i64, i64),
            "SELECT
                (SELECT COUNT(*) FROM cases WHERE guild_id = $1 AND requester_id = $2 AND (question <> '' OR title NOT IN ($3, $6))),
                (SELECT COUNT(*) FROM messages WHERE guild_id = $1 AND author_id = $2 AND content IS NOT NULL),
                (SELECT COUNT(*) FROM files WHERE guild_id = $1 AND author_id = $2 AND (missing IS NULL OR missing <> $4)),
                (SELECT COUNT(*) FROM ratings r JOIN cases c ON c.guild_id = r.guild_id AND c.number = r.case_number
                    WHERE r.guild_id = $1 AND c.requester_id = $2 AND r.comment IS NOT NULL),
                (SELECT COUNT(*) FROM bugs b WHERE b.guild_id = $1 AND b.words NOT IN ('', $5) AND EXISTS (
                    SELECT 1 FROM facts f JOIN cases c ON c.guild_id = f.guild_id AND c.number = f.case_number
                    WHERE f.guild_id = b.guild_id AND f.bug_number = b.number AND f.kind = 'bug_reported' AND c.requester_id = $2))",
            server,
            person,
            Title::erased().as_str(),
            ERASED_REASON,
            ERASED,
            Title::from_message("").as_str()
        )?;
        let (questions, messages, files, comments, reports) = counts.unwrap_or_default();
        let posts = self.own_posts(guild, user).await?.len()
            + self.own_bug_posts(guild, user).await?.len()
            + self.own_known_issue_texts(guild, user).await?.len()
            + self.own_questions(guild, user).await?.len();
        let posts = i64::try_from(posts).unwrap_or(i64::MAX);
        let offers = i64::try_from(self.own_offers(guild, user).await?.len()).unwrap_or(i64::MAX);
        Ok(OwnTexts { questions, messages, files, comments, reports, posts, offers })
    }
}

impl Tx<'_> {
    /// Erases what a person wrote in a server, and refuses what they wrote before now if it comes
    /// later.
    pub async fn erase_person(
        &mut self,
        guild: GuildId,
        user: UserId,
        now: Time,
    ) -> Result<Erased, Error> {
        let (server, person) = (id(guild.0), id(user.0));
        let own = self.own_cases(guild, user).await?;
        let mut erased = Erased { texts: self.own_texts(guild, user).await?, ..Erased::default() };
        execute!(
            self,
            "INSERT INTO erasures (guild_id, user_id, at) VALUES ($1, $2, $3) ON CONFLICT (guild_id, user_id) DO UPDATE SET at = excluded.at",
            server,
            person,
            milliseconds(now)
        )?;
        for &case in &own {
            let bugs = self.bugs_of(guild, case).await?;
            erased.cards.extend(self.take_back_title(guild, case, &bugs).await?);
            if self.erase_words(guild, case).await?
                + self.erase_question(guild, case, true).await?
                + self.erase_comments(guild, case).await?
                > 0
            {
                for &bug in &bugs {
                    self.mark_bug_erased(guild, bug).await?;
                }
                erased.bugs.extend(bugs);
                erased.cases.insert(case);
                erased.cards.insert(case);
            }
        }
        self.erase_requests_about(guild, user, &own, &mut erased).await?;
        for case in self.erase_files_of(guild, user).await? {
            let bugs = self.bugs_of(guild, case).await?;
            for &bug in &bugs {
                self.mark_bug_erased(guild, bug).await?;
            }
            erased.bugs.extend(bugs);
            erased.cases.insert(case);
        }
        let wrote_in = fetch_all!(
            self,
            (i64, String),
            "UPDATE messages SET content = NULL, author_name = NULL WHERE guild_id = $1 AND author_id = $2
                AND (content IS NOT NULL OR author_name IS NOT NULL) RETURNING case_number, side",
            server,
            person
        )?;
        // Reports quote customers.
        let is_quoted = |(_, side): &&(i64, String)| side == Side::Customer.into_str();
        let quoted: BTreeSet<i64> =
            wrote_in.iter().filter(is_quoted).map(|(case, _)| *case).collect();
        for case in quoted {
            for bug in self.bugs_of(guild, CaseNumber(case)).await? {
                self.mark_bug_erased(guild, bug).await?;
                erased.bugs.insert(bug);
            }
        }
        erased.cases.extend(wrote_in.into_iter().map(|(case, _)| CaseNumber(case)));
        for own in self.own_posts(guild, user).await? {
            // What was said to a customer stays theirs; a note in the team's thread is drawn again.
            let redraw = matches!(own.post, Notice::Internal(_));
            erased.cases.insert(own.case);
            if redraw {
                erased.cards.insert(own.case);
            }
            self.erase_post(guild, own, redraw).await?;
        }
        for bug in self.erase_bug_posts_of(guild, user).await? {
            self.mark_bug_erased(guild, bug).await?;
            erased.bugs.insert(bug);
        }
        erased.bugs.extend(self.erase_known_issue_texts_of(guild, user).await?);
        for offer in self.own_offers(guild, user).await? {
            execute!(self, "DELETE FROM outbox WHERE guild_id = $1 AND id = $2", server, offer)?;
        }
        Ok(erased)
    }
}

impl Reader<'_> {
    /// Whether a rule has ever offered a message to the agents of a server.
    pub async fn has_offered(&mut self, guild: GuildId) -> Result<bool, Error> {
        Ok(fetch_optional!(
            self,
            (i64,),
            "SELECT id FROM facts WHERE guild_id = $1 AND kind = 'message_offered' LIMIT 1",
            id(guild.0)
        )?
        .is_some())
    }

    /// Whether what a person wrote at some time may be stored: they have not erased it since.
    pub async fn may_keep(
        &mut self,
        guild: GuildId,
        author: UserId,
        written_at: Time,
    ) -> Result<bool, Error> {
        Ok(fetch_optional!(
            self,
            (i64,),
            "SELECT at FROM erasures WHERE guild_id = $1 AND user_id = $2 AND at >= $3",
            id(guild.0),
            id(author.0),
            milliseconds(written_at)
        )?
        .is_none())
    }
}

impl Tx<'_> {
    /// Erases all texts of a case, if it is still due. Reports that developers still work on stay
    /// until the bug is done.
    pub async fn erase_expired(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        now: Time,
    ) -> Result<Erased, Error> {
        let mut erased = Erased::default();
        let (server, number) = (id(guild.0), case.0);
        let due = fetch_optional!(
            self,
            (i64,),
            "UPDATE cases SET erased_at = $3, leftovers = 1
             WHERE guild_id = $1 AND number = $2 AND phase = 'closed' AND (erased_at IS NULL OR erased_at < closed_at)
                AND closed_at <= $3 - (SELECT keep_texts FROM guilds g WHERE g.guild_id = cases.guild_id)
             RETURNING number",
            server,
            number,
            milliseconds(now)
        )?;
        if due.is_some() {
            self.erase_question(guild, case, false).await?;
            self.erase_comments(guild, case).await?;
            execute!(
                self,
                "UPDATE messages SET content = NULL, author_name = NULL WHERE guild_id = $1 AND case_number = $2",
                server,
                number
            )?;
            for post in self.worded_posts(guild, r#"%"by":%"#, Some(case)).await? {
                self.erase_post(guild, post, false).await?;
            }
            self.erase_requests(guild, case).await?;
            erased.requests.extend(self.requests_of(guild, case).await?);
            erased.cases.insert(case);
            erased.cards.insert(case);
        }
        let bugs = self.bugs_of(guild, case).await?;
        let open = self.open_bugs(guild).await?;
        if bugs.iter().any(|bug| open.contains(bug)) {
            return Ok(erased);
        }
        let left = fetch_optional!(
            self,
            (i64,),
            "UPDATE cases SET leftovers = 0 WHERE guild_id = $1 AND number = $2 AND leftovers = 1 RETURNING number",
            server,
            number
        )?;
        if left.is_none() {
            return Ok(erased);
        }
        let words = self.erase_words(guild, case).await? + self.erase_files(guild, case).await?;
        if words > 0 || !bugs.is_empty() {
            for &bug in &bugs {
                self.erase_bug_posts(guild, bug).await?;
                self.mark_bug_erased(guild, bug).await?;
            }
            erased.bugs.extend(bugs);
            erased.cases.insert(case);
        }
        Ok(erased)
    }

    /// The cases of a customer. They are locked until the transaction ends.
    async fn own_cases(&mut self, guild: GuildId, user: UserId) -> Result<Vec<CaseNumber>, Error> {
        if let Session::Postgres(connection) = self.session() {
            lock_cases_of(connection, guild, user).await?;
        }
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND requester_id = $2 ORDER BY number",
            id(guild.0),
            id(user.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }
}

impl Reader<'_> {
    /// The bugs that quote a case, or were reported from it.
    async fn bugs_of(&mut self, guild: GuildId, case: CaseNumber) -> Result<Vec<BugNumber>, Error> {
        let reported = fetch_all!(
            self,
            (i64,),
            "SELECT bug_number FROM facts WHERE guild_id = $1 AND case_number = $2 AND kind = 'bug_reported' AND bug_number IS NOT NULL",
            id(guild.0),
            case.0
        )?;
        let mut bugs: BTreeSet<BugNumber> =
            reported.into_iter().map(|(bug,)| BugNumber(bug)).collect();
        bugs.extend(self.bugs_that_quote(guild, case).await?);
        Ok(bugs.into_iter().collect())
    }
}

impl Tx<'_> {
    /// A report has the case's title, which is the customer's words, unless the agent typed
    /// another. Returns the cases whose cards name such a bug as a known one.
    async fn take_back_title(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        bugs: &[BugNumber],
    ) -> Result<Vec<CaseNumber>, Error> {
        let mut cards = Vec::new();
        for bug in bugs {
            let retitled = execute!(
                self,
                "UPDATE bugs SET title = $4 WHERE guild_id = $1 AND number = $2
                    AND title = (SELECT title FROM cases c WHERE c.guild_id = $1 AND c.number = $3)",
                id(guild.0),
                bug.0,
                case.0,
                Title::erased().as_str()
            )?;
            if retitled > 0 {
                cards.extend(self.cases_that_suggest(guild, *bug).await?);
            }
        }
        Ok(cards)
    }

    /// Erases the customer's words on the bug reports that were made from a case. Returns how many
    /// there were.
    async fn erase_words(&mut self, guild: GuildId, case: CaseNumber) -> Result<u64, Error> {
        execute!(
            self,
            "UPDATE bugs SET words = $3 WHERE guild_id = $1 AND words NOT IN ('', $3) AND number IN (
                SELECT bug_number FROM facts WHERE guild_id = $1 AND case_number = $2 AND kind = 'bug_reported')",
            id(guild.0),
            case.0,
            ERASED
        )
    }

    /// Erases the files of a case, and those that are still to be fetched. Returns how many there
    /// were.
    async fn erase_files(&mut self, guild: GuildId, case: CaseNumber) -> Result<u64, Error> {
        let awaited = self.jobs_named(guild, &Effect::files_of(case)).await?;
        for job in &awaited {
            execute!(
                self,
                "DELETE FROM outbox WHERE guild_id = $1 AND id = $2",
                id(guild.0),
                job.id
            )?;
        }
        execute!(
            self,
            "UPDATE files SET filename = $3, content_type = NULL, content = NULL, missing = $4
             WHERE guild_id = $1 AND case_number = $2 AND (missing IS NULL OR missing <> $4)",
            id(guild.0),
            case.0,
            ERASED_FILE,
            ERASED_REASON
        )
    }

    /// Erases the files that a person sent. Those that are still to be fetched will not be stored.
    /// Returns the cases that had them.
    async fn erase_files_of(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<BTreeSet<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "UPDATE files SET filename = $3, content_type = NULL, content = NULL, missing = $4
             WHERE guild_id = $1 AND author_id = $2 AND (missing IS NULL OR missing <> $4) RETURNING case_number",
            id(guild.0),
            id(user.0),
            ERASED_FILE,
            ERASED_REASON
        )?;
        Ok(rows.into_iter().map(|(case,)| CaseNumber(case)).collect())
    }

    /// Erases the question and the title of a case, and the name of a guest. `in_discord`: the
    /// messages that show them must follow.
    async fn erase_question(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        in_discord: bool,
    ) -> Result<u64, Error> {
        execute!(
            self,
            "UPDATE cases SET title = $3, question = '', question_files = 0, requester_name = NULL, revision = revision + 1,
                erased_at_revision = CASE WHEN $4 THEN revision + 1 ELSE erased_at_revision END
             WHERE guild_id = $1 AND number = $2 AND (question <> '' OR title NOT IN ($3, $5) OR requester_name IS NOT NULL)",
            id(guild.0),
            case.0,
            Title::erased().as_str(),
            in_discord,
            Title::from_message("").as_str()
        )
    }

    async fn erase_comments(&mut self, guild: GuildId, case: CaseNumber) -> Result<u64, Error> {
        execute!(
            self,
            "UPDATE ratings SET comment = NULL WHERE guild_id = $1 AND case_number = $2 AND comment IS NOT NULL",
            id(guild.0),
            case.0
        )
    }

    /// Erases the words of a post. If it was not sent yet, it never will be.
    pub(super) async fn erase_post(
        &mut self,
        guild: GuildId,
        own: OwnPost,
        redraw: bool,
    ) -> Result<(), Error> {
        if !own.posted && !own.post.is_said_without_words() {
            execute!(
                self,
                "DELETE FROM posts WHERE guild_id = $1 AND id = $2",
                id(guild.0),
                own.id
            )?;
            return Ok(());
        }
        execute!(
            self,
            "UPDATE posts SET content = $3, live = CASE WHEN $4 THEN 1 ELSE live END WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            own.id,
            to_json(&own.post.wordless())?,
            redraw
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    pub(super) async fn own_posts(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<OwnPost>, Error> {
        let mut posts = self.worded_posts(guild, &format!(r#"%"by":{user},%"#), None).await?;
        posts.retain(|own| own.post.author() == Some(user));
        Ok(posts)
    }

    /// The posts that hold somebody's words, of a case or of all. `author` is a pattern of how a
    /// post names its author. Other posts may match it too, so the post itself is asked.
    pub(super) async fn worded_posts(
        &mut self,
        guild: GuildId,
        author: &str,
        case: Option<CaseNumber>,
    ) -> Result<Vec<OwnPost>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, String, Option<i64>),
            "SELECT id, case_number, content, message_id FROM posts
             WHERE guild_id = $1 AND content LIKE $3 AND (case_number = $2 OR $2 IS NULL) ORDER BY id",
            id(guild.0),
            case.map(|case| case.0),
            author
        )?;
        let own = |(id, case, content, message): (i64, i64, String, Option<i64>)| {
            Ok(OwnPost {
                id,
                case: CaseNumber(case),
                post: from_json(&content)?,
                posted: message.is_some(),
            })
        };
        let posts: Vec<OwnPost> = rows.into_iter().map(own).collect::<Result<_, Error>>()?;
        Ok(posts.into_iter().filter(|own| own.post.words().is_some()).collect())
    }

    /// Deletes the rows of the outbox that hold a message of a person.
    async fn own_offers(&mut self, guild: GuildId, user: UserId) -> Result<Vec<i64>, Error> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT id, effect FROM outbox WHERE guild_id = $1 AND key LIKE 'offer:%'",
            id(guild.0)
        )?;
        // A row that cannot be read may hold their words too, if it names them.
        let own = |text: &str| match from_json(text) {
            Ok(Effect::Offer { author, .. }) => author == user.0,
            Ok(_) => false,
            Err(_) => text.contains(&user.to_string()),
        };
        Ok(rows.into_iter().filter(|(_, effect)| own(effect)).map(|(row, _)| row).collect())
    }
}
