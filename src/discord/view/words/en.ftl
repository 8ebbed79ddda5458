### All words that people read in Discord, in English. The other languages stand beside this file, with the same names.
###
### How they should be: short, warm, true, as a native speaker writes; contractions; no jargon, no blame; what to do next. The bot says
### "I" for itself and "we" for the team, and never poses as a person. docs/glossary.md has the words.
###
### In braces stand values that the bot fills in: links, mentions, times. `<t:…>`, `<@…>` and `**…**` are Discord's own marks.

## Commands, as they are typed, with the descriptions that Discord shows. Names: lower case, no spaces, at most 32 characters;
## descriptions: at most 100. An attribute with an option's name describes that option.

command-help = help
    .description = See what you can do here
command-ask = ask
    .description = Ask the team a question. It gets a thread of its own.
    .question = What would you like to know, or what went wrong?
    .private = Only you and the team can see it
command-my-cases = my-cases
    .description = See your questions and their status
command-reopen = reopen
    .description = Reopen a solved or closed case
command-export-me = export-me
    .description = Download the data I store about you in this server
command-forget-me = forget-me
    .description = Delete what you wrote from my records in this server. I'll ask before I do it.
command-add-to-case = Add to case
command-open-case = Open case
command-queue = queue
    .description = See who's waiting: urgent cases first, then the longest wait
    .view = Which cases (default: waiting for us)
    .priority = Only cases with this priority
command-find = find
    .description = Search all cases, open and closed
    .query = Words, #tag, #12, @person, is:open, is:closed, is:pending, priority:urgent
command-case = case
    .description = Look at a case, or open one for a member
command-case-show = show
    .description = Show a case
command-case-history = history
    .description = Show a case's history
command-case-transcript = transcript
    .description = Download a case's transcript
command-case-open = open
    .description = Open a case for someone who asked elsewhere, such as by email or in a call
    .member = Who asked, and who gets the answer
    .question = Their question, in their own words
    .private = Only they and the team can see it
command-next = next
    .description = Claim the case that should be answered next, and see why it's that one
command-claim = claim
    .description = Claim a case: you'll be the one to answer it
command-release = release
    .description = Return a case to the queue
command-assign = assign
    .description = Assign a case to an agent
    .agent = Who answers the customer from now on
command-tag = tag
    .description = Add a tag to a case
    .name = One word, such as billing
command-untag = untag
    .description = Remove a tag from a case
    .name = The tag to remove
command-priority = priority
    .description = Set a case's priority
    .level = The new priority
command-note = note
    .description = Add a note for the team. The customer never sees it.
    .text = What the team should know
command-reply = reply
    .description = Send a saved reply in a case
    .snippet = Which saved reply
    .preview = Only show me what it would say
command-setup-history = setup-history
    .description = See who changed settings, rules, saved replies, bridges and teams
command-notify = notify
    .description = Choose what I tell you, and how. Without an option, see what's chosen.
    .event = What happened
    .how = How to tell you
    .after = For overdue answers and customers' replies: after how long, such as 30m
    .severity = For bug reports: the lowest severity (default: high)
    .quiet-hours = When to keep quiet, such as 22:00-07:00, or off
    .time-zone = The time zone of the quiet hours (default: the server's, or UTC)
    .everyone = Choose it for the whole server (leads only)
command-snippet = snippet
    .description = Manage your team's saved replies
command-snippet-add = add
    .description = Add a saved reply. Leave the options out to write it in a form.
    .name = One word, such as reset-password
    .text = The text; {"{"}customer{"}"}, {"{"}agent{"}"} and {"{"}case{"}"} are filled in
command-snippet-edit = edit
    .description = Edit a saved reply in a form
    .name = Which saved reply
command-snippet-list = list
    .description = List all saved replies
command-snippet-remove = remove
    .description = Remove a saved reply
    .name = Which saved reply
command-escalate = escalate
    .description = Report a bug to the developers, or ask another team, in a short form
    .team = Another team to ask, such as billing (default: report a bug)
    .severity = How bad it is for the people affected (default: normal)
command-link = link
    .description = Link a case to a known bug
command-unlink = unlink
    .description = Unlink a case from a bug
command-bug = bug
    .description = Look at bugs, take them on, ship fixes
command-bug-show = show
    .description = Show a bug: its status, its cases, and which customers know
command-bug-list = list
    .description = List bugs, those with the most cases first
    .status = Which bugs (default: those that are still open)
command-bug-take = take
    .description = Take on a bug: you'll be the developer who works on it
command-bug-ship = ship
    .description = Say which released version contains the fix, so that its customers can be told
    .version = The version, such as 5.3
command-bug-edit = edit
    .description = Correct a bug's report. Without options, a form opens.
    .title = What's broken, in a few words
    .severity = How bad it is
    .version = The version it was seen in
    .github = An issue on GitHub that exists already, such as 12 or its address; off
command-bug-notice = notice
    .description = Tell members about a known issue. Without a text, a form opens.
    .text = What members read about it
    .channel = Where they read it (default: where the notice is, or else the help channel)
    .remove = Whether to take the notice down (default: no)
command-promise = promise
    .description = Tell the customer by when you'll answer. The case stays in the queue.
    .within = How soon, such as 30m, 4h or 2d
command-snooze = snooze
    .description = Take a case off the queue for a while, or until the customer replies
    .until = When it comes back: in 30m, 4h or 2d, for example
    .promise = Promise the customer an answer by then, and keep the case in the queue
command-solve = solve
    .description = Ask the customer to confirm that their question is solved
    .summary = The answer in a few words, for the customer
command-close = close
    .description = Close a case and archive its thread
    .reason = Why you're closing it (default: solved)
    .of = The case with the same question. The customer gets a link if they can see it.
    .to = The channel where it continues
command-private = private
    .description = Continue a case in a private thread, for only its customer and the team
command-merge = merge
    .description = Merge a case into another one. I'll tell the customer where it continues.
    .into = The case that stays open
command-unmerge = unmerge
    .description = Undo a merge
command-rule = rule
    .description = Manage rules that open cases automatically
command-rule-add = add
    .description = Add a rule. Leave the options out to write it in a form.
    .name = A name for the rule
    .words = Words or phrases, separated by commas: any one is enough. crash finds crashes too
    .all-words = Words or phrases that must all be in the message, separated by commas
    .pattern = A regular expression instead of words; start with (?i) to ignore case
    .channel = Only in this channel (default: everywhere)
    .action = Open a case (default), ask the agents first, or pause the rule
    .tag = A tag for the case
    .priority = The case's priority
command-rule-edit = edit
    .description = Edit a rule. Its name, words, pattern and tag open in a form.
    .name = Which rule
    .channel = Match only in this channel from now on
    .everywhere = Match everywhere that members write from now on
    .action = What happens to matching messages from now on
    .priority = The case's priority from now on
command-rule-list = list
    .description = List all rules
command-rule-remove = remove
    .description = Remove a rule
    .name = Which rule
command-rule-test = test
    .description = See which recent messages a rule would match. Changes nothing.
    .words = Words or phrases, separated by commas: any one is enough
    .all-words = Words or phrases that must all be in the message, separated by commas
    .pattern = A regular expression instead of words
    .channel = Where to look (default: the help channel)
command-team = team
    .description = Other teams, such as billing, that agents can ask about a case
command-team-add = add
    .description = Add another team, so that agents can ask it about a case
    .name = What it's called, such as billing
    .channel = Where it gets its requests
    .role = Who belongs to it: people with this role can take and answer requests
command-team-list = list
    .description = List all other teams and what they still have to answer
command-team-remove = remove
    .description = Remove another team. Its open requests stay
    .name = Which team
command-team-withdraw = withdraw
    .description = Withdraw a request, so that the other team no longer has to answer
    .request = Which request
command-bridge = bridge
    .description = Manage bridges and proxies: apps and webhooks that post for people
command-bridge-add = add
    .description = Treat what an app or a webhook posts as members' messages
    .name = What your team calls it, such as IRC
    .source = The app (@mention), a webhook ID, or a link to one of its messages
command-bridge-list = list
    .description = List all bridges and proxies
command-bridge-remove = remove
    .description = Stop treating its posts as members' messages. Its cases stay.
    .name = Which bridge
command-setup = setup
    .description = Set up channels and roles
    .help = Where members ask
    .desk = The agents' channel, where every case gets a card
    .developers = Where bug reports go
    .agents = Who answers members. Setting it replaces all current roles
    .devs = Who receives bug reports
    .leads = Who manages rules and other agents' cases. Setting it replaces all current roles
    .agents-2 = Another role whose members answer questions
    .agents-3 = Another role whose members answer questions
    .leads-2 = Another role for leads
    .leads-3 = Another role for leads
    .flag-emoji = The emoji that opens a case when an agent reacts with it (default: 🎫)
    .close-after = How long to wait for a reply before a solved case closes, such as 3d
    .follow-up = Ask customers who haven't replied for this long whether it's solved, such as 7d; off
    .ask-panel = Whether I keep a message with an Ask button in the help channel
    .answer-claims = Whether answering an unassigned case makes an agent its assignee
    .send-bug-news = Whether customers hear of shipped and declined bugs without an agent's OK
    .bug-updates = How often customers waiting for a fix get an update, such as 7d; off
    .one-case-within = For how long further messages belong to a case that a rule opened, such as 30m; off
    .waiting-first = How long someone waits before they come first, whatever the priority, such as 24h
    .mode = Who can see a case's thread: everyone (public), or only the customer and the team (private)
    .keep-texts = How long to keep the texts of a closed case, such as 180d
    .keep-banned = How long to keep banned members' texts after their messages are deleted, such as 30d; off
    .language = The team's language, and the default for members
    .greeting = What customers read in their case's first message instead of what I ask them for; off
    .github = The repository where bugs get issues, such as lantern/app. Without customers' words: add -words; off

## Options of commands, by the names that are typed. What an option is for stands with its command, or here if it is the same
## everywhere.

option-action = action
option-agent = agent
option-agents = agents
option-agents-2 = agents_2
option-agents-3 = agents_3
option-ask-panel = ask_panel
option-after = after
option-event = event
option-everyone = everyone
option-how = how
option-quiet-hours = quiet_hours
option-time-zone = time_zone
option-answer-claims = answer_claims
option-bug = bug
    .description = The bug's number, such as 3
option-case = case
    .description = The case's number (default: this thread's case)
option-channel = channel
option-close-after = close_after
option-desk = desk
option-developers = developers
option-devs = devs
option-everywhere = everywhere
option-flag-emoji = flag_emoji
option-follow-up = follow_up
option-github = github
option-greeting = greeting
option-help = help
option-into = into
option-keep-banned = keep_banned
option-keep-texts = keep_texts
option-language = language
option-leads = leads
option-leads-2 = leads_2
option-leads-3 = leads_3
option-level = level
option-member = member
option-mode = mode
option-name = name
option-of = of
option-pattern = pattern
option-preview = preview
option-priority = priority
option-private = private
option-promise = promise
option-query = query
option-question = question
option-reason = reason
option-send-bug-news = send_bug_news
option-bug-updates = bug_updates
option-request = request
option-role = role
option-severity = severity
option-snippet = snippet
option-source = source
option-status = status
option-summary = summary
option-tag = tag
option-team = team
option-text = text
option-remove = remove
option-title = title
option-to = to
option-until = until
option-version = version
option-view = view
option-one-case-within = one_case_within
option-waiting-first = waiting_first
option-within = within
option-words = words
option-all-words = all_words

## What is on offer in an option.

choice-low = low
choice-normal = normal
choice-high = high
choice-urgent = urgent
choice-critical = critical
choice-solved = solved
choice-duplicate = duplicate
choice-reported = reported
choice-accepted = accepted
choice-fixed = fixed
choice-shipped = shipped
choice-declined = declined
choice-returned = returned
choice-no-reply = no reply
choice-moved = moved
choice-spam = spam
choice-waiting = waiting
choice-unclaimed = unclaimed
choice-mine = mine
choice-all = all
choice-open = open
choice-ask = ask
choice-none = none
choice-public = public
choice-private = private
choice-en = English
choice-de = Deutsch
choice-new-case = new case
choice-urgent-case = urgent case
choice-overdue = first answer overdue
choice-reply = customer's reply in my case
choice-bug-report = bug report
choice-role-mention = mention the role
choice-mention = mention under the card
choice-direct-message = direct message
choice-nothing = nothing

## What a command or a button has done besides: command/

