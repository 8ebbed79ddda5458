//! Reading what was said in a thread, or in reply to a question, before it was a case's.

use reqwest::Method;
use serde_json::Value;

use crate::{
    delivery::Performed,
    desk::ThreadContent,
    domain::{CaseNumber, ChannelId, Job},
};

use crate::discord::{
    content::WholeMessage,
    draw::{DiscordPlatform, Stop},
    gateway::history::History,
    rest::{Failure, Route, code},
};

/// The most pages of a thread that are read, from its end, 100 messages each.
const PAGES: usize = 20;
/// How many messages after a question are read.
const REPLIES: usize = 100;

impl DiscordPlatform {
    /// Reads a case's thread: what was said there before counts as said in the case.
    pub(in crate::discord::draw) async fn read_thread(
        &self,
        job: &Job,
        number: CaseNumber,
        asked_in: Option<ChannelId>,
    ) -> Result<Performed, Stop> {
        let guild = job.guild;
        let thread = match asked_in {
            Some(thread) => Some(thread),
            None => self.desk.thread_to_read(guild, number).await?,
        };
        let Some(thread) = thread else { return Ok(Performed::Done) };
        let history = match History::read(&self.rest, thread, 0, PAGES).await {
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => return Ok(Performed::Done),
            history => history?,
        };
        // Without the permission to read what was said before, Discord returns nothing at all
        // (Discord, *Get Channel Messages*). The bot's greeting may not be there yet, but what the
        // thread was started with is.
        if history.seen.is_empty() {
            return Err(Stop::Discord(Failure::Refused {
                status: 403,
                code: code::MISSING_PERMISSIONS,
                message: "Read Message History is missing".to_owned(),
            }));
        }
        let starter = history.question.and_then(|starter| WholeMessage::try_from(starter).ok());
        let incoming = |message: &WholeMessage| self.bot.incoming_whole(guild, message);
        let content = ThreadContent {
            starter: starter.as_ref().map(incoming),
            messages: history.messages.iter().map(incoming).collect(),
        };
        self.desk.thread_read(guild, number, content, &*self.bot).await?;
        // It may have been locked before it was a case's.
        let known = self.bot.directory.find(&self.rest, guild, thread).await?;
        let state = self.bot.thread_state(known, false);
        self.desk.thread_changed(state, &*self.bot).await?;
        Ok(Performed::Done)
    }

    /// Reads one page of what follows a case's question: replies to it count as said in the case.
    pub(in crate::discord::draw) async fn read_replies(
        &self,
        job: &Job,
        number: CaseNumber,
    ) -> Result<Performed, Stop> {
        let guild = job.guild;
        let case = self.desk.case(guild, number).await?;
        let Some((channel, question)) =
            case.and_then(|case| Some((case.source.channel, case.source.message?)))
        else {
            return Ok(Performed::Done);
        };
        let path = format!("/messages?limit={REPLIES}&after={question}");
        let route = Route::channel(Method::GET, channel.0, path, "history");
        let page: Vec<Value> = match self.rest.get(route).await {
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => return Ok(Performed::Done),
            page => page?,
        };
        let mut messages: Vec<WholeMessage> =
            page.into_iter().filter_map(|message| WholeMessage::try_from(message).ok()).collect();
        messages.sort_by_key(|message| message.id);
        let messages = messages.iter().map(|message| self.bot.incoming_whole(guild, message));
        self.desk.replies_read(guild, number, messages.collect(), &*self.bot).await?;
        Ok(Performed::Done)
    }
}
