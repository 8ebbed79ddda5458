//! Saved replies: written by leads, posted by agents.

use std::collections::BTreeMap;

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, Fact, FactKind, GuildId, Job,
        Permission, PublicText, Refusal, Snippet, Time, change::Change, refusal::SnippetRefusal,
        snippet::Values, text,
    },
    store::{self, Reader, Tx},
};

use crate::desk::{
    Authorized, Desk, Done, Result, Stored, act::act_on, settings::history::by_hand,
    span::record_case,
};

/// What a saved reply says in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The case in which it would be posted.
    pub case: Case,
    /// The name of the saved reply.
    pub snippet: String,
    /// What would be posted, with all placeholders filled in.
    pub text: PublicText,
}

impl Preview {
    /// A mark by which these words are known again: the same for the same words in every build.
    pub fn mark(&self) -> u64 {
        text::mark(self.text.as_str())
    }
}

/// A saved reply that somebody is about to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetToChange {
    /// As it is now.
    pub snippet: Snippet,
    /// The mark of its text, by which a change of somebody else is noticed.
    pub mark: u64,
}

/// What an import did, or why it did nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The names of those that were added.
    pub added: Vec<String>,
    /// The names of those that were replaced.
    pub replaced: Vec<String>,
    /// How many were there already, just so.
    pub unchanged: usize,
    /// The names of those that are there and differ. If there are any, nothing was changed.
    pub differing: Vec<String>,
}

/// A saved reply with the names of this case filled in.
fn filled(snippet: Snippet, case: Case, actor: &Actor) -> std::result::Result<Preview, Refusal> {
    let values = Values { customer: case.customer(), agent: actor.user, case: case.number };
    Ok(Preview { text: snippet.filled(&values)?, case, snippet: snippet.name })
}

/// The fact that somebody changed a saved reply.
fn changed(actor: &Actor, change: Change, name: &str, at: Time) -> Fact {
    by_hand(actor, FactKind::SnippetChanged { change, name: name.to_owned() }, at)
}

impl Desk {
    /// Adds a saved reply.
    ///
    /// # Errors
    /// Refuses names that are no single word or are taken, text that is too long, and placeholders
    /// that nothing is filled in for.
    pub async fn add_snippet(
        &self,
        by: &Authorized,
        typed_name: &str,
        text: &str,
        cause: Cause,
    ) -> Result<Snippet> {
        let (actor, now) = (by.to(Permission::ManageSnippets)?, self.now());
        let snippet = Snippet::typed(typed_name, text)?;
        let saved = snippet.clone();
        self.store
            .write(async move |tx| {
                tx.add_snippet(actor.guild, &saved, actor.user, now).await?;
                let fact = changed(&actor, Change::Added, &saved.name, now);
                tx.append(actor.guild, &cause, &[fact]).await
            })
            .await?;
        Ok(snippet)
    }

    /// Returns a saved reply to somebody who wants to change it.
    ///
    /// # Errors
    /// Refuses a name that none has.
    pub async fn snippet_to_change(
        &self,
        by: &Authorized,
        typed_name: &str,
    ) -> Result<SnippetToChange> {
        let guild = by.to(Permission::ManageSnippets)?.guild;
        let name = typed_name.trim().to_lowercase();
        let named = name.clone();
        let found = self.store.read(async move |reader| reader.snippet(guild, &named).await);
        let snippet = found.await?.ok_or(SnippetRefusal::NotFound(name))?;
        Ok(SnippetToChange { mark: text::mark(&snippet.text), snippet })
    }

    /// Changes the name and the text of a saved reply. `before` is the mark of the text that
    /// was changed.
    ///
    /// # Errors
    /// As [`Desk::add_snippet`]. Refuses a name that none has, and a text that somebody else has
    /// changed.
    pub async fn change_snippet(
        &self,
        by: &Authorized,
        name: &str,
        before: u64,
        typed_name: &str,
        text: &str,
        cause: Cause,
    ) -> Result<Snippet> {
        let (actor, now) = (by.to(Permission::ManageSnippets)?, self.now());
        let guild = actor.guild;
        let (name, edited) = (name.to_owned(), Snippet::typed(typed_name, text)?);
        let saved = edited.clone();
        self.store
            .write(async move |tx| {
                tx.hold_settings(guild).await?;
                let found = tx.snippet(guild, &name).await?;
                let found = found.ok_or_else(|| SnippetRefusal::NotFound(name.clone()))?;
                if text::mark(&found.text) != before {
                    return Err(SnippetRefusal::ChangedMeanwhile(name.clone()).into());
                }
                tx.change_snippet(guild, &name, &saved).await?;
                let fact = changed(&actor, Change::Edited, &saved.name, now);
                tx.append(guild, &cause, &[fact]).await
            })
            .await?;
        Ok(edited)
    }

