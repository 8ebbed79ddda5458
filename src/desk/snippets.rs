//! Prepared answers: written by leads, posted by agents.

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, FactKind, Permission, PublicText,
        Refusal,
    },
    store::Snippet,
};

use crate::desk::{Desk, Result, save};

/// The longest name of a prepared answer, in characters.
const NAME_LIMIT: usize = 32;

/// What a prepared answer says in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    pub case: Case,
    /// The name of the prepared answer.
    pub snippet: String,
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
fn name(typed: &str) -> std::result::Result<String, Refusal> {
    let name = typed.trim().to_lowercase();
    let fits = (1..=NAME_LIMIT).contains(&name.chars().count());
    let plain =
        name.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'));
    if fits && plain { Ok(name) } else { Err(Refusal::BadSnippetName) }
}

/// A prepared answer with the names of this case filled in.
fn filled(snippet: Snippet, case: Case, actor: Actor) -> std::result::Result<Preview, Refusal> {
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
    /// Refuses those who are not leads, names that are no single word or are taken, and text that
    /// is too long.
    pub async fn add_snippet(&self, actor: Actor, typed_name: &str, text: &str) -> Result<Snippet> {
        self.settings(actor.guild).await?;
        actor.may(Permission::ManageSnippets)?;
        let (name, text, now) = (name(typed_name)?, PublicText::typed("text", text)?, self.now());
        let snippet = Snippet { name: name.clone(), text: text.as_str().to_owned() };
        self.store
            .write(move |connection| {
                let (name, text) = (name.clone(), text.clone());
                Box::pin(async move {
                    connection.add_snippet(actor.guild, &name, &text, actor.user, now).await
                })
            })
            .await?;
        Ok(snippet)
    }

    /// The prepared answers, by name.
    ///
    /// # Errors
    /// Refuses those who may not post them.
    pub async fn snippets(&self, actor: Actor) -> Result<Vec<Snippet>> {
        self.settings(actor.guild).await?;
        actor.may(Permission::Reply)?;
        Ok(self.store.read(move |connection| Box::pin(connection.snippets(actor.guild))).await?)
    }

    /// Removes a prepared answer.
    ///
    /// # Errors
    /// Refuses those who are not leads, and a name that none has.
    pub async fn remove_snippet(&self, actor: Actor, typed_name: &str) -> Result<String> {
        self.settings(actor.guild).await?;
        actor.may(Permission::ManageSnippets)?;
        let name = typed_name.trim().to_lowercase();
        let (guild, named) = (actor.guild, name.clone());
        let removed = self.store.write(move |connection| {
            let name = named.clone();
            Box::pin(async move { connection.remove_snippet(guild, &name).await })
        });
        if removed.await? { Ok(name) } else { Err(Refusal::NoSuchSnippet(name).into()) }
    }

    /// What a prepared answer says in a case. Posts nothing.
    ///
    /// # Errors
    /// Refuses a name that none has.
    pub async fn preview(
        &self,
        actor: Actor,
        reference: CaseReference,
        typed_name: &str,
    ) -> Result<Preview> {
        self.settings(actor.guild).await?;
        actor.may(Permission::Reply)?;
        let name = typed_name.trim().to_lowercase();
        let preview = self.store.read(move |connection| {
            Box::pin(async move {
                let case = connection.referenced_case(actor.guild, reference).await?;
                let snippet = connection.snippet(actor.guild, &name).await?;
                Ok(filled(snippet.ok_or(Refusal::NoSuchSnippet(name))?, case, actor)?)
            })
        });
        Ok(preview.await?)
    }

    /// Posts a prepared answer in a case's thread. It counts as the agent's own.
    ///
    /// # Errors
    /// Refuses a name that none has, and a case that is closed.
    pub async fn send_snippet(
        &self,
        actor: Actor,
        reference: CaseReference,
        typed_name: &str,
        cause: Cause,
    ) -> Result<Case> {
        let Preview { case, snippet, text } = self.preview(actor, reference, typed_name).await?;
        self.act(
            actor,
            Permission::Reply,
            CaseReference::Number(case.number),
            cause,
            Action::Reply { snippet, text },
        )
        .await
    }

    /// Posts a prepared answer that was shown to an agent, just as it was shown: `mark` is that of
    /// the [`Preview`], and `cause` what showed it, so that it is posted once.
    ///
    /// # Errors
    /// Refuses what has been posted, words that have changed since, and a case that is closed.
    pub async fn send_preview(
        &self,
        actor: Actor,
        number: CaseNumber,
        snippet: &str,
        mark: u64,
        cause: Cause,
    ) -> Result<Case> {
        self.settings(actor.guild).await?;
        actor.may(Permission::Reply)?;
        let (name, now) = (snippet.to_owned(), self.now());
        let (case, jobs) = self
            .store
            .write(move |connection| {
                let (name, cause) = (name.clone(), cause.clone());
                Box::pin(async move {
                    let before = connection
                        .case_to_change(actor.guild, CaseReference::Number(number))
                        .await?;
                    let sent = FactKind::ReplySent { snippet: name.clone(), first: false };
                    if connection.has_happened(actor.guild, &cause, &sent).await? {
                        return Err(Refusal::AlreadySent(number).into());
                    }
                    let snippet = connection
                        .snippet(actor.guild, &name)
                        .await?
                        .ok_or(Refusal::NoSuchSnippet(name))?;
                    let preview = filled(snippet, before, actor)?;
                    if preview.mark() != mark {
                        return Err(Refusal::SnippetChanged(preview.snippet).into());
                    }
                    let Preview { case: before, snippet, text } = preview;
                    let decision = before.decide(Action::Reply { snippet, text }, &actor, now)?;
                    let jobs = save(connection, &before, &decision, &cause, now).await?;
                    Ok((decision.case, jobs))
                })
            })
            .await?;
        self.dispatch(jobs);
        Ok(case)
    }
}
