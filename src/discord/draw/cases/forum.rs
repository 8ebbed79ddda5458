//! The tags of a forum's post. Those named after a status show the case's status.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use strum::VariantArray;

use crate::domain::{Case, ChannelId, Status};

use crate::discord::draw::{DiscordPlatform, Stop};
use crate::discord::rest::Route;

/// The most tags that a post may have (Discord, "Start Thread in Forum").
const TAGS: usize = 5;
/// The forum's posts must have a tag (Discord, "Channel Flags", `REQUIRE_TAG`).
const REQUIRE_TAG: u64 = 1 << 4;

#[derive(Deserialize)]
struct Forum {
    #[serde(default)]
    available_tags: Vec<ForumTag>,
    #[serde(default)]
    flags: u64,
}

#[derive(Deserialize)]
struct ForumTag {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct ForumPost {
    #[serde(default)]
    applied_tags: Vec<String>,
}

impl DiscordPlatform {
    /// The tags with which a new post begins. Where the forum wants one and has none for us, it is
    /// the first.
    pub(in crate::discord::draw) async fn tags_of_new_post(
        &self,
        case: &Case,
        forum: ChannelId,
    ) -> Result<Vec<String>, Stop> {
        let forum: Forum =
            self.rest.get(Route::channel(Method::GET, forum.0, "", "channel")).await?;
        let tags = tags(&forum.available_tags, &[], case.status);
        let needed = forum.flags & REQUIRE_TAG != 0 && tags.is_empty();
        Ok(if needed {
            forum.available_tags.into_iter().take(1).map(|tag| tag.id).collect()
        } else {
            tags
        })
    }

    /// What an edit of the thread has to say of its tags, besides what else it says; nothing, where
    /// there are none to set.
    pub(in crate::discord::draw) async fn with_tags(
        &self,
        case: &Case,
        thread: ChannelId,
        mut edit: Value,
    ) -> Result<Value, Stop> {
        let Some(forum) = case.forum().filter(|_| case.thread.tagged != Some(case.status)) else {
            return Ok(edit);
        };
        let channel = |id: ChannelId| Route::channel(Method::GET, id.0, "", "channel");
        let forum: Forum = self.rest.get(channel(forum)).await?;
        let post: ForumPost = self.rest.get(channel(thread)).await?;
        let tags = tags(&forum.available_tags, &post.applied_tags, case.status);
        if tags != post.applied_tags && !(tags.is_empty() && forum.flags & REQUIRE_TAG != 0) {
            edit["applied_tags"] = json!(tags);
        }
        Ok(edit)
    }
}

/// The tags of a post once they show a status: other people's stay, and ours goes where there is
/// room for it.
fn tags(available: &[ForumTag], applied: &[String], status: Status) -> Vec<String> {
    let called = |tag: &ForumTag, name: &str| {
        tag.name.trim().to_lowercase().replace(['_', '-'], " ") == name
    };
    let shows = |tag: &&ForumTag, status: Status| {
        Case::forum_tags(status).iter().any(|name| called(tag, name))
    };
    let ours: Vec<&str> = available
        .iter()
        .filter(|tag| Status::VARIANTS.iter().any(|&status| shows(tag, status)))
        .map(|tag| tag.id.as_str())
        .collect();
    let mut tags: Vec<String> =
        applied.iter().filter(|id| !ours.contains(&id.as_str())).cloned().collect();
    let mut best = Case::forum_tags(status)
        .iter()
        .filter_map(|name| available.iter().find(|tag| called(tag, name)));
    if let Some(tag) = best.next()
        && tags.len() < TAGS
    {
        tags.push(tag.id.clone());
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<ForumTag> {
        names
            .iter()
            .map(|name| ForumTag { id: format!("id of {name}"), name: (*name).to_owned() })
            .collect()
    }

    fn after(available: &[&str], applied: &[&str], status: Status) -> Vec<String> {
        let applied: Vec<String> = applied.iter().map(|name| format!("id of {name}")).collect();
        tags(&named(available), &applied, status)
            .into_iter()
            .map(|id| id.trim_start_matches("id of ").to_owned())
            .collect()
    }

    fn in_every_status(available: &[&str], applied: &[&str]) -> Vec<String> {
        Status::VARIANTS.iter().map(|&status| after(available, applied, status).join(" ")).collect()
    }

    #[test]
    fn a_forums_own_words_for_a_status_are_understood() {
        let words = ["NEW", "Open", "on-hold", "Solved", "Windows"];
        assert_eq!(
            in_every_status(&words, &["Windows"]),
            [
                "Windows NEW",
                "Windows Open",
                "Windows Open",
                "Windows on-hold",
                "Windows Solved",
                "Windows Solved"
            ]
        );
        assert_eq!(
            in_every_status(&["open", "done"], &["open"]),
            ["open", "open", "open", "open", "", "done"]
        );
        assert_eq!(
            in_every_status(&["Offen", "Wartet", "GELÖST"], &[]),
            ["Offen", "Offen", "Wartet", "Wartet", "GELÖST", "GELÖST"]
        );
        assert_eq!(
            after(&["Windows"], &["Windows"], Status::Open),
            ["Windows"],
            "where nothing is called so, nothing is set"
        );
    }

    #[test]
    fn other_peoples_tags_are_never_pushed_out() {
        let all = ["a", "b", "c", "d", "e", "open", "closed"];
        assert_eq!(
            after(&all, &["a", "b", "c", "d", "e"], Status::Open),
            ["a", "b", "c", "d", "e"]
        );
        assert_eq!(
            after(&all, &["a", "b", "c", "d", "open"], Status::Closed),
            ["a", "b", "c", "d", "closed"]
        );
    }
}