case-opened-unseen = Opened case { $case }, but { $customer } hasn't received the greeting{ yet }.
yet = { $later ->
    [yes] {" "}yet
   *[no] {""}
}
delivery-pending = I'm sending it now, and if that fails, I'll say so under the case card.
delivery-held = I couldn't send it: { $reason }. I'll send it as soon as I can.
delivery-held-somehow = I couldn't send it because Discord won't let me. `switchboard doctor` shows what's missing. I'll send it as soon as I can.
delivery-given-up = I won't send it: { $reason }. { $remedy }
delivery-dropped = The case has changed since then, so I won't send it.
case-opened = Opened case { $case } and greeted { $customer } in { $home ->
    [private] a private thread that only they and the team can see
    [channel] the channel where they wrote
   *[started] its thread
}.
case-message-added = Added the message to case { $case }.
case-none-to-add-to = There's no open case to add this to. Use **{ command-open-case }** instead.
case-choose-to-add-to = Which case does this message belong to?
case-to-add-to = Choose a case
case-known = This message is already in case { $case }.
asked-unseen = Thanks! Your question is case { $case }, and the team has it. Its thread isn't open yet. I'll mention you there as soon as it is.
asked-private = Thanks! Your question is case { $case }. The team will answer [in a private thread]({ $thread }) that only you and they can see.
asked-in-thread = Thanks! Your question is case { $case }. The team will answer [in its thread]({ $thread }).
asked-without-files = I couldn't take { $files }: { $count ->
    [one] it's too large, or Discord didn't give it to me. Send it in the thread.
   *[other] they're too large, or Discord didn't give them to me. Send them in the thread.
}
transcript-comes = Transcript of case { $case } (without internal notes), as HTML and plain text.
bug-named = Bug { $bug }
moved = Case { $case } continues as { $into } in a private thread{ $told ->
    [yes] , and { $customer } has been told
   *[no] , but { $customer } hasn't been told{ yet }
}.
merged = Merged case { $case } into { $into }{ $told ->
    [yes] {" "}and told { $customer }
   *[no] , but { $customer } hasn't been told{ yet }
}. Undo with `/{ command-unmerge }`.
merged-public = Case { $into } is public, so anyone can read what the customer writes from now on.
snippet-added = Saved the reply { $shown }. Send it with `/{ command-reply } { option-snippet }:{ $name }`.
snippet-removed = Saved reply { $shown } removed. Messages already sent stay.
tag-resembles = { $tag } is a new tag here. Did you mean { $meant }? Swap them with `/{ command-untag }` and `/{ command-tag }`.
commented = Thanks! I've added your comment to the case.
rule-added = Saved the rule “{ $rule }” for { $channel ->
    [none] all channels where members write, but not their threads
   *[other] <#{ $channel }>
}. { $action ->
    [open] Matching messages become cases automatically.
    [ask] Matching messages are shown to the agents first.
   *[none] It's paused, so nothing happens to matching messages.
}
notify-own = **What I tell you**
notify-refused = Discord didn't let me send you direct messages, so I mention you instead. Allow direct messages from this server's members, then choose again.
notify-everyone = **What I tell everyone** (leads can change this with `{ option-everyone }:true`)
notify-by-role = mention of { $roles }
notify-by-mention = mention under the card
notify-by-direct-message = direct message
notify-by-nothing = nothing
notify-after-wait = { $way }, once a case has had no answer for { $after }
notify-each-wait = { $way }, whenever they start waiting
notify-after-silence = { $way }, after { $after } without messages
notify-from-severity = { $way }, if the severity is { $severity ->
    [low] low or above
    [normal] normal or above
    [high] high or above
   *[critical] critical
}
notify-quiet = Quiet hours: { $hours } ({ $zone }){ $own ->
    [yes] {""}
   *[no] , as chosen for everyone
}. Whatever still matters then comes as one message when they end.
notify-no-quiet = Quiet hours: none
notify-silent-roles = Discord notifies nobody when I mention { $roles }: turn on “Allow anyone to @mention this role” in the role's settings, or let me “Mention @everyone, @here, and All Roles”.
bridge-added = Added **{ $name }**. From now on, messages with the ID `{ $id }` count as members' messages, and each name in them stands for one person. They're answered where they wrote, and they can't be mentioned or press buttons.
bridge-removed = Removed **{ $name }**. Its messages no longer count. The cases of people who wrote through it stay.
team-added = Added **{ $name }**. Agents can ask it with `/{ command-escalate } { option-team }:{ $typed }`. Its requests go to <#{ $channel }>, and people with <@&{ $role }> can take and answer them.
team-removed = Removed **{ $name }**. Its open requests stay, and its people can still answer them.
team-asked = Asked **{ $team }**: request { $request }, for case { $case }. The answer will be in the case's team thread.
team-asked-pending = I'm posting it in <#{ $channel }> now, and if that fails, I'll say so in the case's team thread.
team-asked-unposted = I can't post it in <#{ $channel }> yet. Once something changes there, such as my permissions, I'll try again.
requests-still-open = { $requests } { $count ->
    [one] is still open. If the answer is no longer needed, withdraw it
   *[other] are still open. If the answers are no longer needed, withdraw them
} with `/{ command-team } { command-team-withdraw }`.
request-of = Request { $request } to **{ $team }**
rule-removed = Removed the rule “{ $rule }”. The cases it opened stay.
set-up =
    { $new ->
        [yes] Saved. This is how your team works:
       *[no] This is how your team works. Change channels and roles in the menus below, and the rest with the options of `/{ command-setup }`.
    }
    - Members ask in <#{ $help }>, or anywhere with `/{ command-ask }`.{ $panel ->
        [posted] {" "}I keep a message with an **{ ask-panel-ask }** button there.
        [pending] {" "}I'm posting a message with an **{ ask-panel-ask }** button there.
        [held] {" "}I couldn't post the message with the **{ ask-panel-ask }** button there yet. Once something changes there, such as my permissions, I'll try again.
        [leaving] {" "}I'm deleting the message with the **{ ask-panel-ask }** button there.
        [left] {" "}I couldn't delete the message with the **{ ask-panel-ask }** button there yet. Once something changes there, such as my permissions, I'll try again.
        [offered] {" "}To post a message with a button there, press **{ setup-panel }**.
       *[off] {" "}To post a message with a button there, use `/{ command-setup } { option-ask-panel }:true`.
    }
    - Agents ({ $agents }) find cases in <#{ $desk }>, and open one by reacting with { $flag }.
    - Developers (<@&{ $devs }>) get bug reports in <#{ $developers }>.{ $github ->
        [none] {""}
       *[other] {" "}Each bug gets an issue in { $github }, { $words ->
            [yes] with the customer's words. Words from private cases stay here
           *[no] without the customer's words
        }.
    }
    - Leads are { $leads ->
        [none] people with Manage Server
       *[other] { $leads } (and people with Manage Server)
    }.
    - { $greeting ->
        [yes] Customers read your own text in the first message of their case.
       *[no] Customers are asked for details in the first message of their case. You can replace that with a text of your own.
    }
    - { $mode ->
       *[public] Cases are public: anyone who can see a question can see the answers.
        [private] Cases are private: only the customer and the team can see the answers.
    }
    - Solved cases close after { $silence } without a reply.
    - { $follow_up ->
        [none] Customers who stop replying aren't asked whether it's solved.
       *[other] Customers who don't reply for { $follow_up } are asked once whether it's solved. If they still don't reply, the case closes the same way.
    }
    - { $claims ->
        [yes] An agent who answers an unassigned case becomes its assignee.
       *[no] An unassigned case stays unassigned when an agent answers it, until someone claims it.
    }
    - { $news ->
        [yes] When a bug is shipped or declined, its customers are told right away.
       *[no] When a bug is shipped or declined, an agent sends the message to each customer.
    }
    - { $updates ->
        [none] Customers waiting for a fix only hear about it when it's shipped or the bug is declined.
       *[other] { $news ->
            [yes] Customers waiting for a fix get an update at least every { $updates }.
           *[no] Agents get an update to send to customers waiting for a fix, at least every { $updates }.
        }
    }
    - { $one_case ->
        [none] Every message that a rule matches becomes a case.
       *[other] If a rule matches several messages of one person in a channel within { $one_case }, they're one case.
    }
    - Urgent cases come first in the queue. Anyone who has waited for { $waiting } comes before them.
    - Texts are deleted { $keeping } after a case closes. Statistics stay.
    - { $banned ->
        [none] Texts from banned members are deleted along with their messages.
       *[other] Texts from banned members are kept for { $banned } after Discord deletes their messages. `/{ command-help }` says so.
    }
    - { $language ->
       *[en] The team's language is English. Members with Discord in German get German messages if they ask with `/{ command-ask }` or a button.
        [de] The team's language is German. Members with Discord in English get English messages if they ask with `/{ command-ask }` or a button.
    }
span-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
span-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
span-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
internal-fault = Something went wrong on our side. Try again, and if it keeps happening, give the team this code: { $reference }.
busy = I can't reach my database right now, so nothing was changed. Try again in a moment.
discord-busy = Discord isn't answering me right now, so I couldn't finish that. Try again in a moment.
changed-command = This command has changed since Discord loaded it. Reload Discord and try again.
unknown-button = This button no longer works. Use a command instead: `/{ command-queue }` lists the cases.

## Why something was not done: view/refusal.rs

# Discord's own names of permissions

permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-embed-links = Embed Links
permission-read-message-history = Read Message History
permission-create-public-threads = Create Public Threads
permission-send-messages-in-threads = Send Messages in Threads
permission-manage-threads = Manage Threads
permission-create-private-threads = Create Private Threads
permission-attach-files = Attach Files