    /// Adds saved replies, all or none, for whoever runs the bot. One that is there with the same
    /// text stays. If one is there with another text, nothing is changed, unless they are to be
    /// replaced. Placeholders that nothing is filled in for are accepted: such an answer is not
    /// posted before somebody corrects it.
    ///
    /// # Errors
    /// Refuses a server that is not set up, and more saved replies than a server may have.
    pub async fn import_snippets(
        &self,
        guild: GuildId,
        snippets: Vec<Snippet>,
        replace: bool,
    ) -> Result<Imported> {
        let (bot, now) = (Actor::bot(guild), self.now());
        let imported = self.store.write(async move |tx| {
            tx.hold_settings(guild).await?;
            let known: BTreeMap<String, String> = tx
                .snippets(guild)
                .await?
                .into_iter()
                .map(|snippet| (snippet.name, snippet.text))
                .collect();
            let mut imported = Imported::default();
            let mut adding = Vec::new();
            for snippet in &snippets {
                match known.get(&snippet.name) {
                    None => adding.push(snippet),
                    Some(text) if *text == snippet.text => imported.unchanged += 1,
                    Some(_) => imported.differing.push(snippet.name.clone()),
                }
            }
            if !imported.differing.is_empty() && !replace {
                return Ok(Imported { differing: imported.differing, ..Imported::default() });
            }
            imported.replaced = std::mem::take(&mut imported.differing);
            for snippet in snippets.iter().filter(|one| imported.replaced.contains(&one.name)) {
                tx.change_snippet(guild, &snippet.name, snippet).await?;
                let fact = changed(&bot, Change::Edited, &snippet.name, now);
                tx.append(guild, &Cause::Noticed(store::fresh_id(now)), &[fact]).await?;
            }
            for snippet in adding {
                tx.add_snippet(guild, snippet, bot.user, now).await?;
                let fact = changed(&bot, Change::Added, &snippet.name, now);
                tx.append(guild, &Cause::Noticed(store::fresh_id(now)), &[fact]).await?;
                imported.added.push(snippet.name.clone());
            }
            Ok(imported)
        });
        Ok(imported.await?)
    }

    /// The saved replies, by name.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn snippets(&self, by: &Authorized) -> Result<Vec<Snippet>> {
        let guild = by.to(Permission::WorkCases)?.guild;
        Ok(self.store.read(async move |reader| reader.snippets(guild).await).await?)
    }

    /// Removes a saved reply.
    ///
    /// # Errors
    /// Refuses a name that none has.
    pub async fn remove_snippet(
        &self,
        by: &Authorized,
        typed_name: &str,
        cause: Cause,
    ) -> Result<String> {
        let (actor, now) = (by.to(Permission::ManageSnippets)?, self.now());
        let guild = actor.guild;
        let name = typed_name.trim().to_lowercase();
        let named = name.clone();
        let removed = self.store.write(async move |tx| {
            let is_removed = tx.remove_snippet(guild, &named).await?;
            if is_removed {
                let fact = changed(&actor, Change::Removed, &named, now);
                tx.append(guild, &cause, &[fact]).await?;
            }
            Ok(is_removed)
        });
        if removed.await? { Ok(name) } else { Err(SnippetRefusal::NotFound(name).into()) }
    }

    /// What a saved reply says in a case. Posts nothing.
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

    /// Posts a saved reply in a case's thread. It counts as the agent's own.
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

    /// Posts a saved reply that was shown to an agent, just as it was shown: `mark` is that of
    /// the [`Preview`], `cause` what showed it, so that it is posted once, and `pressed` the ID of
    /// the press that sends it.
    ///
    /// # Errors
    /// Refuses what has been posted, words that have changed since, and a case that is closed.
    pub async fn send_preview(
        &self,
        by: &Authorized,
        number: CaseNumber,
        snippet: &str,
        mark: u64,
        (cause, pressed): (Cause, u64),
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
            let (done, jobs) = send(tx, &actor, preview, &cause, now).await?;
            for &notice in &done.notices {
                tx.save_post_interaction(guild, notice, pressed).await?;
            }
            Ok((done, jobs))
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
    let claims = tx.settings(actor.guild).await?.is_some_and(|settings| settings.answer_claims);
    let action = Action::Reply { snippet, text, claims };
    act_on(tx, &case, actor, action, cause, Vec::new(), now).await
}
