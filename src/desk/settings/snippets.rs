//! Prepared answers: written by leads, posted by agents.

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, FactKind, Job, Permission,
        PublicText, Refusal, Snippet, Time, refusal::SnippetRefusal,
    },
    store::{Reader, Tx},
};

use crate::desk::{Authorized, Desk, Done, Result, Stored, act::act_on, span::record_case};

/// The longest name of a prepared answer, in characters.
const NAME_LIMIT: usize = 32;

/// What a prepared answer says in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The case in which it would be posted.
    pub case: Case,
    /// The name of the prepared answer.
    pub snippet: String,
    /// What would be posted, with all placeholders filled in.
    pub text: PublicText,
}

impl Preview {
    /// A mark by which these words are known again: the same for the same words in every build.
    pub fn mark(&self) -> u64 {
        let digest = Sha256::digest(self.text.as_str());
        digest.iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte))
    }
}

/// A name as people type it: one word, in lower case.
fn name(typed: &str) -> std::result::Result<String, SnippetRefusal> {
    let name = typed.trim().to_lowercase();
    let fits = (1..=NAME_LIMIT).contains(&name.chars().count());
    let plain =
        name.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'));
    if fits && plain { Ok(name) } else { Err(SnippetRefusal::BadName) }
}

/// A prepared answer with the names of this case filled in.
fn filled(snippet: Snippet, case: Case, actor: &Actor) -> std::result::Result<Preview, Refusal> {
    let text = snippet.text.replace("{customer}", &format!("<@{}>", case.requester));
    let text = text
        .replace("{agent}", &format!("<@{}>", actor.user))
        .replace("{case}", &case.number.to_string());
    Ok(Preview { text: PublicText::typed("snippet", &text)?, case, snippet: snippet.name })
}

impl Desk {
    /// Adds a prepared answer.
    ///
    /// # Errors
    /// Refuses names that are no single word or are taken, and text that is too long.
    pub async fn add_snippet(
        &self,
        by: &Authorized,
        typed_name: &str,
        text: &str,
    ) -> Result<Snippet> {
        let (actor, now) = (by.to(Permission::ManageSnippets)?, self.now());
        let (name, text) = (name(typed_name)?, PublicText::typed("text", text)?);
        let snippet = Snippet { name: name.clone(), text: text.as_str().to_owned() };
        self.store
            .write(async move |tx| tx.add_snippet(actor.guild, &name, &text, actor.user, now).await)
            .await?;
        Ok(snippet)
    }

    /// The prepared answers, by name.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn snippets(&self, by: &Authorized) -> Result<Vec<Snippet>> {
        let guild = by.to(Permission::WorkCases)?.guild;
        Ok(self.store.read(async move |reader| reader.snippets(guild).await).await?)
    }

    /// Removes a prepared answer.
    ///
    /// # Errors
    /// Refuses a name that none has.
    pub async fn remove_snippet(&self, by: &Authorized, typed_name: &str) -> Result<String> {
        let guild = by.to(Permission::ManageSnippets)?.guild;
        let name = typed_name.trim().to_lowercase();
        let named = name.clone();
        let removed = self.store.write(async move |tx| tx.remove_snippet(guild, &named).await);
        if removed.await? { Ok(name) } else { Err(SnippetRefusal::NotFound(name).into()) }
    }

    /// What a prepared answer says in a case. Posts nothing.
    ///
    /// # Errors
    /// Refuses a name that none has.
    pub async fn preview(
        &self,
        by: &Authorized,
        reference: CaseReference,
        typed_name: &str,
    ) -> Result<Preview> {
        let actor = by.to(Permission::WorkCases)?;
        let name = typed_name.trim().to_lowercase();
        let preview = self.store.read(async move |reader| {
            let case = reader.referenced_case(actor.guild, reference).await?;
            preview(reader, &actor, case, &name).await
        });
        Ok(preview.await?)
    }

    /// Posts a prepared answer in a case's thread. It counts as the agent's own.
    ///
    /// # Errors
    /// Refuses a name that none has, and a case that is closed.
    pub async fn send_snippet(
        &self,
        by: &Authorized,
        reference: CaseReference,
        typed_name: &str,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let name = typed_name.trim().to_lowercase();
        let sent = self.commit(async move |tx| {
            let before = tx.case_to_change(actor.guild, reference).await?;
            let preview = preview(tx, &actor, before, &name).await?;
            send(tx, &actor, preview, &cause, now).await
        });
        let done = sent.await?;
        record_case(done.case.number);
        Ok(done)
    }

    /// Posts a prepared answer that was shown to an agent, just as it was shown: `mark` is that of
    /// the [`Preview`], and `cause` what showed it, so that it is posted once.
    ///
    /// # Errors
    /// Refuses what has been posted, words that have changed since, and a case that is closed.
    pub async fn send_preview(
        &self,
        by: &Authorized,
        number: CaseNumber,
        snippet: &str,
        mark: u64,
        cause: Cause,
    ) -> Result<Done> {
        record_case(number);
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let name = snippet.to_owned();
        self.commit(async move |tx| {
            let guild = actor.guild;
            let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
            let prepared = FactKind::ReplyPrepared { snippet: name.clone() };
            if tx.has_happened(guild, &cause, &prepared).await? {
                return Err(SnippetRefusal::AlreadySent(number).into());
            }
            let preview = preview(tx, &actor, before, &name).await?;
            if preview.mark() != mark {
                return Err(SnippetRefusal::Changed(preview.snippet).into());
            }
            send(tx, &actor, preview, &cause, now).await
        })
        .await
    }
}

async fn preview(
    reader: &mut Reader<'_>,
    actor: &Actor,
    case: Case,
    name: &str,
) -> Stored<Preview> {
    let snippet = reader.snippet(actor.guild, name).await?;
    let snippet = snippet.ok_or_else(|| SnippetRefusal::NotFound(name.to_owned()))?;
    Ok(filled(snippet, case, actor)?)
}

async fn send(
    tx: &mut Tx<'_>,
    actor: &Actor,
    preview: Preview,
    cause: &Cause,
    now: Time,
) -> Stored<(Done, Vec<Job>)> {
    let Preview { case, snippet, text } = preview;
    let action = Action::Reply { snippet, text };
    act_on(tx, &case, actor, action, cause, Vec::new(), now).await
}