enumerated = { $others } and { $last }
refusal-only-in-servers = This only works in a server, so try it there.
refusal-not-set-up = I'm not set up in this server yet; someone with Manage Server can do that with `/{ command-setup }`.
refusal-only-managers = Only people with the Manage Server permission can do this, so ask one of them.
refusal-only-leads = Only leads can do this, so ask one of them or someone with Manage Server.
refusal-only-agents = Only the support team can use this; to ask a question, use `/{ command-ask }`.
refusal-only-developers = Only developers can do that; to add something to a bug, write in the thread of its report.
refusal-only-team = Only agents and developers can use this; to ask a question, use `/{ command-ask }`.
refusal-not-a-case-number = That's not a case number; write it like `12` or `#12`.
refusal-no-such-case = There's no case { $case } here; `/{ command-queue }` lists the open ones.
refusal-no-case-here = This channel has no case, so name one like `12`, or use the command in a case's thread.
refusal-already-claimed = <@{ $by }> has had case { $case } since { $since } ({ $ago }); if you need it, press **{ card-take-over }** on its card.
refusal-already-yours = Case { $case } is already yours, so just reply in its thread.
refusal-not-claimed = Case { $case } is unassigned; use `/{ command-claim }` to take it.
refusal-not-yours = Case { $case } is assigned to <@{ $by }>, so ask them or a lead to release it.
refusal-handover-requested = <@{ $by }> has already asked <@{ $assignee }> for case { $case }, so wait for their answer or ask a lead to assign it.
refusal-case-over = Case { $case } is { $status ->
    [new] new
    [open] open
    [pending] waiting for the customer
    [on_hold] on hold
    [solved] solved
   *[closed] closed
}, so reopen it first.
refusal-not-tagged = Case { $case } isn't tagged { $tag }; `/{ command-case } { command-case-show }` lists its tags.
refusal-too-many-tags = A case can have up to { $most } tags, so remove one with `/{ command-untag }` first.
refusal-bad-tag = That can't be a tag; use one word of letters, digits, `-` and `_`, up to { $most } characters.
refusal-not-a-member = <@{ $user }> is no longer in this server, so choose someone else from the team.
refusal-not-an-agent = <@{ $user }> isn't an agent here, so choose someone from the team.
refusal-already-linked = Case { $case } is already linked to bug { $bug }; `/{ command-case } { command-case-show }` lists its bugs.
refusal-not-linked = Case { $case } isn't linked to bug { $bug }; `/{ command-case } { command-case-show }` lists its bugs.
refusal-no-such-bug = There's no bug { $bug } here; `/{ command-bug } { command-bug-list }` lists the open ones.
refusal-bug-not-now = Bug { $bug } is { $status ->
   *[reported] reported
    [accepted] accepted
    [fixed] fixed
    [shipped] shipped
    [declined] declined
    [duplicate] a duplicate
    [returned] back after its release
}, so that's not possible now; { $reopens ->
    [yes] if that has changed, press **{ bug-reopen }** on its report first
   *[no] `/{ command-bug } { command-bug-show }` shows what happened
}.
refusal-bug-accepted = <@{ $developer }> has already accepted bug { $bug }, so use `/{ command-bug } { command-bug-take }` if you want to take it on.
refusal-bug-yours = You're already working on bug { $bug }; press **{ bug-fixed }** on its report once it's done.
refusal-bug-open = Bug { $bug } is still open; `/{ command-bug } { command-bug-show }` shows how far it is.
refusal-bug-duplicate-of-itself = Bug { $bug } can't be a duplicate of itself, or of one of its own duplicates, so name another bug.
refusal-bug-not-yours = Only developers and <@{ $agent }>, who reported bug { $bug }, can correct it, so ask one of them.
refusal-bug-unchanged = The report of bug { $bug } already says that; change at least one of its fields.
refusal-nothing-to-tell = There's nothing more to tell the customer of case { $case } about bug { $bug }; it was sent, or it's no longer true.
refusal-nothing-to-follow = Case { $case } isn't waiting for a fix, so there's nothing to follow; to ask a question of your own, use `/{ command-ask }`.
refusal-hears-anyway = You'll hear about it in your own case { $case }, so watch for news there.
refusal-already-follows = You're already following case { $case }, so you'll hear about it there.
refusal-notice-ended = This issue isn't open any more, so there's nothing to wait for; to ask a question of your own, use `/{ command-ask }`.
refusal-already-follows-notice = You're on the list already, so you'll be mentioned here when there's news.
refusal-no-notice = Bug { $bug } has no known-issue notice; post one with `/{ command-bug } { command-bug-notice }`.
refusal-notice-unchanged = The known-issue notice for bug { $bug } already says that; change its text or its channel.
refusal-notice-for-team = <#{ $channel }> is a team's channel, so choose one where members read, with `{ option-channel }`.
refusal-no-notice-channel = A known-issue notice needs a text or announcement channel, so choose one with `{ option-channel }`.
refusal-nobody-to-ask = No case is linked to bug { $bug }, so there's no one to ask.
refusal-no-bug-here = There's no bug in this channel; name one, such as `{ option-bug }:3`, or use the command in the thread of a report.
refusal-not-a-bug-number = That's not a bug number; write it like `3` or `#3`.
refusal-not-a-version = That's not the name of a version; use up to three words with a number in them, such as `5.3` or `5.3-beta`.
refusal-not-a-status = I don't know { $condition }; try `is:open`, `is:waiting`, `is:unclaimed`, `is:mine`, `is:new`, `is:pending`, `is:on-hold`, `is:solved` or `is:closed`.
refusal-not-a-priority = I don't know { $condition }; try `priority:low`, `priority:normal`, `priority:high` or `priority:urgent`.
refusal-not-a-channel = I can't find the channel in { $condition }; try `in:#` and the name of a channel in this server.
refusal-not-a-day = I don't understand the time in { $condition }; try a day such as `after:2026-05-31`, or a span such as `after:7d`.
refusal-not-a-span = I don't understand the time in “{ $field }”; try `30m`, `4h` or `2d`.
refusal-span-out-of-range = “{ $field }” must be between `{ $least }` and `{ $most }`, so choose something in between.
refusal-not-quiet-hours = Quiet hours are two different times of day, such as `22:00-07:00`, or `off`.
refusal-not-a-time-zone = I don't know that time zone, so choose one from the list, such as `Europe/Berlin`.
refusal-not-in-the-future = That time is in the past, so choose a later one.
refusal-only-for-reason = “{ $field }” only goes with the reason “{ $reason }”, so choose that reason or leave it out.
refusal-only-the-customer = Case { $case } belongs to { $customer }; to ask your own question, use `/{ command-ask }`.
refusal-newer-solution = There's a newer answer in case { $case }, so use the buttons under that one.
refusal-still-to-be-asked = The customer of case { $case } hasn't received the last question yet; wait until Discord lets me send it, or `/{ command-close }` the case.
refusal-still-open = Case { $case } is still open, so just write in its thread.
refusal-merged-into = Case { $case } was merged into { $into }, so continue there or undo it with `/{ command-unmerge }`.
refusal-goes-on-in = We're continuing case { $case } in case { $into }, so write there.
refusal-moved-to-team = <#{ $channel }> is a team's channel, so choose one where the customer can read, with `{ option-to }`.
refusal-merge-with-itself = You can't merge case { $case } into itself, so choose another one.
refusal-duplicate-of-itself = Case { $case } can't be a duplicate of itself, so choose another one.
refusal-not-merged = Case { $case } hasn't been merged into another case; `/{ command-case } { command-case-history }` shows what happened to it.
refusal-nothing-due = Someone was quicker than you in case { $case }; its card shows what they did.
refusal-no-such-snippet = There's no saved reply called { $name }; `/{ command-snippet } { command-snippet-list }` lists them all.
refusal-snippet-changed = The saved reply { $name } has changed, so I didn't send it; check it again with `/{ command-reply }`.
refusal-already-sent = You've already sent this reply in case { $case }, so I didn't send it again.
refusal-snippet-exists = There's already a saved reply called { $name }, so choose another name or remove it first.
refusal-bad-snippet-name = That can't be a name; use one word of letters, digits, `-` and `_`, up to 32 characters.
refusal-unknown-placeholder = I can't fill in { $written }; use `{"{"}customer{"}"}`, `{"{"}agent{"}"}` or `{"{"}case{"}"}`, or write `\` before the brace if you mean the braces themselves.
refusal-unknown-placeholder-near = I can't fill in { $written }; use `{ $meant }` if you meant that (there's `{"{"}customer{"}"}`, `{"{"}agent{"}"}` and `{"{"}case{"}"}`), or write `\` before the brace to keep the braces.
refusal-no-mention-there = Discord shows no mentions in code or in links, so move { $written } somewhere else or leave it out.
refusal-snippet-not-fillable = I can't fill in { $written } in the saved reply { $name }, so I didn't send it; a lead can fix it with `/{ command-snippet } { command-snippet-edit }`.
refusal-snippet-changed-meanwhile = Someone else edited the saved reply { $name } after you opened the form, so check it with `/{ command-snippet } { command-snippet-edit }` and try again.
refusal-too-many-snippets = You've reached the limit for saved replies, so remove one with `/{ command-snippet } { command-snippet-remove }` first.
refusal-no-such-team = There's no team called { $name }; `/{ command-team } { command-team-list }` lists them all.
refusal-team-exists = There's already a team called { $name }, so choose another name or remove it first.
refusal-too-many-teams = A server can have up to { $most } other teams, so remove one with `/{ command-team } { command-team-remove }` first.
refusal-no-teams = There's no other team to ask yet; a lead can add one with `/{ command-team } { command-team-add }`.
refusal-team-channel = Requests need a text channel of this server, so choose another one.
refusal-team-in-help-channel = Members ask in that channel and would read along, so choose one for the team alone.
refusal-team-of-everyone = Everyone has that role, so choose one that only the team has.
refusal-no-such-request = There's no request { $request }; `/{ command-team } { command-team-list }` lists those that are open.
refusal-not-a-request-number = That's not a request number; write it like `3` or `#3`.
refusal-request-ended = Request { $request } { $status ->
    [open] is open
    [answered] was already answered by <@{ $person }>
   *[withdrawn] was withdrawn by <@{ $person }>
}; `/{ command-team } { command-team-list }` lists those that are open.
refusal-request-taken = <@{ $owner }> has already taken request { $request }, so leave it to them, or press **{ request-reply }** if you know the answer.
refusal-request-yours = You've already taken request { $request }, so press **{ request-reply }** once you know the answer.
refusal-not-of-team = Only people with <@&{ $role }> and agents can do this with request { $request }, so ask one of them.
refusal-request-not-due = Request { $request } isn't due yet; you'll be told once its time has come.
refusal-already-rated = You've already rated case { $case }, thank you.
refusal-already-escalated = Case { $case } is already linked to bug { $bug }, so add anything new in the thread of that bug's report.
refusal-empty-text = “{ $field }” is empty, so write something there.
refusal-text-too-long = “{ $field }” has { $length } characters, but the limit is { $limit }, so shorten it.
refusal-nobody-to-answer = { $customer } is a bot or isn't in this server, so nobody would read the answer; choose a member.
refusal-not-a-members-message = Only a person's message can become a case, so choose the one with the member's question.
refusal-nothing-in-message = This message has no text or file, so choose the one with the member's question.
refusal-message-gone = That message was deleted, so ask the member to write again or to use `/{ command-ask }`.
refusal-message-decided = Someone has already decided about this message, so leave it as it is.
refusal-internal-channel = This channel belongs to the team, so choose a message where members write.
refusal-in-closed-case = This message is in case { $case }, which is closed, so continue it with `/{ command-reopen } { option-case }:{ $number }`.
refusal-open-case-in-thread = Case { $case } is open in this thread, which can hold one open case, so close that one first or ask the member to use `/{ command-ask }`.
refusal-no-threads-here = Discord doesn't allow threads on messages in this channel, so ask the member to use `/{ command-ask }`.
refusal-no-private-threads = Private threads only work in text channels and the help channel isn't one, so keep this public or have it changed with `/{ command-setup }`.
refusal-thread-taken = Another case, { $by }, is open in the thread of case { $case }, so continue there or close that one first.
refusal-which-event = Say which event that's for, for example `{ option-event }:{ choice-reply }`.
refusal-which-way = Say how you'd like to be told, for example `{ option-how }:{ choice-mention }`.
refusal-roles-are-for-all = A role is mentioned for the whole server, so choose something else for yourself or, as a lead, add `{ option-everyone }:true`.
refusal-only-roles = For everyone, choose `{ choice-role-mention }` or `{ choice-nothing }`, since this event has no assignee to tell.
refusal-only-the-assignee = A customer's reply is for the assignee, so choose `{ choice-mention }`, `{ choice-direct-message }` or `{ choice-nothing }`.
refusal-no-delay = You're told of this right away, so leave `{ option-after }` out.
refusal-no-severity = Only bug reports have a severity, so leave `{ option-severity }` out.
refusal-promised = The customer of case { $case } was promised an answer by { $until }, so answer before you snooze it.
refusal-no-place-to-answer = Case { $case } has no thread or question left to reply to, so contact the customer directly and then `/{ command-close }` it.
refusal-no-place-to-write = Case { $case } is still open, but its thread was deleted; use `/{ command-ask }` to write to the team.
refusal-private-to-others = Case { $case } is private, so you can only merge it with a case of the same customer.
refusal-has-other-customers = Other members' cases were merged into case { $case }, so it can't become private to one of them; use `/{ command-unmerge }` for theirs first.
refusal-already-private = Case { $case } is private, so only its customer and the team can see it already.
refusal-no-account = { $customer } writes through a bridge, so I can't add them to a private thread.
refusal-out-of-reach = { $customer } writes through a bridge and wouldn't see case { $case }, so merge the other way round or use `/{ command-close } { option-reason }`.
refusal-no-such-bridge = There's no bridge called “{ $name }”; `/{ command-bridge } { command-bridge-list }` lists them all.
refusal-too-many-bridges = A server can have up to { $most } bridges, so remove one with `/{ command-bridge } { command-bridge-remove }` first.
refusal-bad-bridge-name = That can't be a name; use 1 to { $most } characters, such as `IRC`.
refusal-bridge-name-taken = There's already a bridge called “{ $name }”, so choose another name.
refusal-bridge-known = This is already added as “{ $name }”; to rename it, remove it with `/{ command-bridge } { command-bridge-remove }` first.
refusal-no-bridge-source = I can't find that app, webhook or message in this server; mention the app, or give a webhook ID or a link to one of its messages.
refusal-not-an-app = { $user ->
    [none] No app or webhook wrote that message
   *[other] <@{ $user }> is a person, whose messages count anyway
}, so choose an app or a webhook that posts for others.
refusal-bridge-is-the-bot = That's me, and I don't have any questions; choose an app or a webhook that posts for others.
refusal-no-such-rule = There's no rule called “{ $name }”; `/{ command-rule } { command-rule-list }` lists them all.
refusal-too-many-rules = A server can have up to { $most } rules, so remove one with `/{ command-rule } { command-rule-remove }` first.
refusal-setup-incomplete = To get started, I also need { $options }; use `/{ command-setup }` again with { $count ->
    [one] that option
   *[other] those options
}.
setup-guessed = I guessed from the names in this server, so check every choice.
setup-unsaved = I haven't saved { $options } yet. Use `/{ command-setup }` again with { $count ->
    [one] it
   *[other] them
} once this is done.
setup-github-public = The repository is public: anyone can read the customers' words in its issues. To leave them out, use `/{ command-setup } { option-github }:{ $repository } -words`.
setup-channels =
    Page 1 of 2: **channels**
    1. Where members ask
    2. Where agents see the cases. Members shouldn't see this channel
    3. Where developers get bug reports
setup-roles =
    Page 2 of 2: **roles**
    1. Agents
    2. Developers
    3. Leads, who manage rules and saved replies (optional)
setup-missing = To save, I still need { $options }.
setup-gaps = I can't save this yet, for { $count } reasons:
setup-help = Channel for questions
setup-desk = Channel for agents
setup-developers = Channel for bug reports
setup-agents = Role of agents
setup-devs = Role of developers
setup-leads = Role of leads
setup-next = Next
setup-back = Back
setup-save = Save
setup-public-channels = Everyone in this server can see { $channels }, so members can read what the team writes there. Hide it from them in Discord.
setup-panel = Post the Ask button
setup-invitation = -# Missing a permission? [My invite link]({ $link }) asks for exactly the ones I need.
refusal-help-gone = The channel for questions was deleted or I can't see it; someone with Manage Server can choose another one with `/{ command-setup } { option-help }`.
refusal-channel-gone = The channel set as `{ $option }` was deleted, so choose another one with that option.
refusal-not-a-text-channel = I can't use the channel you chose for `{ $option }`, so choose a text channel.
refusal-channel-hidden = I can't see <#{ $channel }>; grant me the { permission-view-channel } permission there and try again.
refusal-missing-permissions = I'm missing { $permissions } in <#{ $channel }>; grant { $count ->
    [one] it
   *[other] them
} and try again.
refusal-too-many-roles = `{ $option }` can have up to { $most } roles; to start over, use that option alone.
refusal-bad-role = `{ $option }` can't be @everyone, so choose a role that only those people have.
refusal-panel-in-forum = The Ask panel needs a text channel and the help channel is a forum, so choose another one with `help` or leave the panel off.
refusal-setup-no-private-threads = Private threads only work in text channels; choose one with `{ option-help }`, or keep `{ option-mode }:{ choice-public }`.
refusal-help-is-internal = The help channel must be different from the desk and the developers' channel, so choose one where members write.
refusal-placeholder-in-greeting = The greeting is posted as you write it, so I can't fill in { $written }; leave that out.
refusal-bad-emoji = I can't react with that; choose one emoji, either a standard one or one from this server.
refusal-bad-repository = That's not a repository on GitHub; write its owner and its name, such as `lantern/app`.
refusal-no-github-token = I have no token for GitHub, so ask whoever runs me to set `GITHUB_TOKEN`, then try again.
refusal-repository-unseen = My token for GitHub can't see { $repository }; check the name, or give the token access to it.
refusal-no-issues = { $repository } has no issues; turn them on in its settings on GitHub, under Features, and try again.
refusal-github-silent = GitHub isn't answering right now, so I haven't changed anything; try again in a minute.
refusal-not-an-issue = That's not an issue on GitHub; write its number, such as `12`, or paste its address.
refusal-no-repository = This server has no repository on GitHub; someone with Manage Server can choose one with `/{ command-setup } { option-github }:`.
refusal-other-repository = That issue is in another repository; this server works with { $repository }, so choose one from there.
refusal-no-such-issue = There's no issue #{ $issue } in the repository, or my token can't see it; check the number.
refusal-issue-linked = Issue #{ $issue } belongs to bug { $bug } already; if both are the same, mark one as a duplicate.
refusal-no-issue = Bug { $bug } has no issue on GitHub; link one with its number, such as `{ option-github }:12`.
refusal-too-many-asks = You have { $limit } open questions, which is the limit, so continue in one of their threads.
refusal-rule-name-empty = The rule needs a name, so choose one that says what it looks for.
refusal-rule-name-too-long = The rule's name is too long; use up to { $most } characters.
refusal-rule-name-taken = There's already a rule called “{ $name }”, so choose another name or remove it with `/{ command-rule } { command-rule-remove }`.
refusal-rule-pattern-empty = The rule has no words and no pattern, so write what a message must contain, such as `crash`.
refusal-rule-words-and-pattern = A rule looks for words or for a pattern, so leave one of the two out.
refusal-rule-unclosed-quote = The quotation mark in { $word } isn't closed, so add the second one or leave out the first.
refusal-rule-only-punctuation = There's no letter, digit or emoji to look for in { $word }, so leave it out or use a pattern instead.
refusal-rule-too-many-words = The rule has { $count } words and phrases, but the limit is { $most }, so split it into two rules.
refusal-rule-words-too-long = The words have { $length } characters, but the limit is { $most }, so split them into two rules.
refusal-rule-pattern-too-long = The pattern has { $length } characters, but the limit is { $most }, so shorten it or split it into two rules.
refusal-rule-pattern-too-large = The pattern is too complex; use smaller numbers in its `{"{"}…{"}"}`, or split it into two rules.
refusal-rule-matches-everything = The pattern matches every message, even an empty one, so make it more specific.
refusal-rule-matches-nothing = No message could ever match this pattern; check its classes, such as `[^…]`, and try it with `/{ command-rule } { command-rule-test }`.
refusal-rule-in-internal-channel = Only the team writes in <#{ $channel }>, so no message there becomes a case; choose a channel where members write.
refusal-rule-changed-meanwhile = Someone else edited the rule “{ $name }” after you opened the form, so check it with `/{ command-rule } { command-rule-edit }` and try again.
refusal-rule-pattern-invalid = I can't read the pattern because of { $written } at character { $at }: { $why }; { $instead }.
rule-fault = { $fault ->
    [class-unclosed] a `[` starts a class and needs a `]`, and for the character itself you write `\[`
    [range] a range has to go from a lower to a higher character, and for the dash itself you write `\-`
    [group-unclosed] a `(` starts a group and needs a `)`, and for the character itself you write `\(`
    [group-unopened] a `)` needs a `(` before it, and for the character itself you write `\)`
    [nothing-to-repeat] there's nothing before it to repeat, and for any text you write `.*`
    [braces] braces say how often, as in `a{"{"}2{"}"}`, and for the character itself you write `\{"{"}`
    [look-around] rules can't look ahead or behind
    [backreference] rules can't refer back to what a group matched
    [escape] it has no meaning here
    [group] there's no such group, only `(?:…)`, `(?<name>…)` and flags such as `(?i)`
    [unknown-class] there's no class with that name, and for any letter you write `\p{"{"}L{"}"}`
    [too-deep] groups and classes are nested too deeply
   *[edge-of-word] it means the edge of a word here, for which `\b` is clearer, and for the characters themselves you write `<` and `>`
}
rule-fault-instead = try { $pattern }
rule-fault-otherwise = write it another way

