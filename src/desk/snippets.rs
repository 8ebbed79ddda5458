//! Prepared answers: written by leads, posted by agents.

use crate::{
    domain::{Action, Actor, Case, CaseReference, Cause, PublicText, Refusal, Verb},
    store::Snippet,
};

use super::{Desk, Result};

/// The longest name of a prepared answer, in characters.
const NAME_LIMIT: usize = 32;

/// A name as people type it: one word, in lower case.
fn name(typed: &str) -> std::result::Result<String, Refusal> {
    let name = typed.trim().to_lowercase();
    let fits = (1..=NAME_LIMIT).contains(&name.chars().count());
    let plain = name.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'));
    if fits && plain { Ok(name) } else { Err(Refusal::BadSnippetName) }
}

/// A prepared answer with the names of this case filled in.
fn filled(snippet: &Snippet, case: &Case, actor: Actor) -> std::result::Result<PublicText, Refusal> {
    let text = snippet.text.replace("{customer}", &format!("<@{}>", case.requester));
    let text = text.replace("{agent}", &format!("<@{}>", actor.user)).replace("{case}", &case.number.to_string());
    PublicText::typed("snippet", &text)
}

impl Desk {
    /// Adds a prepared answer.
    ///
    /// # Errors
    /// Refuses those who are not leads, names that are no single word or are taken, and text that is too long.
    pub async fn add_snippet(&self, actor: Actor, typed_name: &str, text: &str) -> Result<Snippet> {
        self.settings(actor.guild).await?;
        actor.may(Verb::ManageSnippets)?;
        let (name, text, now) = (name(typed_name)?, PublicText::typed("text", text)?, self.now());
        let snippet = Snippet { name: name.clone(), text: text.as_str().to_owned() };
        self.store
            .write(move |connection| {
                let (name, text) = (name.clone(), text.clone());
                Box::pin(async move { connection.add_snippet(actor.guild, &name, &text, actor.user, now).await })
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
        actor.may(Verb::Reply)?;
        Ok(self.store.read(move |connection| Box::pin(connection.snippets(actor.guild))).await?)
    }

    /// Removes a prepared answer.
    ///
    /// # Errors
    /// Refuses those who are not leads, and a name that none has.
    pub async fn remove_snippet(&self, actor: Actor, typed_name: &str) -> Result<String> {
        self.settings(actor.guild).await?;
        actor.may(Verb::ManageSnippets)?;
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
    pub async fn preview(&self, actor: Actor, reference: CaseReference, typed_name: &str) -> Result<(Case, Snippet, PublicText)> {
        self.settings(actor.guild).await?;
        actor.may(Verb::Reply)?;
        let name = typed_name.trim().to_lowercase();
        let (case, snippet) = self
            .store
            .read(move |connection| {
                Box::pin(async move {
                    let case = connection.referenced_case(actor.guild, reference).await?;
                    let snippet = connection.snippet(actor.guild, &name).await?;
                    Ok((case, snippet.ok_or(Refusal::NoSuchSnippet(name))?))
                })
            })
            .await?;
        let text = filled(&snippet, &case, actor)?;
        Ok((case, snippet, text))
    }

    /// Posts a prepared answer in a case's thread. It counts as the agent's own.
    ///
    /// # Errors
    /// Refuses a name that none has, and a case that is closed.
    pub async fn send_snippet(&self, actor: Actor, reference: CaseReference, typed_name: &str, cause: Cause) -> Result<Case> {
        let (case, snippet, text) = self.preview(actor, reference, typed_name).await?;
        self.act(actor, Verb::Reply, CaseReference::Number(case.number), cause, Action::Reply { snippet: snippet.name, text }).await
    }
}
