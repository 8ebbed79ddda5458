//! Reading what was said in a thread before it was a case's.

use crate::{
    delivery::Performed,
    desk::ThreadContent,
    domain::{CaseNumber, ChannelId, Job},
};

use crate::discord::{
    content::WholeMessage,
    draw::{DiscordPlatform, Stop},
    gateway::history::History,
    rest::{Failure, code},
};

/// The most pages of a thread that are read, from its end, 100 messages each.
const PAGES: usize = 20;

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
        self.desk.thread_changed(self.bot.thread_state(known)).await?;
        Ok(Performed::Done)
    }
}