## Forms, rules, lists of saved replies, one case in full: view/form.rs, rules.rs, lists.rs

form-escalate = Report a bug ({ $case }, { $severity ->
    [low] { choice-low }
   *[normal] { choice-normal }
    [high] { choice-high }
    [critical] { choice-critical }
})
form-title-example = What's broken, in a few words
form-title = Title
form-steps = Steps to reproduce
form-steps-example = 1. Open the settings 2. Press Save
form-expected = Expected result
form-expected-example = The settings are saved
form-actual = Actual result
form-actual-example = The app closes without an error message
form-version = Version
form-version-example = 2.4.1 on Windows 11
form-rating = How did we do in case { $case }?
form-promise = Promise an answer in { $case }
form-within = Within
form-within-hint = The customer sees the time.
form-span-example = 30m, 4h or 2d
form-note = Add a note to { $case }
form-note-text = Note
form-note-hint = The customer never sees it.
form-snooze = Snooze { $case }
form-snooze-for = For how long
form-snooze-hint = It ends early if the customer replies.
form-need-info = Ask the agents about bug { $bug }
form-info = What do you need to know?
form-need-info-example = Does it happen with an empty project, too?
form-decline = Decline bug { $bug }
form-reason = Reason
form-decline-hint = Only the team reads it.
form-decline-example = It works as designed: the export leaves out hidden rows.
form-duplicate = Bug { $bug } is a duplicate
form-bug-number = Of which bug?
form-duplicate-example = Its number, such as 3
form-ship = Ship bug { $bug }
form-shipped-in = Version with the fix
form-ship-example = 5.3
form-bug-edit = Correct bug { $bug }
form-news = Message to the customer of { $case }
form-message = Message
form-notice = Known-issue notice for bug { $bug }
form-notice-text = What members read
form-notice-example = What goes wrong, for whom, and what helps until it's fixed
form-answer = Answer the developers ({ $case })
form-answer-text = Answer
form-hidden-from-customer = The customer doesn't see it.
form-ask-customer = Ask the customer of { $case }
form-ask-team = Ask { $team } ({ $case })
form-team-question = What do you need from them?
form-needed-within = Answer needed within (optional)
form-needed-within-hint = After that, the team is reminded.
form-answer-request = Answer request { $request }
form-team-answer = Answer
form-team-answer-hint = The agents read it. The customer doesn't.
pick-team = Which team do you want to ask about case { $case }?
pick-team-menu = Choose a team
form-not-sent = Nothing was done. Here's what you wrote, so you can copy it into a new form:
form-comment = Comment
form-comment-example = What went well, and what could be better?
form-refused = Nothing was saved. Here's what you wrote, so you can copy it into a new form:
form-rule = Add a rule
form-rule-edit = Edit a rule
form-rule-name = Name
form-rule-words = Words to look for
form-rule-words-hint = Any one of them is enough. Separate them with commas.
form-rule-words-example = crash, does not start
form-rule-all-words = Words that must all be there
form-rule-all-words-hint = In addition to those above, or instead. Separate them with commas.
form-rule-all-words-example = print, error
form-rule-pattern = Pattern (a regular expression)
form-rule-pattern-hint = Use it instead of words.
form-rule-pattern-example = (?i)crash(es|ed)?
form-rule-tag = Tag for the case (optional)
form-snippet = Add a saved reply
form-snippet-edit = Edit a saved reply
form-snippet-name = Name
form-snippet-name-example = One word, such as reset-password
form-snippet-text = Text
form-snippet-text-hint = {"{"}customer{"}"}, {"{"}agent{"}"} and {"{"}case{"}"} are filled in.
form-snippet-text-example = Hi {"{"}customer{"}"}!
escalation-refused = Nothing was reported. Here's what you wrote, so you can copy it into a new form:
ask-panel-title = Ask the team
ask-panel-text = Press a button, write your question, and add files if they help. You'll get a thread where the team answers. Or use `/{ command-ask }` in any channel.
ask-panel-ask = Ask the team
ask-panel-ask-privately = Ask privately
ask-version = Version: { $version }
form-ask = Ask the team
form-ask-privately = Ask the team privately
form-question = Your question
form-question-example = How do I export my data?
form-details = What happened?
form-details-example = What did you do, what did you see, and since when?
form-files = Files
form-files-hint = Screenshots, logs: up to 5 files.
form-not-asked = Nothing was sent to the team. This is what you wrote:
settings-history = Changes to settings, rules, saved replies, bridges and teams, newest first{ $place }
settings-history-none = Nobody has changed the settings, rules, saved replies, bridges or teams yet.
settings-history-off = off
settings-history-yes = yes
settings-history-no = no
settings-history-operator = The person who runs the bot

teams-none = There are no other teams yet. Add one with `/{ command-team } { command-team-add }`, and agents can ask it about a case.
teams-list = Other teams, and what they still have to answer:
teams-line = **{ $name }** · <#{ $channel }> · <@&{ $role }>
teams-removed = **{ $name }** (removed)
teams-request = - Request { $request } for case { $case }: { $owner ->
    [none] not taken
   *[other] taken by <@{ $owner }>
}, asked { $since }{ $due ->
    [none] {""}
   *[other] , due { $due }
}
bridges-none = There are no bridges yet. Add one with `/{ command-bridge } { command-bridge-add }` to treat what an app or a webhook posts for people as members' messages.
bridges-list = Posts from these count as members' messages:
bridges-line = **{ $name }**: ID `{ $id }`
rules-none = There are no rules yet. Add one with `/{ command-rule } { command-rule-add }`, and matching messages become cases automatically.
rules-count = **{ $count ->
    [one] 1 rule
   *[other] { $count } rules
}**, oldest first.
rules-shortened = Patterns and words are cut to { $length } characters here.
rules-missing = … and { $count } more.
rules-words = { $count ->
    [one] { $words }
   *[other] any of { $words }
}
rules-all-words = { $count ->
    [one] { $words }
   *[other] all of { $words }
}
rules-both-words = { $any } and also { $all }
rules-opens = opens a case
rules-asks = asks the agents first
rules-rests = paused
rules-channel = in <#{ $channel }>
rules-tag = tag { $tag }
rules-priority = { $priority ->
    [low] low
   *[normal] normal
    [high] high
    [urgent] urgent
} priority
rules-doubtful = Patterns marked ⚠️ may not do what you expect. `/{ command-rule } { command-rule-test }` explains why.
rules-internal = { $count ->
    [one] The rule { $rules } finds nothing, because it only looks at a channel of the team. Choose another channel for it with `/{ command-rule } { command-rule-edit }`, or remove it.
   *[other] The rules { $rules } find nothing, because they only look at channels of the team. Choose other channels for them with `/{ command-rule } { command-rule-edit }`, or remove them.
}
rule-trial-failed = I couldn't read recent messages there. Test it with `/{ command-rule } { command-rule-test }`.
rule-trial-nothing = There are no members' messages there to test it on.
rule-trial-none = { $count ->
    [one] It doesn't match the only message there.
   *[other] It doesn't match any of the last { $count } messages there.
} If it should, check the spelling and test it with `/{ command-rule } { command-rule-test }`.
rule-trial-some = It would have matched { $count ->
    [one] the only message there
   *[other] { $matches } of the last { $count } messages there
}.
rule-trial-much = ⚠️ That's a large share of the messages there. If that's too many, narrow it down with `/{ command-rule } { command-rule-edit }`.
rule-trial-capitals = With `(?i)` in front, which ignores case, it would match { $count }.
rule-doubt = ⚠️ { $written } { $doubt ->
    [slashes] matches the slashes themselves. Patterns don't need slashes around them.
    [quotes] matches the quotation marks themselves. Patterns don't need quotation marks around them.
    [spaces] ends with a space, so the message must have it, too.
    [percent] matches a percent sign. A pattern is found anywhere in a message, so you don't need it.
    [flags-at-end] applies to what follows, and nothing does.
    [class-operator] combines classes here: `&&` keeps what's in both, and `--` removes the second from the first.
    [class-in-class] starts another class inside the class. For the character itself, write `\[`.
    [posix-class] matches any one of these characters. To use the class with that name, add another pair of brackets.
    [escaped-bar] matches the character `|`. For “or”, leave out the backslash.
    [double-backslash] matches a backslash followed by a letter. You only need one backslash.
    [old-mention] is how some mentions were written years ago. Mentions no longer contain `!`.
    [named-channel] never matches a channel. Discord sends an ID instead, as in `<#5>`.
   *[named-mention] never matches a mention. Discord sends an ID instead, as in `<@5>`.
}
rule-word-doubt = ⚠️ { $kind ->
   *[symbols] { $word } also finds plain { $found }, because symbols next to letters and digits are ignored. To look for the symbols as well, use a pattern.
    [separator] { $word } is looked for as one phrase. Separate words and phrases with commas.
    [star] The star in { $word } doesn't stand for anything. Beginnings of longer words are found anyway; for everything else, use a pattern.
    [mention] { $word } doesn't find mentions, because Discord sends an ID instead of the name. To find them, use a pattern such as `<#5>` or `<@5>`.
}
rule-doubt-instead = Did you mean { $pattern }?
rule-test-nothing = { $kind ->
    [words] There are no members' messages here to test { $finds } on
   *[pattern] { $finds } is valid, but there are no members' messages here to test it on
}.
rule-test-none = { $kind ->
    [words] { $count ->
        [one] The only message here doesn't contain
       *[other] None of the last { $count } messages here contains
    } { $finds }
   *[pattern] { $finds } { $count ->
        [one] doesn't match the only message here
       *[other] doesn't match any of the last { $count } messages here
    }
}.
rule-test-some = { $kind ->
    [words] { $count ->
        [one] The only message here contains
       *[other] { $matches } of the last { $count } messages here { $matches ->
            [one] contains
           *[other] contain
        }
    } { $finds }
   *[pattern] { $finds } matches { $count ->
        [one] the only message here
       *[other] { $matches } of the last { $count } messages here
    }
}. No cases were opened.
rule-test-match = [Message]({ $address }) from { $author }: { $text }

snippets-none = There are no saved replies yet. A lead can add one with `/{ command-snippet } { command-snippet-add }`.
snippets-unknown = I can't fill in the placeholders marked ⚠️, so these replies can't be sent. Fix them with `/{ command-snippet } { command-snippet-edit }`.
snippets-list = **Saved replies**. Send one in a case with `/{ command-reply }`.
snippets-menu = Choose a saved reply
snippets-pick = Which saved reply do you want to send in case { $case }? You'll see it before it's sent.
snippets-pick-more = These are only the first 25. Find the others with `/{ command-reply }`.
reply-preview = Here's what `/{ command-reply } { option-snippet }:{ $name }` sends in case { $case }. Nothing has been sent yet.
reply-preview-send = Send

details-first-answer = First answer
details-none-yet = None
details-claimed = Claimed
details-solved = Solved
details-closed = Closed
details-reopened = Reopened
details-times = { $count ->
    [one] Once
   *[other] { $count } times
}
details-card = Case card
details-card-link = [Open]({ $address })

## The queue, searches, one's own cases and data, pages: view/queue.rs, search.rs, own_cases.rs, keeping.rs, pages.rs, limit.rs

# The queue, the pages of lists, and lists that are cut short

queue-headline = **{ $view ->
    [waiting] Waiting for us
    [unclaimed] Unassigned
    [mine] Assigned to you
   *[all] All open cases
} ({ $count })**, most urgent first, then longest wait{ $place }
queue-nothing = { $view ->
    [waiting] Nobody is waiting for an answer.
    [unclaimed] There are no unassigned cases.
    [mine] You have no open cases. See the unassigned ones with `/{ command-queue } { option-view }:{ choice-unclaimed }`.
   *[all] There are no open cases.
}
queue-line = { $case } · { $title } — { $status }, { $agent ->
    [none] unassigned
   *[other] assigned to <@{ $agent }>
}, { $waiting ->
    [none] not waiting
   *[other] waiting { $waiting }
}
queue-card = card
queue-next = **next for you**
queue-claim = Claim…
queue-claim-case = Claim { $case } · { $title }
private-mark = 🔒 private
queue-priority = { $priority ->
    [low] low priority
   *[normal] normal priority
    [high] high priority
    [urgent] urgent
}
queue-nothing-of-priority = { $priority ->
    [low] There are no such cases with low priority.
   *[normal] There are no such cases with normal priority.
    [high] There are no such cases with high priority.
    [urgent] There are no such cases that are urgent.
}
queue-asked-on-hold = on hold, customer waiting
queue-awaits = awaiting { $team } for { $since }
queue-promised = promised answer due { $ago }
queue-news = { $outcome ->
   *[shipped] bug { $bug } shipped, tell the customer
    [declined] bug { $bug } declined, tell the customer
    [not_started] update on bug { $bug } due
    [reopened] bug { $bug } reopened, tell the customer
    [returned] update on bug { $bug } due
    [in_progress] update on bug { $bug } due
    [fixed] update on bug { $bug } due
}
queue-status = { $status ->
    [new] new
   *[open] open
    [pending] pending
    [on_hold] on hold
    [solved] solved
    [closed] closed
}
queue-duration-moment = less than a minute
queue-duration-minutes = { $minutes } min
queue-duration-hours = { $hours } h { $minutes } min
queue-duration-days = { $days } d { $hours } h
pages-previous = Previous
pages-next = Next
pages-place = , page { $page } of { $pages }
people-more = { $count ->
    [one] 1 other person
   *[other] { $count } other people
}
limit-more = and { $count } more
next-claimed = Case { $case } is yours: “{ $title }”. { $why }
next-yours = Next is case { $case }, which is already yours: “{ $title }”. { $why }
next-why = { $because ->
    [promise] It's first because { $customer } was promised an answer, due { $until }.
    [long-wait] It's first because { wait-began }, and a wait that long comes before any priority.
   *[priority] { $priority ->
        [low] Nothing more urgent is waiting that you can take, and { wait-began }.
       *[normal] { wait-began }: the longest wait of the cases you can take.
        [high] It has a high priority, and { wait-began }: the longest wait of those you can take.
        [urgent] It's urgent, and { wait-began }: the longest wait of the urgent cases you can take.
    }
}
wait-began = { $start ->
   *[message] { $customer } wrote { $since }
    [promise] { $customer } was promised an answer { $since }
    [reopening] { $customer }'s case was reopened { $since }
}
next-none = There's no case for you to answer right now. The cases that are waiting belong to other agents, or an answer is promised for later; `/{ command-queue }` shows them.

# One's own cases: view/own_cases.rs

own-cases = **Your questions ({ $count })**{ $place }
own-cases-none = You haven't asked us anything yet. Use `/{ command-ask }` in any channel to ask the team a question.
own-case-merged = Continues in case { $case }.
own-case-merged-and-closed = Continued in case { $case }, which was closed { $ago }.
own-case-waiting = Waiting for us: { $start ->
   *[message] you wrote { $ago }
    [promise] we promised you an answer { $ago }
    [reopening] your case was reopened { $ago }
}.
own-case-promised = <@{ $agent }> is on it and will get back to you { $ago }.
own-case-with-us = The team has your question.
own-case-your-turn = Waiting for your reply in the thread.
own-case-you-wrote = We got your message { $ago } and we'll read it.
own-case-with-developers = Reported to the developers.
own-case-with-others = On hold: we're checking with someone else.
own-case-news-to-come = There's news about the bug in your question. The team is about to tell you.
own-case-solved = We think this is solved. If it isn't, tell us in the thread.
own-case-closed = Closed.
own-case-closed-ago = Closed { $ago }.

# One's own data: view/keeping.rs

forget-nothing = I don't have anything you wrote in this server.
forget-question =
    Here's what I've stored from you in this server: { $what }.
    - **Will be deleted:** all of it, from my database and from everything that shows it: the team's cards, bug reports that quote you, requests to other teams about your cases with their answers, and the names of your threads. If you have an open question, the team can no longer read it on its card.
    - **Will stay:** the fact that there were cases, when, and who worked on them; what others wrote, even about you; and your own messages in Discord, which only you and the moderators can delete.
    This can't be undone. Get a copy first with `/{ command-export-me }`. Delete it?
forget-button = Delete what I wrote
forgotten = Done. Deleted: { $what }. It disappears from my messages in Discord in a moment.
forgotten-nothing = There was no text of yours left in this server.
kept-of-banned = I keep what banned members wrote in cases for { $keep } after Discord deletes their messages.
kept-questions = { $count ->
    [one] 1 question
   *[other] { $count } questions
}
kept-messages = { $count ->
    [one] 1 message
   *[other] { $count } messages
}
kept-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
kept-comments = { $count ->
    [one] 1 comment on an answer
   *[other] { $count } comments on answers
}
kept-reports = { $count ->
    [one] 1 bug report that quotes you
   *[other] { $count } bug reports that quote you
}
kept-posts = { $count ->
    [one] 1 note or reply that I posted for you
   *[other] { $count } notes or replies that I posted for you
}
kept-offers = { $count ->
    [one] 1 message that matched a rule
   *[other] { $count } messages that matched a rule
}
own-data = Here's everything I've stored about you in this server. Only you can see this message.
own-data-cut = { own-data } It doesn't all fit into one file, so the oldest entries are missing.
own-data-file = my-data.json

# search.rs

search-none = No cases match { $typed }. Try fewer words, or use `#tag`, `@person` or `is:open`.
search-rebuilding = -# I'm still rebuilding the search index ({ $percent } % done), so older cases may be missing.
search-said = { $who }: { $text }
search-found = { $count ->
    [one] **1 case** matches
   *[other] **{ $count } cases** match
} { $typed }{ $place }
search-found-many = **Newest { $count } matches** for { $typed }{ $place }
search-line = { $case } · { $title } — { $status }, by { $customer }{ $agent ->
    [none] {""}
   *[other] , assigned to <@{ $agent }>
}{ $card ->
    [none] {""}
   *[other] {" "}· [card]({ $card })
}

## Why the bot cannot reach a customer: view/obstacle.rs

obstacle-sentence = I couldn't { $undone }: { $reason }
obstacle-undone = { $undone ->
    [question] post the question
    [thread] open the customer's thread
    [greeting] greet the customer in the thread
    [proposal] ask the customer whether it's solved
    [news] tell the customer what became of the bug
    [reminder] remind the customer
    [answer] post the reply
    [promise] tell the customer when to expect an answer
    [notice] update the customer on the case
    [note] post a note for the team
   *[upkeep] archive the thread, reopen it, or add someone to it
}
obstacle-reason = { $why ->
    [permissions] { $missing ->
        [none] Discord won't let me
       *[other] I'm missing { $missing } in <#{ $channel }>
    }
    [too_many_threads] the server has reached Discord's limit for active threads
    [thread_locked] the thread is locked
    [thread_full] the thread has reached Discord's limit for members
    [words_blocked] AutoMod blocks words in it
    [no_place] the thread or its question was deleted, and I can't open another thread
    [no_answer] Discord isn't responding
   *[not_accepted] Discord rejected it (code { $code })
}
obstacle-remedy = { $why ->
    [permissions] Grant me the permission, and I'll continue right away.
    [too_many_threads] Archive threads you no longer need. I'll try again every few minutes.
    [thread_locked] Unlock it, and I'll continue right away.
    [thread_full] Remove someone from it. I'll try again when the case changes.
    [words_blocked] Try other words.
    [no_place] Contact the customer directly.
    [no_answer] I'll keep trying.
   *[not_accepted] Contact the customer another way.
}

## What the customer reads in the thread, and what is said once: view/thread.rs, post.rs

opening-again = The original thread was deleted, so we're continuing here.
opening-hello = { $origin ->
   *[flagged] Hi { $customer }, thanks for asking! We've opened case { $case } for you.
    [rule] Hi { $customer }! This looks like a question for the team, so we've opened case { $case } for you.
    [on-behalf] Hi { $customer }! We've opened case { $case } for the question you asked elsewhere.
    [moved] Hi { $customer }! We've opened case { $case } to continue with your question in private.
    [ask] Hi { $customer }, thanks for asking! This is case { $case }.
}
opening-who = { $agent ->
    [none] Someone from the team will answer here.
   *[other] <@{ $agent }> is looking into it.
}
opening-with-developers = We've passed this on to our developers.
opening-solved = { $fix ->
    [yes] A fix is out, and we've asked you here whether it works.
   *[no] We think this is solved, and we've asked you here whether it is.
}
opening-me-too = Me too
opening-closed = This case is closed.
opening-merged = We're continuing in case { $case }.
opening-private = Only you and the team can see this thread.
opening-details = In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
opening-honest = -# I'm a bot that keeps track of questions.{ $answers ->
    [yes] {" "}A person will answer you.
   *[no] {""}
}
anchor = { $asked ->
    [yes] { $customer } asks (case { $case }):
   *[no] { $customer } asked the team elsewhere (case { $case }):
}
offer = Rule “{ $rule }” matched [a message]({ $message }) from { $author } in <#{ $channel }>.
offer-decided = Rule “{ $rule }” matched [a message]({ $message }) in <#{ $channel }>. { $how ->
    [opened] { $agent ->
        [none] It became case { $case }.
       *[other] <@{ $agent }> opened case { $case } for it.
    }
    [added] <@{ $agent }> added it to case { $case }.
   *[dismissed] <@{ $agent }> said it isn't a question.
}
offer-dismiss = Not a question
offer-dismissed = Dismissed. The message doesn't become a case.
desk-flag-refused = <@{ $agent }>, your reaction to [this message]({ $message }) didn't open a case. { $why }
desk-lost = { $option ->
    [help] The help channel was deleted, so `/{ command-ask }` doesn't work any more. Someone with Manage Server can choose another one with `/{ command-setup } { option-help }`.
    [desk] The desk channel was deleted, so cases no longer have cards. Someone with Manage Server can choose another one with `/{ command-setup } { option-desk }`, and all open cases get their cards there.
    [developers] The developers' channel was deleted, so there's no place for bug reports. Someone with Manage Server can choose another one with `/{ command-setup } { option-developers }`, and all open bugs get their reports there.
    [agents] An agents role was deleted, so people who only had that one are no longer agents. Someone with Manage Server can set the roles with `/{ command-setup } { option-agents }`. If no agents role is left, cases stay with their assignees until then.
    [devs] The developers role was deleted. Someone with Manage Server can choose another one with `/{ command-setup } { option-devs }`.
    [team] A channel or role of the team **{ $team }** was deleted, so requests may not reach it any more. A lead can remove it with `/{ command-team } { command-team-remove } { option-name }:{ $typed }` and add it again.
   *[leads] A leads role was deleted. Someone with Manage Server can set the roles with `/{ command-setup } { option-leads }`, and counts as a lead until then.
}
desk-teams-lost = A channel or role of the teams { $teams } was deleted, so requests may not reach them any more. A lead can remove them with `/{ command-team } { command-team-remove }` and add them again.
desk-rules-lost = The only channel that { $count ->
    [one] the rule { $rules } looks at was deleted, so it no longer finds anything. A lead can choose another one with `/{ command-rule } { command-rule-edit }`, or remove it.
   *[other] the rules { $rules } look at was deleted, so they no longer find anything. A lead can choose another one with `/{ command-rule } { command-rule-edit }`, or remove them.
}
desk-customer-returned = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}{ $customer } [wrote again]({ $message }) { $state ->
    [again] after case { $case } was closed. It's open again.
    [elsewhere] about case { $case }, which continues in case { $into }.
   *[still] after case { $case } was closed. It's still closed. To reopen it for them, use `/{ command-reopen } { option-case }:{ $number }`.
}
offer-open = { command-open-case }
post-team-thread = { $case } · team · { $title }
post-reply-signature = -# Sent by <@{ $agent }>
post-solution = { $customer }, <@{ $agent }> thinks this is solved.
post-solution-summary = { $customer }, <@{ $agent }> suggests:
post-follow-up = { $customer }, we haven't heard from you since our last reply.
post-promise = { $customer }, <@{ $agent }> is on it and will get back to you by { $until } ({ $ago }).
post-reminder = { $customer }, just checking in.
post-is-it-solved = Is it solved? { post-press }{ $ago ->
    [none] {""}
   *[other] {" "}If we don't hear from you, we'll close case { $case } { $ago }.
}
post-is-it-solved-in-words = Is it solved? If not, tell us here what's still wrong.{ $ago ->
    [none] {""}
   *[other] {" "}If we don't hear from you, we'll close case { $case } { $ago }.
}
post-press = { $locked ->
    [yes] The thread is locked right now. Once it's unlocked, press a button, or tell us what's still wrong.
   *[no] Press a button, or tell us what's still wrong.
}
post-solved = Solved
post-not-fixed = Not fixed
post-works-now = Works now
post-still-broken = Still broken
post-does-it-work = Does it work now? { post-press }{ $ago ->
    [none] {""}
   *[other] {" "}If we don't hear from you, we'll close case { $case } { $ago }.
}
post-fixed = Good news: this is fixed in version { $version }.
post-fix-withdrawn = Update: it isn't fixed after all. We'll tell you here when it is.
post-declined = The developers looked into this and decided not to change it. If you have questions about that, just write here.
post-to-followers = { $people }, you had this problem too. { $again ->
    [yes] It isn't settled after all: the developers have reopened it.
   *[no] { $fixed ->
        [yes] It's fixed in version { $version }.
       *[no] The developers looked into it and decided not to change it.
    }
}
post-unfollowed = { $people }, this case no longer waits for a bug fix, so there won't be news about one here. If you still have the problem, use `/{ command-ask }` to tell the team.
post-update = { $progress ->
   *[not_started] A quick update: the developers have your report, but no one has started on it yet. We'll keep you posted here.
    [reopened] An update: the developers have reopened this. We'll keep you posted here.
    [returned] A quick update: the fix didn't work for everyone, and the developers know. We'll keep you posted here.
    [in_progress] A quick update: the developers are working on this, but there's no fix yet. We'll keep you posted here.
    [fixed] A quick update: the developers have fixed this, but the fix isn't in a released version yet. We'll tell you here when it is.
}
post-closed = { $reason ->
   *[solved] Case { $case } is solved and closed.
    [duplicate] Case { $case } is closed as a duplicate{ $elsewhere ->
        [none] .
       *[other] {" "}of { $elsewhere }.
    }
    [no_reply] Case { $case } is closed, since there was no further reply.
    [moved] Case { $case } is closed here, since it continues { $elsewhere ->
        [none] elsewhere.
       *[other] in { $elsewhere }.
    }
    [spam] Case { $case } is closed.
}
post-closed-by = { $customer }, { $reason ->
   *[solved] <@{ $agent }> has closed case { $case } as solved.
    [duplicate] { $elsewhere ->
        [none] this question has been asked before
       *[other] this is the same question as { $elsewhere }
    }, so <@{ $agent }> has closed case { $case }.
    [no_reply] there was no further reply, so <@{ $agent }> has closed case { $case }.
    [moved] this continues { $elsewhere ->
        [none] elsewhere
       *[other] in { $elsewhere }
    }, so <@{ $agent }> has closed case { $case } here.
    [spam] this isn't a question for our team, so <@{ $agent }> has closed case { $case }.
}
post-why = { $reason ->
   *[solved] solved
    [duplicate] duplicate{ $of ->
        [none] {""}
       *[other] {" "}of { $of }
    }
    [no_reply] no reply
    [moved] moved { $to ->
        [none] elsewhere
       *[other] to { $to }
    }
    [spam] spam
}
post-way-back = Still need help? Use `/{ command-reopen } { option-case }:{ $number }` in any channel.
post-way-back-by-team = The team can see your message and reopen the case.
post-way-back-by-button = Still need help? Press **{ post-reopen }**.
post-way-back-at-question = Still need help? Press **{ post-reopen }** below { $shared ->
    [yes] [the question]({ $question })
   *[no] [your question]({ $question })
}.
post-way-back-in-words = Still need help? Just write here{ $again ->
    [yes] , and the case opens again.
   *[no] , and the team can reopen it.
}
post-reopen = Reopen
post-how-was-it = How did we do?
post-closed-before = Case { $case } was closed, then reopened.
post-confirmed = Thanks! Case { $case } is closed. If the problem comes back, use `/{ command-reopen } { option-case }:{ $number }`.
post-rated = Thanks for your feedback! Want to add a comment?
post-comment = Add a comment
post-reopened = { $customer } reopened this case. { post-looks }. What's still missing?
post-reopened-for-customer = { $customer }, <@{ $by }> reopened this case. { post-looks }, and you can write here again.
post-not-solved-yet = { $person ->
    [none] Thanks for letting us know.
   *[other] <@{ $person }>, thanks for letting us know.
} { post-looks }. What's still going wrong?
post-looks = { $agent ->
    [none] The team will take another look
   *[other] <@{ $agent }> will take another look
}
post-merged = { $guest ->
        [yes] { $customer }, we've put your questions together in { $case }. Just keep writing here.
       *[no] { $customer }, we're continuing this in { $case }. Please reply there. We've kept everything you wrote here.
    }
post-case-named = case { $case }
post-welcome-back = { $customer }, welcome back! You can read this thread again, and we can read what you write here.
post-unmerged = { $customer }, case { $case } continues here.
post-is-closed = Case { $case } is closed.
post-goes-on = Case { $case } continues in { $into }. Please reply there.
post-said-elsewhere = <@{ $person }>, { $outside ->
    [yes] I've added your message to case { $case }. Please continue in its thread, where everyone working on it can see it.
   *[no] I've added your message in <#{ $channel }> to case { $case }. Please continue here, where everyone working on it can see it.
}
post-note = Note from <@{ $agent }>:
post-assigned = <@{ $agent }>, <@{ $by }> assigned you this case. { $since ->
    [none] { $customer } isn't waiting right now.
   *[other] { $start ->
       *[message] { $customer } wrote { $since } and is waiting.
        [promise] { $customer } was promised an answer { $since } and is waiting.
        [reopening] It was reopened { $since }, and { $customer } is waiting.
    }
} Reply in { $thread }.
post-thread-named = { $channel ->
    [yes] the channel, with a reply to their message
   *[no] the thread
}
post-taken-over = <@{ $agent }>, <@{ $by }> { $to ->
    [none] has taken over this case from you.
   *[other] has assigned this case to <@{ $to }>, so it's no longer yours.
}
post-done-by-other = <@{ $agent }>, <@{ $by }> { $deed ->
   *[asks] is asking the customer of your case whether it's solved.
    [ends] has closed your case.
    [snoozes] has snoozed your case until { $until }.
}
post-not-let-in = <@{ $agent }>, I can't add you to the customer's thread, so Discord won't notify you of what they write. Ask whoever manages this server to let you see the thread's channel.
post-handover-requested = <@{ $agent }>, <@{ $by }> { $to ->
    [none] would like to take over this case.
   *[other] would like <@{ $to }> to take over this case.
} It stays yours unless you hand it over.
post-handover-was-requested = <@{ $agent }>, <@{ $by }> { $to ->
    [none] asked to take over this case.
   *[other] asked for <@{ $to }> to take over this case.
}
post-hand-over = Hand over
post-returned = <@{ $agent }> is no longer an agent, so this case is back in the queue. Use `/{ command-claim }` to take it.
post-awake = <@{ $agent }>, this case's snooze has ended.
post-awake-in-queue = This case's snooze has ended. It's back in the queue.
post-promise-due = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}an answer was promised by now, and the customer is still waiting.
post-thread-lost = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}The customer's thread was deleted. The case keeps everything that was said there. { $again ->
    [yes] The next message to the customer opens a new one.
    [done] I've opened a new one.
   *[no] The question was deleted with it, so there can't be a new one. Contact the customer directly.
}{ $asked ->
    [yes] {" "}The customer can no longer say whether it's solved, so the case won't close by itself. { $again ->
        [yes] Ask again with `/{ command-solve }`.
        [done] Ask again with `/{ command-solve }`.
       *[no] Close it with `/{ command-close }`.
    }
   *[no] {""}
}
post-notice-lost = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}{ $what ->
   *[question] Someone deleted my question whether this is solved, so the case won't close by itself. Use `/{ command-solve }` to ask again.
    [promise] Someone deleted my message with the promised time, so it no longer counts. The customer is still waiting.
    [answer] Someone deleted an answer that I had posted, so the customer is waiting again.
}
post-held = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} { $remedy } Until then, messages to the customer wait.
post-resumed = { $moot ->
    [yes] What I couldn't send to the customer is no longer needed, so I won't send it.
   *[no] I can reach the customer again, and I've sent what was waiting.
}
post-given-up = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} I won't try again. { $remedy }
post-team-asked = <@{ $agent }> asked **{ $team }** something: request { $request }.
post-team-answered = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}<@{ $person }> has answered request { $request } (**{ $team }**):
post-request-freed = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}<@{ $person }> no longer takes care of request { $request } (**{ $team }**). Anyone else there can take it now.
post-request-overdue = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}**{ $team }** hasn't answered request { $request } in time.
post-request-unposted = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}I can't post request { $request } in <#{ $channel }>, so **{ $team }** can't see it. Check that the channel exists and I may write there. I'll try again once something changes.
post-thread-locked = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}Someone locked the customer's thread, so they can't write there. Unlock it, or `/{ command-close }` the case.
post-info-requested = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}<@{ $developer }> has a question about bug { $bug }:
post-question-with-customer = The customer has been asked. What they write next goes to the developers.
post-question-answered = Answered by { $person }.
post-answer = Answer
post-ask-customer = Ask the customer
post-bug-news = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>,{" "}
}{ $outcome ->
   *[shipped] bug { $bug } is fixed in version { $version }.
    [declined] the developers declined bug { $bug }.
    [not_started] the customer hasn't heard about bug { $bug } for a while. No one has started on it yet.
    [reopened] the developers reopened bug { $bug }.
    [returned] the customer hasn't heard about bug { $bug } for a while. The fix didn't work for everyone, and no one has started on it again.
    [in_progress] the customer hasn't heard about bug { $bug } for a while. The developers are working on it.
    [fixed] the customer hasn't heard about bug { $bug } for a while. It's fixed, but the fix isn't released yet.
}
post-bug-news-reason = Their reason, for the team:
post-bug-news-draft = { $customer } will read this when you send it:
post-bug-news-sent = Sent to { $customer }{ $agent ->
    [none] .
   *[other] {" "}by <@{ $agent }>.
}
post-bug-news-waiting = { $customer } can't read it yet. I'm posting it as soon as Discord lets me.
post-bug-news-unsent = { $replaced ->
    [yes] Not sent. There's a new message below.
   *[no] Not sent, because it's no longer so. `/{ command-case } { command-case-history }` and `/{ command-bug } { command-bug-show }` say why.
}
post-send = Send
post-edit = Edit
post-absorbed = Case #{ $case } was merged into this case. Undo with `/{ command-unmerge } { option-case }:{ $case }`.
post-absorption-undone = Case #{ $case } isn't merged into this case any more. It continues by itself.
alert-new-case = Case { $case } is new and has no assignee yet.
alert-urgent-case = Case { $case } is urgent.{ $since ->
    [none] {""}
   *[other] {" "}{ $start ->
       *[message] The customer wrote { $since } and is waiting.
        [promise] The customer was promised an answer { $since } and is waiting.
        [reopening] It was reopened { $since }, and the customer is waiting.
    }
}
alert-overdue = Case { $case } still hasn't been answered. { $start ->
   *[message] The customer wrote { $since }.
    [promise] The customer was promised an answer { $since }.
    [reopening] It was reopened { $since }.
}
alert-wrote = wrote
alert-reply = { $customer ->
    [none] The customer
   *[other] <@{ $customer }>
} { $wrote } in case { $case } and is waiting.
alert-bug-reported = Bug { $bug } was reported from case { $case }, severity: { $severity ->
    [low] low
    [normal] normal
    [high] high
   *[critical] critical
}.
alert-bug-linked = Case { $case } was linked to bug { $bug }.
alert-fell-back = Discord doesn't let me send you direct messages, so I mention you here from now on. To change that, allow direct messages from this server's members and use `/{ command-notify }` again.

## The desk: the card, the board: view/card.rs, board.rs

card-claim = Claim
card-take-over = Take over
card-promise = Still with us
card-solve = Solve
card-escalate = Escalate
card-link = Link
card-reopen = Reopen
card-more = More…
card-reply = Saved reply…
card-note = Add a note…
card-ask-team = Ask another team…
card-tell = Tell the customer about bug { $bug }…
card-release = Release
card-snooze = Snooze…
card-set-priority = Priority: { $priority ->
    [low] low
   *[normal] normal
    [high] high
    [urgent] urgent
}
card-escalate-as = Escalate: { $severity ->
    [low] low severity
   *[normal] normal severity
    [high] high severity
    [critical] critical
}
card-customer = Customer
card-customer-left = { $customer }, who left the server
card-reads = gets { $language ->
   *[en] English
    [de] German
} messages
card-guest = { $customer }, through { $bridge }{ $channel ->
    [yes] ; answer by replying to their message
   *[no] {""}
}
card-status = Status
card-assignee = Assignee
card-nobody = Unassigned
card-priority = Priority
card-tags = Tags
card-no-tags = None
card-waiting-since = { $start ->
   *[message] customer wrote { $ago }
    [promise] answer promised { $ago }
    [reopening] reopened { $ago }
}
card-awaits = awaits { $team }, asked { $ago }
card-question-about = question about bug { $bug }
card-question = { $question }, asked { $ago }
card-bug = Bug
card-looks-like = Looks like bug
card-opened = Opened
card-problem = Problem
card-rating = Rating
card-rated = { score } · “{ $comment }”
card-status-text = { $status ->
    [new] New
   *[open] Open, waiting for us
    [pending] Pending, waiting for the customer
    [on_hold] { $bug ->
        [yes] On hold, waiting for a bug fix
       *[no] On hold, waiting for others
    }
    [solved] Solved, awaiting confirmation
    [closed] Closed
}
card-on-hold = On hold
card-asked-on-hold = On hold, but the customer is waiting
card-snoozed = Snoozed
card-snooze-ends = { $said ->
    [yes] ends { $ago }
   *[no] snooze ends { $ago }
}
card-closes = closes { $ago }
card-closed = Closed ({ $why })
card-merged = Merged into { $case }
card-priority-word = { $priority ->
    [low] Low
   *[normal] Normal
    [high] High
    [urgent] Urgent
}
card-bug-word = { $status ->
   *[reported] reported
    [accepted] accepted
    [fixed] fixed, not shipped yet
    [shipped] shipped
    [declined] declined
    [duplicate] duplicate
    [returned] returned after its release
}
card-message = Message
card-message-deleted = Message deleted
card-thread = { $private ->
    [yes] Private thread
   *[no] Thread
}
card-thread-deleted = Thread deleted (the next message opens a new one)
card-no-thread = There's no thread left to reply in. Contact the customer directly.
card-opened-by-agent = { $agent ->
    [none] By the team, { $ago }
   *[other] By <@{ $agent }>, { $ago }
}
card-opened-by-rule = By rule “{ $rule }”, { $ago }
card-opened-by-ask = By the customer, { $ago }
card-moved = { $agent ->
    [none] To continue case { $case } in private, { $ago }
   *[other] By <@{ $agent }>, to continue case { $case } in private, { $ago }
}
card-opened-on-behalf = { $agent ->
    [none] For a question asked elsewhere, { $ago }
   *[other] By <@{ $agent }>, for a question asked elsewhere, { $ago }
}
board-headline = **Waiting for us**
board-line = { $ago } · { $case } · { $title } — { $mark ->
    [none] {""}
   *[other] { $mark },{" "}
}{ $state ->
    [promised] { $promised },{" "}
    [on-hold] { queue-asked-on-hold },{" "}
    [news] { $news },{" "}
   *[none] {""}
}{ $agent ->
    [none] unassigned
   *[other] assigned to <@{ $agent }>
}
board-empty = Nobody is waiting for an answer.
board-more = … and { $count } more. See them all with `/{ command-queue }`.
board-offers = { $count ->
    [one] 1 message matched a rule. Decide below whether it's a case.
   *[other] { $count } messages matched a rule. Decide below whether they're cases.
}
board-waiting = Waiting for us
board-waiting-count = { $promised ->
    [0] { $count }
   *[other] { $count } ({ $promised } promised)
}
board-unclaimed = Unassigned
board-on-hold = On hold
board-with-customers = Waiting for customers

## The developers: the report: view/report.rs

request-headline = <@&{ $role }> · Request { $request }
request-case = Case
request-private-case = Private case { $case }
request-asked-by = Asked by
request-asked = <@{ $agent }> { $ago }
request-due = Answer needed
request-status = Status
request-open = Not taken
request-taken = Taken by <@{ $owner }>
request-answered = Answered by <@{ $person }> { $ago }
request-withdrawn = Withdrawn by <@{ $person }> { $ago }
request-answer = Answer
request-take = Take
request-reply = Answer
request-withdraw = Withdraw
request-reminder = { $owner ->
    [none] <@&{ $role }>, nobody has taken request { $request } yet, and the answer
   *[other] <@{ $owner }>, the answer to request { $request }
} was needed { $ago }. Press **{ request-reply }** above.
report-headline = Bug { $bug } · { $title }
report-looks-like = Looks like bug { $bugs }
suggested = { $count ->
    [one] It looks like a bug that's already known:
   *[other] It looks like bugs that are already known:
}
suggested-people = { $count ->
    [one] 1 person affected
   *[other] { $count } people affected
}
suggested-may-be-back = shipped, may be back
suggested-link = Link to { $bug }
report-severity = Severity
report-severity-word = { $severity ->
    [low] Low
   *[normal] Normal
    [high] High
    [critical] Critical
}
report-status = Status
report-status-text = { $status ->
   *[reported] New
    [accepted] { $developer ->
        [none] Accepted
       *[other] Accepted by <@{ $developer }>
    }
    [fixed] { $developer ->
        [none] Fixed, not shipped yet
       *[other] Fixed by <@{ $developer }>, not shipped yet
    }
    [shipped] Shipped
    [declined] { $developer ->
        [none] Declined
       *[other] Declined by <@{ $developer }>
    }
    [duplicate] Duplicate
    [returned] Returned: still broken for a customer
}
known-issue-title = Known issue
known-issue-notice = Known-issue notice
known-issue-unseen = Not in <#{ $channel }> yet
known-issue-not-deleted = I couldn't delete it: { $reason }. I'll delete it as soon as I can.
known-issue-pending = I'm still on it; `/{ command-bug } { command-bug-show }` says when the notice is there.
known-issue-erased = The person who described this issue had their words deleted.
known-issue-hint = Same problem? Press **{ opening-me-too }**, and I'll mention you here when there's news about a fix. If yours is a different one, use `/{ command-ask }`.
known-issue-status = Status
known-issue-status-text = { $status ->
   *[reported] Reported to the developers
    [accepted] We're working on it
    [fixed] Fixed, but not released yet
    [shipped] Fixed in version { $version }
    [declined] We looked into it and decided not to change it
    [duplicate] Reported to the developers
    [returned] Not fixed for everyone yet, and the developers know
}
report-duplicate-of = Duplicate of { $bug }
report-shipped-in = Shipped in { $version }
bug-accept = Accept
bug-need-info = Need info
bug-fixed = Fixed
bug-decline = Decline
bug-duplicate = Duplicate
bug-same-as = Duplicate of { $bug }
bug-shipped = Shipped
bug-reopen = Reopen
bug-report = Report
bug-customers = Customers
bug-history = Last changes
bug-told = { $told } of { $all } told, { $confirmed } confirmed{ $broken ->
    [0] {""}
   *[other] , { $broken } still broken
}
bug-receipt = { $receipt ->
   *[waiting] not told yet
    [told] told
    [read] read
    [confirmed] works now
    [broken] still broken
    [gone] left the server
}
bug-asked = <@{ $developer }> asked the agents of case { $case }:
bug-answered = <@{ $developer }>, { $person } answered (case { $case }):
bug-answer-files = { $count ->
    [one] [1 file]({ $link })
   *[other] [{ $count } files]({ $link })
}
bug-declined-why = <@{ $developer }> declined it:
bug-returned = { $developer ->
    [none] {""}
   *[other] <@{ $developer }>,{" "}
}it's still broken for a customer in case { $case }. What they write there appears on the report.
bug-recurred = { $developer ->
    [none] {""}
   *[other] <@{ $developer }>,{" "}
}{ $reopened ->
    [yes] the fix worked for the customer of case { $case }, and the case is open again. Is the bug back?
   *[no] case { $case } was linked after the release. Is the bug back?
}
bug-report-replaced = Bug { $bug } is a duplicate of { $of } now, and case { $case } is linked to { $of } alone.
bug-developer-left = <@{ $developer }> is no longer a developer, so nobody is working on this bug. If you will, press **{ bug-accept }** or use `/{ command-bug } { command-bug-take }`.
bug-joined = Bug { $bug } is a duplicate of this one, says { $developer ->
    [none] someone on GitHub
   *[other] <@{ $developer }>
}.
bug-parted = Bug { $bug } isn't a duplicate of this one after all, says { $developer ->
    [none] someone on GitHub
   *[other] <@{ $developer }>
}.
bug-reopened = { $developer ->
    [none] Someone reopened it on GitHub.
   *[other] <@{ $developer }> reopened it.
}
bug-list-open = { $count ->
    [0] No bugs are open.
    [one] 1 open bug
   *[other] { $count } open bugs
}
bug-list-status = { $count ->
    [0] No bugs have the status “{ $status }”.
    [one] 1 bug with the status “{ $status }”
   *[other] { $count } bugs with the status “{ $status }”
}
report-reporter = Reported by
report-reported = <@{ $agent }>, { $ago }
report-version = { form-version }
report-affected = People affected
report-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
report-regressions = possible regression: { $count ->
    [one] 1 new case
   *[other] { $count } new cases
}
report-waited = waited { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} in total
report-most-urgent = highest priority: { $highest } (case { $case })
report-cases = Cases
report-no-cases = None
report-tags = Tags
report-links = Links
report-issue = GitHub
report-issue-state = { $issue } ({ $state ->
    [open] open
    [not_planned] closed as not planned
    [duplicate] closed as a duplicate
   *[completed] closed as completed
})
report-issue-pending = Being created in { $repository }
issue-linked = Bug { $bug } and issue { $issue } are linked: a change to one changes the other.
issue-unlinked = Bug { $bug } no longer has an issue. On GitHub, the issue stays as it is.
report-message = Message
report-thread = Thread
report-card = Case card
report-files = Files
report-file-attached = { $file } ({ $size }): attached
report-file-in-thread = { $file } ({ $size }): too large to attach; it's in the case's thread
report-file-missing = { $file } ({ $size }): not attached, { $why }
report-why-missing = { $why ->
    [too-large] larger than 10 MiB
    [elsewhere] not stored by Discord
    [expired] the link has expired
    [unreachable] the download failed
    [no-room] the files are too large for one message
    [erased] erased
   *[other] { $otherwise }
}
report-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}
report-size = { $whole }.{ $tenth } { $unit }
report-steps = { form-steps }
report-expected = { form-expected }
report-actual = { form-actual }
report-words = In the customer's words
report-quotes = Also said by customers
report-quotes-in-thread = { $count ->
    [one] *One more message is in the thread below.*
   *[other] *{ $count } more messages are in the thread below.*
}
report-not-given = —
report-continued = *Too long for this card. See the thread below for the full text.*
report-part = { $heading } ({ $part } of { $count })

## What happened to a case: as a line of its history and, under `.done`, as the answer to the person who did it, or under
## `.already` to the person who would have it done again: view/fact.rs.
## The names are those of the facts. `$who` did it, `$by` says whether it was somebody; the other values are those of the fact.

customer-left = They've left the server, so they'll only see it if they come back.
fact-case-opened = { $how ->
    [ask] { $who } asked the team
    [on-behalf] { $who } opened it for a question asked elsewhere
    [moved] { $who } opened it to continue another case in private
    [rule] Rule “{ $rule }” opened it
   *[flag] { $who } opened it
}
fact-case-claimed = { $who } claimed it
    .done = { $thread ->
        [yes] Case { $case } is yours. Reply to { $customer } in its thread.
        [channel] Case { $case } is yours. Answer { $customer } by replying to their message in the channel.
       *[no] Case { $case } is yours, but it has no thread. Its card says why.
    }
fact-case-released = { $from-is-who ->
    [yes] { $who } released it
   *[no] { $who } released it from <@{ $from }>
}
    .done = Case { $case } is back in the queue. Anyone on the team can claim it.
fact-case-assigned = { $from ->
    [none] { $who } assigned it to <@{ $to }>
   *[other] { $who } reassigned it from <@{ $from }> to <@{ $to }>
}
    .done = { $to-is-who ->
        [yes] Case { $case } is yours now{ $from ->
            [none] .
           *[other] , and I've told <@{ $from }>.
        }
       *[no] Assigned case { $case } to <@{ $to }> and mentioned them.
    }
    .held = { $to-is-who ->
        [yes] Case { $case } is yours now, but the former assignee hasn't been told{ yet }.
       *[no] Assigned case { $case } to <@{ $to }>, who hasn't been told{ yet }.
    }
    .already = Case { $case } is already assigned to <@{ $to }>; choose someone else to reassign it.
fact-handover-requested = { $who } asked <@{ $from }> to hand it over to <@{ $to }>
    .done = Case { $case } is <@{ $from }>'s, so I've asked them to hand it over. A lead can assign it right away.
    .held = Case { $case } is <@{ $from }>'s, and they haven't been asked{ yet } to hand it over.
fact-handover-ended = The request to hand it over ended, since <@{ $left }> is no longer an agent
fact-case-returned = It went back to the queue, since <@{ $from }> is no longer an agent
fact-case-tagged = { $who } added the tag { $tag }
    .done = Tagged case { $case } with { $tag }.
    .already = Case { $case } is already tagged { $tag }; `/{ command-case } { command-case-show }` lists its tags.
fact-case-untagged = { $who } removed the tag { $tag }
    .done = Removed the tag { $tag } from case { $case }.
fact-case-retagged = { $who } changed the tags: { $removed ->
    [none] added { $added }
   *[other] { $added ->
        [none] removed { $removed }
       *[other] added { $added }, removed { $removed }
    }
}
    .done = { $tags ->
        [none] Case { $case } has no tags now.
       *[other] Case { $case } is now tagged { $tags }.
    }
fact-case-prioritised = { $who } changed the priority from { $from } to { $to }
    .done = Set case { $case } to { $to } priority.
    .already = Case { $case } already has { $to } priority; choose another level to change it.
fact-note-added = { $who } added a note for the team
    .held = Your note isn't under the card of case { $case }{ yet }.
    .done = Added your note under the card of case { $case }. The customer can't see it.
fact-reply-prepared = { $who } is sending the saved reply “{ $snippet }”
    .done = { $thread ->
        [channel] Sent your reply in the channel of case { $case }.
       *[yes] Sent your reply in the thread of case { $case }.
    }
    .held = { $thread ->
        [channel] Your reply in case { $case } isn't in the channel{ yet }.
       *[yes] Your reply isn't in the thread of case { $case }{ yet }.
    }
fact-reply-sent = { $who } { $snippet ->
    [none] asked the customer for the developers
   *[other] sent the saved reply “{ $snippet }”
}{ $first ->
    [yes] {" "}(first answer)
   *[no] {""}
}
fact-customer-wrote = { $who } (customer) { $message ->
    [none] wrote
   *[other] [wrote]({ $message })
}
fact-agent-answered = { $who } { $message ->
    [none] answered
   *[other] [answered]({ $message })
}{ $first ->
    [yes] {" "}(first answer)
   *[no] {""}
}
fact-message-edited = { $who } edited { $message ->
    [none] a message
   *[other] [a message]({ $message })
}
fact-message-deleted = A message was deleted
fact-pointed-to-thread = { $who } replied in the channel and was pointed to the thread
fact-flag-refused = { $who } reacted to a message that can't become a case
fact-thread-read = Earlier messages were added: { $messages ->
    [0] none
    [one] one message
   *[other] { $messages } messages
}
fact-case-snoozed = { $who } snoozed it until <t:{ $until }:f>
    .done = Snoozed case { $case } until <t:{ $until }:f> (<t:{ $until }:R>), or until the customer replies.
fact-snooze-ended = The snooze ended
fact-promise-prepared = { $who } is promising an answer by <t:{ $until }:f>
    .done = Told { $customer } in case { $case } that you'll get back to them by <t:{ $until }:f> (<t:{ $until }:R>). Until then, the case stays in the queue, marked as promised.
    .held = { $customer } { $people ->
        [one] hasn't
       *[other] haven't
    } been told{ yet } in case { $case } when to expect an answer.
fact-promise-made = { $who } promised an answer by <t:{ $until }:f>
fact-promise-due = The promised answer was due, and the customer was still waiting
fact-case-escalated = { $who } escalated it to the developers: { $bug ->
    [none] a bug
   *[other] bug { $bug }
}
    .done = Reported as bug { $bug }. Case { $case } is on hold.
    .held = Recorded as bug { $bug }, and case { $case } is on hold, but the developers can't see the report{ yet }.
fact-bug-reported = { $who } reported { $bug ->
    [none] a bug
   *[other] bug { $bug }
} ({ $severity } severity)
fact-bug-linked = { $who } linked it to { $bug ->
    [none] a bug
   *[other] bug { $bug }
}
    .done = Linked case { $case } to bug { $bug }.
fact-bug-unlinked = { $who } unlinked it from { $bug ->
    [none] a bug
   *[other] bug { $bug }
}
    .done = Unlinked case { $case } from bug { $bug }.
fact-bug-moved = { $who } linked it to bug { $bug } instead of bug { $from }, a duplicate
fact-case-followed = { $who } has the same problem
    .done = Got it. When there's news about a fix, you'll hear about it in this thread.
fact-news-drafted = { $outcome ->
   *[shipped] Bug { $bug } was shipped; the message to the customer is ready
    [declined] Bug { $bug } was declined; the message to the customer is ready
    [not_started] The customer hasn't heard about bug { $bug } for a while; an update is ready
    [reopened] Bug { $bug } was reopened; the message to the customer is ready
    [returned] The customer hasn't heard about bug { $bug } for a while; an update is ready
    [in_progress] The customer hasn't heard about bug { $bug } for a while; an update is ready
    [fixed] The customer hasn't heard about bug { $bug } for a while; an update is ready
}
fact-news-published = { $outcome ->
   *[shipped] { $who } is telling the customer that bug { $bug } is shipped
    [declined] { $who } is telling the customer that bug { $bug } is declined
    [not_started] { $who } is telling the customer that no one has started on bug { $bug } yet
    [reopened] { $who } is telling the customer that bug { $bug } was reopened
    [returned] { $who } is telling the customer that the fix for bug { $bug } didn't work for everyone
    [in_progress] { $who } is telling the customer that the developers are working on bug { $bug }
    [fixed] { $who } is telling the customer that the fix for bug { $bug } isn't released yet
}
    .done = Posted in case { $case }.
    .held = Recorded, but { $customer } { $people ->
        [one] hasn't
       *[other] haven't
    } been told{ yet }.
fact-news-told = { $fixed ->
    [yes] The customer was told that bug { $bug } is shipped
   *[no] The customer was told that bug { $bug } is declined
}
fact-customer-updated = { $progress ->
   *[not_started] The customer was told that no one has started on bug { $bug } yet
    [reopened] The customer was told that bug { $bug } was reopened
    [returned] The customer was told that the fix for bug { $bug } didn't work for everyone
    [in_progress] The customer was told that the developers are working on bug { $bug }
    [fixed] The customer was told that the fix for bug { $bug } isn't released yet
}
fact-case-held = The case waits for a fix of bug { $bug }
fact-hold-ended = The case no longer waits for a fix
fact-news-withdrawn = Bug { $bug } has changed, so the customer isn't told what was ready
fact-info-requested = { $who } asked about bug { $bug }
    .done = Asked the agents in the team thread of case { $case }. The answer will appear in this bug's thread.
    .held = Recorded, but the agents of case { $case } can't read your question{ yet }.
fact-info-given = { $who } answered the developers' question about bug { $bug }
    .done = Your answer goes to the developers, in the thread of bug { $bug }.
fact-question-prepared = { $who } is asking the customer for the developers
    .done = Your question is in case { $case }. The answer will appear in the bug's thread.
    .held = Recorded, but { $customer } can't read the question{ yet }.
fact-bug-accepted = { $who } accepted bug { $bug }
    .done = Accepted bug { $bug }. It's yours.
fact-bug-taken = { $who } took bug { $bug } over from <@{ $from }>
    .done = You work on bug { $bug } now, instead of <@{ $from }>.
fact-bug-freed = Nobody works on it any more, since <@{ $from }> is no longer a developer
fact-bug-fixed = { $who } fixed bug { $bug }
    .done = Bug { $bug } is fixed. Once it's shipped, its customers hear which version to use.
bug-customers-told = { $cases ->
    [0] No customer is waiting to hear about it.
    [one] { $sent ->
        [0] The customer of 1 case is told as soon as an agent sends the message.
       *[other] The customer of 1 case is being told.
    }
   *[other] { $sent ->
        [0] The customers of { $cases } cases are told as soon as agents send the messages.
       *[other] { $drafted ->
            [0] The customers of { $cases } cases are being told.
           *[other] The customers of { $cases } cases are told: in { $sent } right away, in { $drafted } as soon as an agent sends the message.
        }
    }
}
fact-bug-shipped = { $who } shipped bug { $bug } in version { $version }
    .done = Bug { $bug } is shipped in version { $version }. { bug-customers-told }
fact-bug-declined = { $who } declined bug { $bug }
    .done = Bug { $bug } is declined. { bug-customers-told }{ $cases ->
        [0] {""}
       *[other] {" "}Your reason stays with the team.
    }
fact-bug-duplicated = { $who } marked bug { $bug } as a duplicate of { $of }
    .done = Bug { $bug } is a duplicate of { $of }. { $moved ->
        [0] It had no cases.
        [one] Its case is linked to { $of } now.
       *[other] Its { $moved } cases are linked to { $of } now.
    } Undo with **{ bug-reopen }**.
fact-bug-joined = { $who } marked bug { $from } as a duplicate of this one
fact-bug-parted = { $who } said that bug { $from } isn't a duplicate of this one after all
fact-bug-reopened = { $who } reopened bug { $bug }
    .done = Bug { $bug } is open again. { $was ->
        [duplicate] The cases that moved with it are linked to it again, unless someone has unlinked them since.
       *[other] Messages that weren't sent yet are withdrawn.
    }
fact-bug-edited = { $who } corrected the report of bug { $bug }
    .done = Corrected the report of bug { $bug }.
fact-bug-notice-changed = { $who } { $change ->
    [added] posted the known-issue notice in { $channel }
    [edited] changed the known-issue notice in { $channel }
   *[removed] took down the known-issue notice
}
    .done = { $change ->
        [added] Posted the known-issue notice for bug { $bug } in { $channel }. Anyone who presses **{ opening-me-too }** there is mentioned when the bug is shipped or declined.
        [edited] Changed the known-issue notice for bug { $bug }. It's in { $channel }.
       *[removed] Took down the known-issue notice for bug { $bug }.{ $count ->
            [0] {""}
            [one] {" "}1 member pressed **{ opening-me-too }** there, and only hears about the fix if you post it again.
           *[other] {" "}{ $count } members pressed **{ opening-me-too }** there, and only hear about the fix if you post it again.
        }
    }
    .held = { $change ->
        [added] The known-issue notice for bug { $bug } isn't in { $channel }.
        [edited] The known-issue notice for bug { $bug } isn't in { $channel } the way you want it.
       *[removed] The known-issue notice for bug { $bug } is still there.
    }
fact-bug-notice-deleted = Someone deleted the known-issue notice in Discord, so it's down
fact-known-issue-followed = { $who } has the same problem
    .done = Got it. I'll mention you here when there's news about a fix.
fact-bug-returned = { $who } said that bug { $bug } is still there
fact-bug-recurred = { $who } brought up bug { $bug } after its release
fact-solution-prepared = { $who } is asking the customer whether it's solved
    .done = { $closes ->
        [none] Asked { $customer } whether case { $case } is solved. The case has changed since then; see its card.
        [meanwhile] Your message is in case { $case }, but { $customer } wrote in the meantime, so they aren't asked whether it's solved. See what they wrote.
        [locked] Asked { $customer } whether case { $case } is solved. Their thread is locked, so the case doesn't close by itself until someone unlocks it.
       *[other] Asked { $customer } whether case { $case } is solved. Without a reply, it closes <t:{ $closes }:R>.{ $guest ->
            [yes] {" "}They can't press buttons, so they answer in words.
           *[no] {""}
        }
    }
    .held = { $customer } { $people ->
        [one] hasn't
       *[other] haven't
    } been asked{ yet } whether case { $case } is solved.
fact-solution-proposed = { $who } proposed a solution{ $attempt ->
    [1] {""}
   *[other] {" "}(attempt { $attempt })
}
fact-solution-confirmed = { $who } said it's solved{ $for-customer ->
    [yes] , on the customer's behalf
   *[no] {""}
}
    .done = Closed case { $case } as solved. The history shows that you confirmed it for { $customer }.
fact-solution-rejected = { $who } said it isn't fixed{ $for-customer ->
    [yes] , on the customer's behalf
   *[no] {""}
}
    .done = Case { $case } is open again, and the team knows. Tell us in the thread what's still wrong.
fact-follow-up-prepared = Asking the customer, who hasn't replied, whether it's solved
fact-followed-up = The customer hadn't replied, so they were asked whether it's solved
fact-reminder-prepared = Reminding the customer to say whether it's solved
fact-customer-reminded = The customer was reminded to say whether it's solved
score = { $score ->
    [0] 🙁 bad
    [1] 🙁 bad
    [2] 😐 so-so
   *[other] 😀 good
}
fact-case-rated = { $who } rated it { score }
fact-case-closed = { $by ->
    [nobody] Closed: { post-why }
   *[somebody] { $who } closed it: { post-why }
}
    .done = Closed case { $case } ({ post-why }). Undo with `/{ command-reopen }`.
    .held = Closed case { $case } ({ post-why }), but { $customer } { $people ->
        [one] hasn't
       *[other] haven't
    } been told{ yet }. Undo with `/{ command-reopen }`.
fact-case-reopened = { $who } reopened it
    .done = Reopened case { $case }. You can write in { $thread ->
        [channel] the channel.
       *[yes] its thread.
    }
    .held = Reopened case { $case }, but { $customer } { $people ->
        [one] hasn't
       *[other] haven't
    } been told{ yet }.
fact-thread-lost = Its thread was deleted in Discord
fact-thread-locked = Its thread was locked in Discord
fact-thread-unlocked = Its thread was unlocked in Discord
fact-settings-changed = { $who } changed the settings
fact-rule-changed = { $who } { changed } the rule “{ $name }”
fact-snippet-changed = { $who } { changed } the saved reply “{ $name }”
fact-bridge-changed = { $who } { changed } the bridge “{ $name }”
changed = { $change ->
    [added] added
    [edited] edited
   *[removed] removed
}
fact-team-changed = { $who } { changed } the team “{ $name }”
fact-request-opened = { $who } asked { $team } something (request { $request })
fact-request-taken = { $who } took request { $request } ({ $team })
    .done = Request { $request } is yours. Press **{ request-reply }** once you know the answer.
fact-request-freed = Nobody takes care of request { $request } ({ $team }) any more, since <@{ $from }> left that team
fact-request-answered = { $who } answered request { $request } ({ $team })
    .done = Sent your answer to request { $request }. It's in the team thread of case { $case }.
    .held = Saved your answer to request { $request }, but the agents of case { $case } can't read it.
fact-request-withdrawn = { $who } withdrew request { $request } ({ $team })
    .done = Withdrew request { $request }. **{ $team }** no longer has to answer it.
fact-request-overdue = Request { $request } ({ $team }) became due
fact-place-lost = { $option ->
    [rules] The only channel that a rule looks at was deleted in Discord
    [team] A channel or role of another team was deleted in Discord
   *[other] The channel or role set as { $option } in `/{ command-setup }` was deleted in Discord
}
fact-customer-left = The customer left the server
fact-customer-rejoined = The customer rejoined the server
fact-case-merged = { $who } merged it into case { $into }
fact-case-unmerged = { $who } undid its merge into case { $from }
    .done = Undid the merge. Case { $case } continues from where it was.
fact-case-absorbed = { $who } merged case { $from } into it
fact-absorption-undone = { $who } undid the merge of case { $from } into it
fact-message-offered = Rule “{ $rule }” showed the message to the agents
fact-offer-dismissed = { $by ->
    [nobody] Nobody decided within a day whether the message is a question
   *[somebody] { $who } said the message isn't a question
}
fact-texts-erased = { $why ->
    [age] Texts were deleted (retention period over)
    [own_wish] { $who } deleted what they wrote
   *[operator] Someone's texts were deleted on their behalf
}
fact-delivery-held = Switchboard couldn't { obstacle-undone }: { $reason }
fact-delivery-resumed = { $moot ->
    [yes] The message that couldn't be sent to the customer was no longer needed
   *[no] The customer could be reached again
}
fact-delivery-given-up = Switchboard couldn't { obstacle-undone } and gave up: { $reason }
fact-delivery-parked = Something couldn't be delivered: { $reason }

## What happened: view/history.rs

history-heading = **History**, oldest first{ $place }
history-because-of-message = {" "}(from { $message ->
    [none] a message
   *[other] [a message]({ $message })
})
history-by-reaction = {" "}(with the reaction { $emoji })
history-when-due = {" "}(automatic)

## Transcripts: view/transcript.rs

transcript-facts = Asked by { $customer }{ $assigned ->
    [yes] , assigned to { $agent }
   *[no] {""}
}. Opened { $opened }, now { $status }.
transcript-side = { $side ->
    [customer] customer
    [agent] team
    [other] someone else
   *[bot] bot
}
transcript-no-text = no text
transcript-not-readable = not readable
transcript-edited = edited
transcript-place = in { $channel }
transcript-deleted = deleted
transcript-erased = erased
transcript-more = { $count ->
    [one] 1 more message doesn't fit here. The text file has them all.
   *[other] { $count } more messages don't fit here. The text file has them all.
}
transcript-files = Files
transcript-file = { $name } ({ $bytes } bytes), sent by { $who }, { $side }
transcript-file-missing = { $name } ({ $bytes } bytes, not saved: { $why }), sent by { $who }, { $side }

## Names, where Discord renders no mentions: view/plain.rs

mention-member = Member { $user }
mention-role = @unknown-role
mention-channel = #unknown-channel
mention-page = { $page ->
    [browse] Browse Channels
    [customize] Channels & Roles
    [guide] Server Guide
   *[linked-roles] Linked Roles
}

## Help: view/help.rs

help-heading = Here's what you can do. In a case's thread, a command applies to that case. Anywhere else, name one, such as `{ option-case }:12`.
help-everyone = Everyone
help-agents = Agents
help-developers = Developers
help-agents-and-developers = Agents and developers
help-leads = Leads
help-managers = People with Manage Server
help-help = `/{ command-help }`: this list
help-ask = `/{ command-ask }`: ask the team a question from any channel
help-my-cases = `/{ command-my-cases }`: see your questions and their status
help-reopen = `/{ command-reopen }`: reopen one of your cases, or any case as an agent
help-export-me = `/{ command-export-me }`: download the data I store about you
help-forget-me = `/{ command-forget-me }`: delete what you wrote from my records (asks first)
help-add-to-case = **{ command-add-to-case }**, under Apps in a message's menu: add a message from outside its thread to a case
help-open-case = **{ command-open-case }**, under Apps in a message's menu: open a case for a member's message. Reacting with the flag emoji does the same
help-queue = `/{ command-queue }`: see who's waiting, most urgent first
help-find = `/{ command-find }`: search all cases, open and closed
help-case = `/{ command-case }`: show a case, its history, or its transcript
help-case-open = `/{ command-case } { command-case-open }`: open a case for a member who asked elsewhere
help-next = `/{ command-next }`: claim the case that should be answered next
help-claim = `/{ command-claim }`: claim a case
help-release = `/{ command-release }`: return a case to the queue
help-assign = `/{ command-assign }`: assign a case to an agent
help-tag = `/{ command-tag }`: add a tag to a case
help-untag = `/{ command-untag }`: remove a tag
help-priority = `/{ command-priority }`: set a case's priority
help-note = `/{ command-note }`: add a note that only the team can see
help-reply = `/{ command-reply }`: send a saved reply to the customer
help-notify = `/{ command-notify }`: choose what I tell you, and how
help-snippet-list = `/{ command-snippet } { command-snippet-list }`: list saved replies
help-escalate = `/{ command-escalate }`: report a bug to the developers, or ask another team
help-link = `/{ command-link }`: link a case to a known bug
help-unlink = `/{ command-unlink }`: unlink it
help-bug = `/{ command-bug }`: show a bug, or list them
help-bug-take = `/{ command-bug } { command-bug-take }`: take on a bug
help-bug-ship = `/{ command-bug } { command-bug-ship }`: say that a fix is released
help-bug-edit = `/{ command-bug } { command-bug-edit }`: correct a bug's report
help-bug-notice = `/{ command-bug } { command-bug-notice }`: tell members about a known issue
help-team-list = `/{ command-team } { command-team-list }`: see other teams and what they still have to answer
help-team-withdraw = `/{ command-team } { command-team-withdraw }`: withdraw a request to another team
help-promise = `/{ command-promise }`: tell the customer by when you'll answer
help-snooze = `/{ command-snooze }`: snooze a case for a while
help-solve = `/{ command-solve }`: ask the customer whether it's solved
help-close = `/{ command-close }`: close a case
help-private = `/{ command-private }`: continue a case in a private thread
help-merge = `/{ command-merge }`: merge a case into another one
help-unmerge = `/{ command-unmerge }`: undo a merge
help-rule = `/{ command-rule }`: open cases automatically with rules
help-team = `/{ command-team }`: add and remove other teams, such as billing, that agents can ask
help-bridge = `/{ command-bridge }`: treat what bridges and proxies post as members' messages
help-snippet = `/{ command-snippet }`: add, edit and remove saved replies
help-setup-history = `/{ command-setup-history }`: see who changed settings, rules, saved replies, bridges and teams
help-setup = `/{ command-setup }`: set channels and roles, and how long data is kept
