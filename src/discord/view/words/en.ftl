### All words that people read in Discord, in English. The other languages stand beside this file, with the same names.
###
### How they should be: short, warm, true; no jargon, no blame; what to do next. The bot says "I", and never poses as a person.
###
### In braces stand values that the bot fills in: links, mentions, times. `<t:…>`, `<@…>` and `**…**` are Discord's own marks.

## Commands, as they are typed, with the descriptions that Discord shows. Names: lower case, no spaces, at most 32 characters;
## descriptions: at most 100. An attribute with an option's name describes that option.

command-help = help
    .description = What can you do here?
command-ask = ask
    .description = Ask the team. Your question gets a thread of its own.
    .question = What would you like to know, or what went wrong?
    .private = Only you and the team can read it
command-my-cases = my-cases
    .description = What you have asked the team, and how it stands.
command-reopen = reopen
    .description = Open a case again that was solved or closed.
command-export-me = export-me
    .description = Get all that I keep of you in this server, as a file.
command-forget-me = forget-me
    .description = Erase what you wrote from my records in this server. I ask before I do it.
command-open-case = Open case
command-queue = queue
    .description = Who waits: urgent cases first, then the longest wait.
    .view = Which cases; those who wait for us, if left out
    .priority = Only cases of this priority
command-find = find
    .description = Look through all cases, open and closed.
    .query = Words, and as you like #tag, #12, @person, is:open, is:closed, is:pending, priority:urgent
command-case = case
    .description = Look at a case, or open one for a member.
command-case-show = show
    .description = Where a case stands.
command-case-history = history
    .description = All that happened to a case.
command-case-transcript = transcript
    .description = All that was said, as files to keep or to print.
command-case-open = open
    .description = Open a case for somebody who asked elsewhere, such as by mail or in a call.
    .member = Who asked, and gets the answer
    .question = What they would like to know, in their words
    .private = Only they and the team can read it
command-claim = claim
    .description = Take a case: you will answer it.
command-release = release
    .description = Give a case back to the queue.
command-assign = assign
    .description = Hand a case to an agent of the team.
    .agent = Who answers the customer from now on
command-tag = tag
    .description = Put a tag on a case.
    .name = One word, such as billing
command-untag = untag
    .description = Take a tag off a case.
    .name = The tag to take off
command-priority = priority
    .description = Say how soon a case should be looked at.
    .level = How soon
command-note = note
    .description = Write something down for the team; the customer never sees it.
    .text = What the team should know
command-reply = reply
    .description = Post a prepared answer in a case.
    .snippet = Which prepared answer
    .preview = Only show me what it would say
command-notify = notify
    .description = Choose how I notify you. Without an option, see what you have chosen.
    .mentions = Mention me under the card when the customer of one of my cases writes
command-snippet = snippet
    .description = Prepared answers of your team.
command-snippet-add = add
    .description = Prepare an answer that agents can post. A form opens, unless both options are given.
    .name = One word, such as reset-password
    .text = What it says; {"{"}customer{"}"}, {"{"}agent{"}"} and {"{"}case{"}"} are filled in
command-snippet-edit = edit
    .description = Change a prepared answer. A form opens, with line breaks.
    .name = Which one
command-snippet-list = list
    .description = Show all prepared answers.
command-snippet-remove = remove
    .description = Remove a prepared answer.
    .name = Which one
command-escalate = escalate
    .description = Report a bug to the developers. A short form opens.
    .severity = How bad it is for those it hits; normal, if left out
command-link = link
    .description = Link a case to a bug that the developers know.
command-unlink = unlink
    .description = Undo the link between a case and a bug.
command-snooze = snooze
    .description = Take a case off the queue for a while, or until the customer writes.
    .until = For how long, such as 30m, 4h or 2d
command-solve = solve
    .description = Ask the customer whether their question is answered.
    .summary = The answer in a few words, for the customer
command-close = close
    .description = Close a case: its thread is put away.
    .reason = Why; solved, if left out
command-merge = merge
    .description = Let a case go on in another one. The customer is told where.
    .into = The case in which it goes on
command-unmerge = unmerge
    .description = Undo a merge: the case is on its own again.
command-rule = rule
    .description = Rules by which messages become cases.
command-rule-add = add
    .description = Add a rule. A form opens, unless its name and its pattern are given.
    .name = What to call it
    .pattern = A regular expression; begin it with (?i) to take capitals as small letters
    .channel = Only in this channel; everywhere, if left out
    .action = Open a case (this, if left out), ask the agents first, or rest
    .tag = A tag for the case
    .priority = The case's priority
command-rule-edit = edit
    .description = Change a rule. A form opens with its name, its pattern and its tag.
    .name = Which rule
    .channel = Only in this channel from now on
    .everywhere = Everywhere that members write from now on
    .action = What happens from now on with a message that matches
    .priority = The case's priority from now on
command-rule-list = list
    .description = All rules.
command-rule-remove = remove
    .description = Remove a rule.
    .name = The rule's name
command-rule-test = test
    .description = See which of the last messages a pattern would match. Changes nothing.
    .pattern = A regular expression
    .channel = Where to look; the help channel, if left out
command-bridge = bridge
    .description = Apps and webhooks that write for people: bridges and proxies.
command-bridge-add = add
    .description = Let what an app or a webhook posts count as members' messages.
    .name = What your team calls it, such as IRC
    .source = The app (@mention), a webhook's ID, or a link to one of its messages
command-bridge-list = list
    .description = Show all bridges and proxies.
command-bridge-remove = remove
    .description = Let what it posts no longer count. Its cases stay.
    .name = Which one
command-setup = setup
    .description = Say which channels and roles your team works with.
    .help = Where members ask
    .desk = The agents' channel: every case gets a card there
    .developers = Where bug reports go
    .agents = Who answers members. Another role replaces all of them
    .devs = Who receives bugs
    .leads = Who sets rules and releases others' cases. Another role replaces all of them
    .agents-2 = One more role of those who answer members
    .agents-3 = One more role of those who answer members
    .leads-2 = One more role of leads
    .leads-3 = One more role of leads
    .flag-emoji = The emoji with which an agent flags a message; 🎫, if left out
    .close-after = After how long silence closes a case that was solved, such as 3d
    .follow-up = After how long a customer who does not answer is asked whether it is solved, such as 7d; off
    .answer-claims = Whether an agent who answers a case that nobody has becomes its assignee
    .waiting-first = How long somebody waits before they come first, whatever the priority, such as 24h
    .mode = Who can read a case's thread: everybody (public), or only the customer and the team (private)
    .keep-texts = How long the texts of a closed case are kept, such as 180d
    .keep-banned = How long words of banned members stay after their messages are deleted, such as 30d; off
    .language = The language of the desk, and of members who have not asked in another

## Options of commands, by the names that are typed. What an option is for stands with its command, or here if it is the same
## everywhere.

option-action = action
option-agent = agent
option-agents = agents
option-agents-2 = agents_2
option-agents-3 = agents_3
option-answer-claims = answer_claims
option-bug = bug
    .description = The bug's number, such as 3
option-case = case
    .description = The case's number; left out, the case of this thread
option-channel = channel
option-close-after = close_after
option-desk = desk
option-developers = developers
option-devs = devs
option-everywhere = everywhere
option-flag-emoji = flag_emoji
option-follow-up = follow_up
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
option-mentions = mentions
option-mode = mode
option-name = name
option-pattern = pattern
option-preview = preview
option-priority = priority
option-private = private
option-query = query
option-question = question
option-reason = reason
option-severity = severity
option-snippet = snippet
option-source = source
option-summary = summary
option-tag = tag
option-text = text
option-until = until
option-view = view
option-waiting-first = waiting_first

## What is on offer in an option.

choice-low = low
choice-normal = normal
choice-high = high
choice-urgent = urgent
choice-critical = critical
choice-solved = solved
choice-duplicate = duplicate
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

## What a command or a button has done besides: command/

case-opened-unseen = Case { $case } is open, but { $customer } has not been greeted.
delivery-pending = It is being sent; if that fails, I say so below the case's card.
delivery-held = I could not send it: { $reason }. I send it as soon as that is possible.
delivery-held-somehow = I could not send it: Discord does not let me, and `switchboard doctor` says what is missing. I send it as soon as that is possible.
delivery-given-up = It will not be sent: { $reason }. { $remedy }
delivery-dropped = Something else has happened in the case since, so it will not be sent.
case-opened = Case { $case } is open, and { $customer } will be greeted in { $home ->
    [private] a private thread that only they and the team see
    [channel] the channel in which they wrote
   *[started] its thread
}.
case-known = This message belongs to case { $case } already, so I opened no second one: please go on there.
asked-unseen = Thank you! Your question is case { $case }, and the team has it. Its thread is not open yet; I will mention you in it as soon as it is.
asked-private = Thank you! Your question is case { $case }, and the team answers [in a private thread]({ $thread }). Only you and the team can read it.
asked-in-thread = Thank you! Your question is case { $case }, and the team answers [in its thread]({ $thread }).
transcript-comes = What was said in case { $case }, without the team's notes: a page for the browser and for printing, and plain text.
bug-named = Bug { $bug }
merged = Case { $case } goes on in { $into }, { $told ->
    [yes] and { $customer } is told
   *[no] but { $customer } has not been told yet
}. `/{ command-unmerge }` undoes it.
snippet-added = The prepared answer { $shown } is there: `/{ command-reply } { option-snippet }:{ $name }` posts it.
snippet-removed = The prepared answer { $shown } is gone; what was posted stays.
commented = Thank you! It is kept with your case.
rule-added = The rule “{ $rule }” is there. It looks { $channel ->
    [none] in every channel where members write
   *[other] in <#{ $channel }>
}, and { $action ->
    [open] a message that it matches becomes a case at once
    [ask] a message that it matches is put before the agents, who decide
   *[none] it rests, and nothing happens with what it matches
}.
notified = { $mentions ->
    [yes] When the customer of one of your cases begins to wait, I mention you under its card. `/{ command-notify } { option-mentions }:false` ends that.
   *[no] I do not mention you when customers write. You are in the threads of your cases, so Discord notifies you as you have set it there. With `/{ command-notify } { option-mentions }:true` I mention you under the card as well.
}
bridge-added = **{ $name }** is there: from now on, messages with the ID `{ $id }` count as members' messages, and each name in them stands for one person. These people are answered where they wrote; they cannot be mentioned or press buttons.
bridge-removed = **{ $name }** is gone: its messages no longer count. The cases of the people who wrote through it stay.
rule-removed = The rule “{ $rule }” is gone; the cases that it opened stay.
set-up =
    All set. This is how the team works from now on:
    - Members ask in <#{ $help }>, or anywhere with `/{ command-ask }`.
    - Agents ({ $agents }) find the cases in <#{ $desk }>, and open one by reacting with { $flag }.
    - Developers (<@&{ $devs }>) get the bugs in <#{ $developers }>.
    - Leads are { $leads ->
        [none] people with Manage Server
       *[other] { $leads } (and people with Manage Server)
    }.
    - { $mode ->
       *[public] Everybody who can read a question can read the answers.
        [private] Answers are private: only the customer and the team can read them.
    }
    - A case whose customer says nothing to a proposed answer closes after { $silence }.
    - { $follow_up ->
        [none] A customer who does not answer the team is not reminded.
       *[other] A customer who does not answer the team for { $follow_up } is asked once whether it is solved; without a word, the case then closes in the same way.
    }
    - { $claims ->
        [yes] An agent who answers a case that nobody has is its assignee from then on.
       *[no] A case that nobody has stays unassigned when an agent answers it, until somebody claims it.
    }
    - Urgent cases come first in the queue. Whoever has waited for { $waiting } comes before them.
    - What was written in a case is kept for { $keeping } after it closes; then the texts go, and the figures stay.
    - { $banned ->
        [none] What banned members wrote goes with their messages.
       *[other] What banned members wrote is kept for { $banned } after Discord deletes their messages; `/{ command-help }` says so.
    }
    - { $language ->
       *[en] The desk speaks English; a member who asks in German is answered in German.
        [de] The desk speaks German; a member who asks in English is answered in English.
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
internal-fault = Something went wrong on our side, and we have a note of it. Please try again; if it stays, tell us the reference { $reference }.
busy = I cannot reach my records right now, so nothing has been changed. Please try again in a moment.
changed-command = This command has changed since Discord showed it to you. Please reload Discord and try again.
unknown-button = I do not know this button. Please use the command instead: `/{ command-queue }` lists the cases.

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
refusal-only-in-servers = This works in a server only: please use it there.
refusal-not-set-up = I have not been set up here yet: somebody with the Manage Server permission can do it with `/{ command-setup }`.
refusal-only-managers = Only people with the Manage Server permission can do this: please ask one of them.
refusal-only-leads = Only leads can do this: please ask one of them, or somebody with the Manage Server permission.
refusal-only-agents = Only the support team can do this; to ask the team something, use `/{ command-ask }`.
refusal-not-a-case-number = That is not a case number: please write it like `12` or `#12`.
refusal-no-such-case = There is no case { $case } here: `/{ command-queue }` lists the open ones.
refusal-no-case-here = No case belongs to this channel: please name one, like `12`, or use the command in a case's thread.
refusal-already-claimed = <@{ $by }> has had case { $case } since { $since } ({ $ago }): please ask them to `/{ command-release }` it if you want to take over.
refusal-already-yours = Case { $case } is yours already: you can go on in its thread.
refusal-not-claimed = Case { $case } is unassigned, so there is nothing to release; `/{ command-claim }` makes it yours.
refusal-not-yours = <@{ $by }> has case { $case }: please ask them, or a lead, to release it.
refusal-case-over = Case { $case } is { $status ->
    [new] new
    [open] open
    [pending] waiting for the customer
    [on_hold] on hold
    [solved] solved
   *[closed] closed
}: it has to be reopened before anything else can be done with it.
refusal-not-tagged = Case { $case } does not have the tag { $tag }: `/{ command-case } { command-case-show }` lists those that it has.
refusal-too-many-tags = A case can have { $most } tags: please take one off with `/{ command-untag }` first.
refusal-bad-tag = That cannot be a tag: please use one word of letters, digits, `-` and `_`, at most { $most } characters.
refusal-not-a-member = <@{ $user }> is not in this server any more, so I cannot give them a case: please choose someone of the team.
refusal-not-an-agent = <@{ $user }> is not an agent here, so I cannot give them a case: please choose someone of the team.
refusal-already-linked = Case { $case } is linked to bug { $bug } already, so nothing is left to do.
refusal-not-linked = Case { $case } is not linked to bug { $bug }: `/{ command-case } { command-case-show }` lists its bugs.
refusal-no-such-bug = There is no bug { $bug } here: the developers' channel shows those that there are.
refusal-not-a-bug-number = That is not a bug number: please write it like `3` or `#3`.
refusal-not-a-span = I cannot read a span of time from “{ $field }”: please write it like `30m`, `4h` or `2d`.
refusal-span-out-of-range = “{ $field }” has to be between `{ $least }` and `{ $most }`: please choose something in between.
refusal-not-in-the-future = That time is over already: please choose one that lies ahead.
refusal-only-the-customer = Only { $customer } (or the team for them) can say that of case { $case }; to ask something yourself, use `/{ command-ask }`.
refusal-newer-solution = There is a newer answer in case { $case }: please use the buttons under that one.
refusal-still-to-be-asked = In case { $case } the customer is still to be asked about the last proposal: I ask as soon as Discord lets me, so please wait, or `/{ command-close }` the case.
refusal-still-open = Case { $case } is open: you can simply write in its thread.
refusal-merged-into = Case { $case } goes on in { $into }: please go on there, or undo it with `/{ command-unmerge }`.
refusal-merge-with-itself = Case { $case } cannot go on in itself: please name another case.
refusal-not-merged = Case { $case } is not merged into another, so there is nothing to undo.
refusal-nothing-due = Nothing of case { $case } is due: somebody was quicker.
refusal-no-such-snippet = There is no prepared answer called { $name }: `/{ command-snippet } { command-snippet-list }` shows them all.
refusal-snippet-changed = The prepared answer { $name } says something else now, so nothing was posted: please look at it again with `/{ command-reply }`.
refusal-already-sent = This answer was posted in case { $case } already, so it was not posted again.
refusal-snippet-exists = There is a prepared answer called { $name } already: please choose another name, or remove it first.
refusal-bad-snippet-name = That cannot be a name: please use one word of letters, digits, `-` and `_`, at most 32 characters.
refusal-unknown-placeholder = Nothing can be filled in for { $written }: please use `{"{"}customer{"}"}`, `{"{"}agent{"}"}` or `{"{"}case{"}"}`, or write `\` before the brace if you mean the braces themselves.
refusal-unknown-placeholder-near = Nothing can be filled in for { $written }: perhaps you mean `{ $meant }` (there are `{"{"}customer{"}"}`, `{"{"}agent{"}"}` and `{"{"}case{"}"}`), or, with `\` before the brace, the braces themselves.
refusal-snippet-not-fillable = The prepared answer { $name } has { $written } in it, for which I have nothing to fill in, so it was not posted: a lead can correct it with `/{ command-snippet } { command-snippet-edit }`.
refusal-snippet-changed-meanwhile = Somebody else has changed the prepared answer { $name } since you opened the form: please look at it with `/{ command-snippet } { command-snippet-edit }` and change it again.
refusal-too-many-snippets = There is no room for more prepared answers: please remove one with `/{ command-snippet } { command-snippet-remove }` first.
refusal-already-rated = You have told us about case { $case } already, thank you.
refusal-already-escalated = Case { $case } is with the developers already, as bug { $bug }: please add what is new in the case's thread.
refusal-empty-text = There is nothing to read under “{ $field }”: please write something there.
refusal-text-too-long = What you wrote under “{ $field }” has { $length } characters, and { $limit } is the most I can take: please shorten it.
refusal-nobody-to-answer = { $customer } is a bot or not in this server (any more), so nobody would read an answer here: please choose a member.
refusal-not-a-members-message = Only a person's message can become a case: please choose the one in which the member asks.
refusal-nothing-in-message = I find neither text nor a file in this message: please choose the one in which the member asks.
refusal-message-gone = That message has been deleted: please ask the member to write again, or to use `/{ command-ask }`.
refusal-internal-channel = This channel belongs to the team: please flag a message where members write.
refusal-no-threads-here = Discord allows no threads on messages in this channel: please ask the member to use `/{ command-ask }` instead.
refusal-no-private-threads = Discord has private threads in text channels only, and the help channel is none: please ask in public, or choose another one with `/{ command-setup }`.
refusal-thread-taken = Another case, { $by }, is open in the thread of case { $case }: please go on there, or close that one first.
refusal-no-place-to-answer = The thread of case { $case } and its question were deleted: please write to the customer elsewhere, then `/{ command-close }` it.
refusal-private-to-others = Case { $case } is private between its customer and the team: please merge it with a case of the same customer only.
refusal-no-such-bridge = There is no bridge called “{ $name }”: `/{ command-bridge } { command-bridge-list }` shows them all.
refusal-too-many-bridges = A server can have { $most } bridges: please remove one with `/{ command-bridge } { command-bridge-remove }` first.
refusal-bad-bridge-name = That cannot be a name: please use 1 to { $most } characters, such as `IRC`.
refusal-bridge-name-taken = There is a bridge called “{ $name }” already: please choose another name.
refusal-bridge-known = It is there already, as “{ $name }”: to give it another name, please remove it with `/{ command-bridge } { command-bridge-remove }` first.
refusal-no-bridge-source = That is not an app, a webhook or a message that I can see in this server: please mention the app, or give a webhook's ID or a link to one of its messages.
refusal-not-an-app = { $user ->
    [none] No app or webhook wrote that message
   *[other] <@{ $user }> is a person, whose messages count anyway
}: please name the app or the webhook that writes for others.
refusal-bridge-is-the-bot = That is me, and I have no questions: please name the app or the webhook that writes for others.
refusal-no-such-rule = There is no rule called “{ $name }”: `/{ command-rule } { command-rule-list }` shows them all.
refusal-too-many-rules = A server can have { $most } rules: please remove one with `/{ command-rule } { command-rule-remove }` first.
refusal-setup-incomplete = To start, I also need { $options }: use `/{ command-setup }` again with { $count ->
    [one] that option
   *[other] those options
} filled in.
setup-guess-complete = Judging by the names in this server, it could be this. Check it, then send it:
setup-guess-partial = Judging by the names in this server, it could be this. Check it, add what is missing, then send it:
refusal-help-gone = I cannot reach the channel in which questions are asked, since it was deleted or is hidden from me: please tell the team, so that somebody with Manage Server names another one with `/{ command-setup } { option-help }`.
refusal-channel-gone = The channel that was named as `{ $option }` was deleted: please name another one with that option.
refusal-not-a-text-channel = What you gave as `{ $option }` is not a channel I can use: please choose a text channel.
refusal-channel-hidden = I cannot see <#{ $channel }>: please give me the { permission-view-channel } permission there, then try again.
refusal-missing-permissions = In <#{ $channel }> I lack { $permissions }: please allow { $count ->
    [one] it
   *[other] these
} there for me, then try again.
refusal-too-many-roles = There can be { $most } roles for `{ $option }`: please give that option alone to begin the list anew.
refusal-bad-role = The role that you gave as `{ $option }` is everyone's: please choose one that only those people have.
refusal-help-is-internal = The help channel has to be another one than the desk and the developers': please choose one where members write.
refusal-bad-emoji = I cannot use that as the flag: please give me one emoji, either a standard one or one of this server.
refusal-too-many-asks = You have { $limit } open questions, which is the most at one time: please go on in one of their threads.
refusal-rule-name-empty = The rule needs a name: please give it one that says what it looks for.
refusal-rule-name-too-long = The rule's name is too long: please use at most { $most } characters.
refusal-rule-name-taken = There is a rule called “{ $name }” already: please choose another name, or remove that one with `/{ command-rule } { command-rule-remove }`.
refusal-rule-pattern-empty = The pattern is empty: please write what a message has to contain, like `crash`.
refusal-rule-pattern-too-long = The pattern has { $length } characters, and { $most } is the most I can take: please shorten it, or make two rules of it.
refusal-rule-pattern-too-large = The pattern grows too large when I prepare it: please use smaller numbers in its `{"{"}…{"}"}`, or make two rules of it.
refusal-rule-matches-everything = The pattern matches every message, even an empty one: please say more closely what a message has to contain.
refusal-rule-matches-nothing = There is no text that the pattern could match: please look at its classes, such as `[^…]`, and try it with `/{ command-rule } { command-rule-test }`.
refusal-rule-changed-meanwhile = Somebody else has changed the rule “{ $name }” since you opened the form: please look at it with `/{ command-rule } { command-rule-edit }` and change it again.
refusal-rule-pattern-invalid = I cannot use the pattern because of { $written } at character { $at }: { $why }; { $instead }.
rule-fault = { $fault ->
    [class-unclosed] a `[` begins a class and needs a `]`, and `\[` is the character
    [range] that is no range from a lower to a higher character, and `\-` is the dash
    [group-unclosed] a `(` begins a group and needs a `)`, and `\(` is the character
    [group-unopened] a `)` needs a `(` before it, and `\)` is the character
    [nothing-to-repeat] there is nothing before it that it could repeat, and `.*` is any text
    [braces] braces say how often, as in `a{"{"}2{"}"}`, and `\{"{"}` is the character
    [look-around] rules cannot look ahead or behind, only at what they match
    [backreference] rules cannot refer to what a group has matched
    [escape] that has no meaning here
    [group] there is no such group here, only `(?:…)`, `(?<name>…)` and flags such as `(?i)`
    [unknown-class] there is no class of that name, and `\p{"{"}L{"}"}` is any letter
    [too-deep] groups and classes are nested too deep
   *[edge-of-word] that is the edge of a word here, for which `\b` is clearer, and `<` and `>` are the characters
}
rule-fault-instead = please try { $pattern }
rule-fault-otherwise = please say it in another way

## Forms, rules, lists of prepared answers, one case in full: view/form.rs, rules.rs, lists.rs

form-escalate = Report a bug from { $case }
form-title = Title
form-steps = Steps to reproduce
form-steps-example = 1. Open the settings 2. Press Save
form-expected = What was expected
form-expected-example = The settings are saved
form-actual = What happened instead
form-actual-example = The app closes without a word
form-version = Version
form-version-example = 2.4.1 on Windows 11
form-rating = How was case { $case }?
form-comment = In a sentence
form-comment-example = What was good, or what was not?
form-refused = Nothing was saved. This is what you wrote, to copy into a new form:
form-rule = Add a rule
form-rule-edit = Change a rule
form-rule-name = What to call it
form-rule-pattern = Pattern: a regular expression
form-rule-pattern-example = (?i)crash(es|ed)?
form-rule-tag = Tag for the case, if it gets one
form-snippet = Prepare an answer
form-snippet-edit = Change a prepared answer
form-snippet-name = Name
form-snippet-name-example = One word, such as reset-password
form-snippet-text = What it says
form-snippet-text-example = Hello {"{"}customer{"}"}! {"{"}agent{"}"} and {"{"}case{"}"} are filled in as well.
escalation-refused = Nothing was reported. This is what you wrote, to copy into a new form:

bridges-none = There are no bridges yet. `/{ command-bridge } { command-bridge-add }` lets what an app or a webhook posts for people count as members' messages.
bridges-list = What these post counts as members' messages:
bridges-line = **{ $name }**: ID `{ $id }`
rules-none = There are no rules yet. `/{ command-rule } { command-rule-add }` makes one: messages that it matches flag themselves.
rules-count = **{ $count ->
    [one] 1 rule
   *[other] { $count } rules
}**, in the order in which they were added.
rules-shortened = Patterns are shortened to { $length } characters here.
rules-missing = There { $count ->
    [one] is one more, for which this answer has no room
   *[other] are { $count } more, for which this answer has no room
}.
rules-opens = opens a case
rules-asks = asks the agents
rules-rests = rests
rules-channel = in <#{ $channel }>
rules-tag = tag { $tag }
rules-priority = priority { $priority ->
    [low] low
   *[normal] normal
    [high] high
    [urgent] urgent
}
rules-doubtful = What is marked with ⚠️ may mean something else here than it was meant to: `/{ command-rule } { command-rule-test }` says what.
rule-trial-failed = I could not look at the newest messages there, so please try it with `/{ command-rule } { command-rule-test }`.
rule-trial-nothing = There was no message of a member there to try it on.
rule-trial-none = { $count ->
    [one] It does not match the only message there.
   *[other] It matches none of the last { $count } messages there.
} If it should, please look at its spelling, and try it with `/{ command-rule } { command-rule-test }`.
rule-trial-some = It would have matched { $count ->
    [one] the only message there
   *[other] { $matches } of the last { $count } messages there
}.
rule-trial-much = ⚠️ That is a large share of what is written there. If it is more than you want, narrow it down with `/{ command-rule } { command-rule-edit }`.
rule-trial-capitals = With `(?i)` before it, which takes capitals as small letters, it would match { $count }.
rule-doubt = ⚠️ { $written } { $doubt ->
    [slashes] stands for the character here: a pattern has no slashes around it.
    [quotes] stands for the character here: a pattern has no quotation marks around it.
    [spaces] has a space at the end, which the message must have as well.
    [percent] stands for the character here: a pattern is found anywhere in a message.
    [flags-at-end] holds for what follows it, and nothing does.
    [class-operator] computes with classes here: `&&` is what both have, and `--` what only the first has.
    [class-in-class] begins another class within the class here, and `\[` is the character.
    [posix-class] matches any one of these characters; the class of that name has brackets of its own.
    [escaped-bar] is the character `|` here; for “or”, it has no backslash.
    [double-backslash] is a backslash here, and what follows it is a letter; one backslash is enough.
    [old-mention] is how some mentions were written years ago; there is no `!` in them any more.
   *[named-mention] finds no mention: Discord sends an ID for it, as in `<@5>`.
}
rule-doubt-instead = Perhaps you mean { $pattern }.
rule-test-nothing = { $pattern } can be read, but I found no message of a member here to try it on.
rule-test-none = { $pattern } { $count ->
    [one] does not match the only message here
   *[other] matches none of the last { $count } messages here
}.
rule-test-some = { $pattern } matches { $count ->
    [one] the only message here
   *[other] { $matches } of the last { $count } messages here
}. Nothing was opened.
rule-test-match = [Message]({ $address }) by { $author }: { $text }

snippets-none = There is no prepared answer yet. A lead can add one with `/{ command-snippet } { command-snippet-add }`.
snippets-unknown = Nothing can be filled in for what is named after ⚠️, so these are not posted: please correct them with `/{ command-snippet } { command-snippet-edit }`.
snippets-list = **Prepared answers**: `/{ command-reply }` posts one in a case.
reply-preview = This is what `/{ command-reply } { option-snippet }:{ $name }` posts in case { $case }. Nothing has been posted yet.
reply-preview-send = Send

details-first-answer = First answer
details-none-yet = None yet
details-claimed = Claimed
details-solved = Solved
details-closed = Closed
details-reopened = Reopened
details-times = { $count ->
    [one] Once
   *[other] { $count } times
}
details-card = Desk card
details-card-link = [Open it]({ $address })

## The queue, searches, one's own cases and data, pages: view/queue.rs, search.rs, own_cases.rs, keeping.rs, pages.rs, limit.rs

# The queue, the pages of lists, and lists that are cut short

queue-headline = **Queue: { $view ->
    [waiting] waiting
    [unclaimed] unclaimed
    [mine] mine
   *[all] all
}**, most urgent first, then longest waiting · { $count ->
    [one] 1 case
   *[other] { $count } cases
}{ $place }
queue-nothing = { $view ->
    [waiting] Nobody is waiting for an answer.
    [unclaimed] Every open case has somebody who looks after it.
    [mine] You have no open case. `/{ command-queue } { option-view }: unclaimed` shows the unassigned ones.
   *[all] There is no open case.
}
queue-line = { $case } · { $title } — { $status }, { $agent ->
    [none] unassigned
   *[other] assigned to <@{ $agent }>
}, { $waiting ->
    [none] nobody is waiting
   *[other] waiting { $waiting }
}
queue-card = card
queue-priority = { $priority ->
    [low] low priority
   *[normal] normal priority
    [high] high priority
    [urgent] urgent
}
queue-nothing-of-priority = { $priority ->
    [low] No such case has a low priority.
   *[normal] No such case has the normal priority.
    [high] No such case has a high priority.
    [urgent] No such case is urgent.
}
queue-asked-on-hold = on hold, customer wrote
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
limit-more = and { $count } more

# One's own cases: view/own_cases.rs

own-cases = You have asked us { $count ->
    [one] one question
   *[other] { $count } questions
}{ $place }.
own-cases-none = You have not asked us anything yet. `/{ command-ask }` brings a question to the team, from any channel.
own-case-merged = It goes on in case { $case }.
own-case-waiting = You are waiting for us, since { $ago }.
own-case-with-us = It is with the team.
own-case-your-turn = We wrote to you, and it is your turn: please answer in the thread.
own-case-you-wrote = You wrote { $ago }, and we will read it.
own-case-with-developers = The developers have it. We tell you as soon as there is news.
own-case-with-others = We have to ask somebody else first. We tell you as soon as there is news.
own-case-solved = We think that it is solved. Is it? Please tell us in the thread.
own-case-closed = Closed.
own-case-closed-ago = Closed { $ago }.

# One's own data: view/keeping.rs

forget-nothing = I keep nothing that you wrote in this server, so there is nothing to erase.
forget-question =
    I keep this of what you wrote in this server: { $what }.
    - **What goes:** all of it, from my records and from what I show of it: the team's cards, bug reports that quote you, and the names of your threads. If a question of yours is still open, the team can no longer read it on its card.
    - **What stays:** that there were cases, when, and who did what; what others wrote, also about you; and your own messages in Discord, which only you and the moderators can delete.
    It cannot be undone; `/{ command-export-me }` gives you a copy first. Shall I erase it?
forget-button = Erase what I wrote
forgotten = Done. Erased: { $what }. What shows in Discord of it follows in a moment.
forgotten-nothing = Nothing was left that you wrote in this server.
kept-of-banned = Of members who are banned here, I keep what they wrote in cases for { $keep } after Discord deletes their messages.
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
    [one] 1 note or answer that I posted for you
   *[other] { $count } notes or answers that I posted for you
}
kept-offers = { $count ->
    [one] 1 message that a rule found
   *[other] { $count } messages that a rule found
}
own-data = Here is all that I keep of you in this server. Only you see this message.
own-data-cut = { own-data } There is more than fits into one file, so the oldest is missing.
own-data-file = my-data.json

# search.rs

search-none = I found no case for { $typed }. Fewer words find more; `#tag`, a mention and `is:open` can stand beside them.
search-found = **Found** for { $typed }: { $count ->
    [one] 1 case
   *[other] { $count } cases
}{ $place }
search-found-many = **Found** for { $typed }: the newest { $count } cases of many{ $place }
search-line = { $case } · { $title } — { $status }, by { $customer }{ $agent ->
    [none] {""}
   *[other] , <@{ $agent }>
}{ $card ->
    [none] {""}
   *[other] {" "}· [card]({ $card })
}

## Why the bot cannot reach a customer: view/obstacle.rs

obstacle-sentence = I could not { $undone }: { $reason }
obstacle-undone = { $undone ->
    [question] post the question
    [thread] open the customer's thread
    [greeting] greet the customer in the thread
    [proposal] ask the customer whether it is solved
    [reminder] remind the customer
    [answer] post the answer
    [notice] tell the customer how the case stands
    [note] post a note for the team
   *[upkeep] archive the thread, reopen it, or add somebody to it
}
obstacle-reason = { $why ->
    [permissions] { $missing ->
        [none] Discord does not let me
       *[other] in <#{ $channel }> I lack { $missing }
    }
    [too_many_threads] the server has as many open threads as Discord allows
    [thread_locked] the thread is locked
    [thread_full] the thread has as many members as Discord allows
    [words_blocked] AutoMod blocks words in it
    [no_place] the thread was deleted, and no other can be opened
    [no_answer] Discord does not answer
   *[not_accepted] Discord does not accept it (code { $code })
}
obstacle-remedy = { $why ->
    [permissions] Please allow me that, and I go on at once.
    [too_many_threads] Please archive threads that nobody needs; I try again every few minutes.
    [thread_locked] Please unlock it, and I go on at once.
    [thread_full] Please remove somebody from it; I try again at the next change of the case.
    [words_blocked] Please say it in other words.
    [no_place] Please write to the customer elsewhere.
    [no_answer] I keep trying.
   *[not_accepted] Please reach the customer in another way.
}

## What the customer reads in the thread, and what is said once: view/thread.rs, post.rs

opening-again = The thread in which this began is gone, so it goes on here.
opening-hello = { $origin ->
   *[flagged] Hello { $customer }! Your message is with the team now: this is case { $case }.
    [rule] Hello { $customer }! Your message looks like something for the team: this is case { $case }.
    [on-behalf] Hello { $customer }! The team has opened case { $case } for what you asked elsewhere.
    [ask] Hello { $customer }, thank you for asking! This is case { $case }.
}
opening-who = { $agent ->
    [none] Nobody has it yet; a person of the team will read it and answer here.
   *[other] <@{ $agent }> of the team has it.
}
opening-private = Only you and the team can read this.
opening-details = Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
opening-honest = -# I am a bot. I only keep things in order; the answers come from people.
anchor = { $asked ->
    [yes] { $customer } asks (case { $case }):
   *[no] { $customer } asked the team elsewhere (case { $case }):
}
offer = The rule “{ $rule }” found [a message]({ $message }) by { $author } in <#{ $channel }>. If it needs an answer, open it as a case.
offer-deleted = The rule “{ $rule }” found a message by { $author } in <#{ $channel }>. The message has been deleted since, so there is nothing left to do.
desk-flag-refused = <@{ $agent }>, your flag on [this message]({ $message }) opened no case. { $why }
desk-lost = { $option ->
    [help] The help channel was deleted, so `/{ command-ask }` has no place any more. Somebody with Manage Server can name another one with `/{ command-setup } { option-help }`.
    [desk] The desk channel was deleted, so cases have no cards any more. Somebody with Manage Server can name another one with `/{ command-setup } { option-desk }`: all open cases get their cards there.
    [developers] The developers' channel was deleted, so bug reports have no place any more. Somebody with Manage Server can name another one with `/{ command-setup } { option-developers }`: all open bugs get their reports there.
    [agents] A role of agents was deleted, so those who had only that one are no agents any more. Somebody with Manage Server can name the roles with `/{ command-setup } { option-agents }`. If no role of agents is left, cases stay with their assignees until then.
    [devs] The developers' role was deleted. Somebody with Manage Server can name another one with `/{ command-setup } { option-devs }`.
   *[leads] A role of leads was deleted. Somebody with Manage Server can name the roles with `/{ command-setup } { option-leads }`, and is a lead until then.
}
desk-customer-returned = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}{ $customer } [wrote again]({ $message }) after case { $case } was closed. { $state ->
    [again] It is open again.
    [elsewhere] It goes on in case { $into }, and I told them so.
   *[still] It is still closed, and I told them how to reopen it. `/{ command-reopen } { option-case }:{ $number }` does it for them.
}
offer-open = { command-open-case }
post-team-thread = { $case } · team · { $title }
post-reply-signature = -# A prepared answer of the team, sent by <@{ $agent }>
post-solution = { $customer }, <@{ $agent }> thinks that your question is answered.
post-solution-summary = { $customer }, this is the answer of <@{ $agent }>:
post-follow-up = { $customer }, we have not heard from you since our last answer.
post-reminder = { $customer }, a small reminder: we have not heard from you.
post-is-it-solved = Is it solved? Please tell us with a button, or write what is missing.{ $ago ->
    [none] {""}
   *[other] {" "}Without a word from you, case { $case } closes { $ago }.
}
post-is-it-solved-in-words = Is it solved? If not, please write here what is missing.{ $ago ->
    [none] {""}
   *[other] {" "}Without a word from you, case { $case } closes { $ago }.
}
post-solved = Solved
post-not-fixed = Not fixed
post-closed = Case { $case } { $reason ->
   *[solved] is solved and closed
    [duplicate] is closed: { post-why }
    [no_reply] is closed: { post-why }
    [moved] is closed: { post-why }
    [spam] is closed: { post-why }
}.
post-why = { $reason ->
   *[solved] it is solved
    [duplicate] the same was asked elsewhere
    [no_reply] we have not heard back
    [moved] it goes on elsewhere
    [spam] it is no question for the team
}
post-way-back = If something is missing, `/{ command-reopen } { option-case }:{ $number }` brings it back: you can write that in any channel.
post-way-back-by-button = If something is missing, **{ post-reopen }** brings it back.
post-way-back-in-words = If something is missing, please write it here{ $again ->
    [yes] : that opens the case again.
   *[no] , and the team can open it again.
}
post-reopen = Reopen
post-how-was-it = { $customer }, how was it?
post-closed-before = Case { $case } was closed, and is open again.
post-confirmed = Thank you! Case { $case } is closed. How was it?
post-rated = Thank you, that helps us. If you like, tell us in a sentence what was good, or what was not.
post-comment = Add a sentence
post-reopened = { $customer } has opened this again: { post-looks }. What is missing?
post-reopened-for-customer = { $customer }, <@{ $by }> has opened this again: { post-looks }, and you can write here.
post-not-solved-yet = Not solved yet, thank you for telling us: { post-looks }. What is still wrong?
post-looks = { $agent ->
    [none] the team looks at it again
   *[other] <@{ $agent }> looks at it again
}
post-merged = { $customer }, this goes on in { $case }. Please write there: it is read by the same people, and nothing of this is lost.
post-case-named = case { $case }
post-unmerged = { $customer }, case { $case } is on its own again: please go on here.
post-is-closed = Case { $case } is closed.
post-goes-on = Case { $case } goes on in { $into }: please write there.
post-said-elsewhere = <@{ $person }>, { $outside ->
    [yes] your reply counts for case { $case }. Please go on in its thread: whoever works on it reads along there.
   *[no] your reply in <#{ $channel }> counts for case { $case }. Please go on here: whoever works on it reads along.
}
post-note = <@{ $agent }> notes:
post-assigned = <@{ $agent }>, <@{ $by }> has given you this case. { $since ->
    [none] { $customer } is not waiting at the moment
   *[other] { $customer } wrote { $since } and is waiting
}; you answer in { $thread }.
post-thread-named = { $channel ->
    [yes] the channel, with a reply to their message
   *[no] the thread
}
post-returned = <@{ $agent }> is not an agent here any more, so this case is back in the queue. `/{ command-claim }` makes it yours.
post-awake = <@{ $agent }>, the time for which this case was put aside is over.
post-awake-in-queue = The time for which this case was put aside is over. It is back in the queue.
post-thread-lost = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}The customer's thread of this case was deleted. The case keeps everything that was said there. { $again ->
    [yes] The next message to the customer opens a new one.
   *[no] The question was deleted with it, so there can't be a new one: write to the customer elsewhere.
}{ $asked ->
    [yes] {" "}The customer can't answer whether it's solved any more, so the case no longer closes by itself. { $again ->
        [yes] `/{ command-solve }` asks again.
       *[no] Close it with `/{ command-close }`.
    }
   *[no] {""}
}
post-held = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} { $remedy } Until then, what I am to tell the customer waits.
post-resumed = { $moot ->
    [yes] What I couldn't send to the customer isn't needed any more, so I won't send it.
   *[no] I can reach the customer again, and I've sent what was waiting.
}
post-given-up = { $agent ->
    [none] { $sentence }.
   *[other] <@{ $agent }>: { $sentence }.
} It will not be sent. { $remedy }
post-thread-locked = { $agent ->
    [none] {""}
   *[other] <@{ $agent }>:{" "}
}Somebody locked the customer's thread, so they cannot write there. Please unlock it, or `/{ command-close }` the case.
post-customer-wrote = <@{ $agent }>, { $customer } { $wrote } and is waiting.
post-wrote = wrote
post-absorbed = Case { $case } goes on here now. `/{ command-unmerge } { option-case }:{ $case }` undoes it.

## The desk: the card, the board: view/card.rs, board.rs

card-claim = Claim
card-solve = Solve
card-escalate = Escalate
card-reopen = Reopen
card-customer = Customer
card-customer-left = { $customer }, who left the server
card-guest = { $customer }, through { $bridge }
    -# They cannot be mentioned or press buttons; what they write counts. { $channel ->
        [yes] Answer with a reply to their message in the channel.
       *[no] Answer in the thread.
    }
card-status = Status
card-assignee = Assignee
card-nobody = Unassigned
card-priority = Priority
card-tags = Tags
card-no-tags = None yet
card-waiting = Waiting
card-waiting-since = Since { $since } ({ $ago })
card-nobody-waits = Nobody is waiting
card-bug = Bug
card-links = Links
card-opened = Opened
card-problem = Problem
card-rating = How it was
card-rated = { score } · “{ $comment }”
card-status-text = { $status ->
    [new] New: unassigned
   *[open] Open: waiting on us
    [pending] Pending: waiting on the customer
    [on_hold] { $bug ->
        [yes] On hold: waiting on a bug
       *[no] On hold: waiting on others
    }
    [solved] Solved: the customer is asked
    [closed] Closed
}
card-asked-on-hold = { card-status-text }; customer wrote
card-put-aside = { card-status-text }; put aside until { $until }
card-closed = Closed: { $why }
card-merged = Merged: goes on in { $case }
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
    [duplicate] a duplicate
}
card-message = Message
card-message-deleted = The message was deleted
card-thread = { $private ->
    [yes] Private thread
   *[no] Thread
}
card-thread-deleted = The thread was deleted: what is said next opens another
card-no-thread = There is no thread any more, and none can be made: please write to the customer elsewhere
card-opened-by-agent = { $agent ->
    [none] Flagged by the team, { $ago }
   *[other] Flagged by <@{ $agent }>, { $ago }
}
card-opened-by-rule = Flagged by the rule “{ $rule }”, { $ago }
card-opened-by-ask = Asked with `/{ command-ask }`, { $ago }
card-opened-on-behalf = { $agent ->
    [none] Asked elsewhere, { $ago }
   *[other] Asked elsewhere, written down by <@{ $agent }>, { $ago }
}
board-headline = **The board**: who waits for us
board-line = { $ago } · { $case } · { $title } — { $mark ->
    [none] {""}
   *[other] { $mark },{" "}
}{ $held ->
    [yes] { queue-asked-on-hold },{" "}
   *[no] {""}
}{ $agent ->
    [none] unassigned
   *[other] assigned to <@{ $agent }>
}
board-empty = Nobody is waiting for an answer.
board-more = … and { $count } more: `/{ command-queue }` lists them all.
board-waiting = Waiting
board-unclaimed = Unassigned
board-on-hold = On hold
board-with-customers = With customers

## The developers: the report: view/report.rs

report-headline = Bug { $bug } · { $title }
report-severity = Severity
report-severity-word = { $severity ->
    [low] Low
   *[normal] Normal
    [high] High
    [critical] Critical
}
report-status = Status
report-status-text = { $status ->
   *[reported] Reported: no developer has it yet
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
    [duplicate] This is a duplicate
}
report-shipped-in = Shipped in { $version }
report-reporter = Reported by
report-reported = <@{ $agent }>, { $ago }
report-version = { form-version }
report-affected = People affected
report-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
report-cases = Cases
report-no-cases = None
report-tags = Tags
report-links = Links
report-message = Message
report-thread = Thread
report-card = Desk card
report-files = Files
report-file-attached = { $file } ({ $size }): attached to this message
report-file-in-thread = { $file } ({ $size }): one message has no room for it, so it is in the case's thread only
report-file-missing = { $file } ({ $size }): not attached, { $why }
report-why-missing = { $why ->
    [too-large] it is larger than 10 MiB
    [elsewhere] it is not kept by Discord
    [expired] its link no longer works
    [unreachable] it could not be fetched
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
report-not-given = Not given
report-continued = *Too long for this card: it stands in full in the thread below.*
report-part = { $heading } ({ $part } of { $count })

## What happened to a case: as a line of its history and, under `.done`, as the answer to the person who did it, or under
## `.already` to the person who would have it done again: view/fact.rs.
## The names are those of the facts. `$who` did it, `$by` says whether it was somebody; the other values are those of the fact.

customer-left = They have left the server, so they will only read it if they come back.
fact-case-opened = { $how ->
    [ask] { $who } asked with `/{ command-ask }`
    [on-behalf] { $who } opened it for a question that was asked elsewhere
    [rule] The rule “{ $rule }” opened it
   *[flag] { $who } opened it
}
fact-case-claimed = { $who } claimed it
    .done = Case { $case } is yours{ $thread ->
        [yes] : { $customer } reads what you write in its thread.
        [channel] : please answer { $customer } in the channel, with a reply to their message.
       *[no] , but it has no thread: its card says why.
    }
fact-case-released = { $from-is-who ->
    [yes] { $who } put it back into the queue
   *[no] { $who } took it from <@{ $from }> and put it back into the queue
}
    .done = Case { $case } is back in the queue: anyone of the team can claim it.
fact-case-assigned = { $from ->
    [none] { $who } gave it to <@{ $to }>
   *[other] { $who } handed it over from <@{ $from }> to <@{ $to }>
}
    .done = <@{ $to }> has case { $case } now, and knows it.
    .held = <@{ $to }> has case { $case } now, but has not been told.
fact-case-returned = It went from <@{ $from }> back into the queue
fact-case-tagged = { $who } added the tag { $tag }
    .done = Case { $case } has the tag { $tag } now.
    .already = Case { $case } has the tag { $tag } already, so nothing is left to do.
fact-case-untagged = { $who } took off the tag { $tag }
    .done = Case { $case } no longer has the tag { $tag }.
fact-case-retagged = { $who } changed the tags: { $removed ->
    [none] added { $added }
   *[other] { $added ->
        [none] took off { $removed }
       *[other] added { $added }, took off { $removed }
    }
}
    .done = Case { $case } has { $tags ->
    [none] no tags now
   *[other] these tags now: { $tags }
}.
fact-case-prioritised = { $who } changed the priority from { $from } to { $to }
    .done = Case { $case } has the priority { $to } now.
    .already = Case { $case } has the priority { $to } already, so nothing is left to do.
fact-note-added = { $who } wrote a note for the team
    .held = Your note on case { $case } is not below its card.
    .done = Noted for the team, under the card of case { $case }. The customer does not see it.
fact-reply-prepared = { $who } is having the prepared answer “{ $snippet }” sent
    .done = { $thread ->
        [channel] Your answer to case { $case } is in the channel.
       *[yes] Your answer is in the thread of case { $case }.
    }
    .held = { $thread ->
        [channel] Your answer to case { $case } is not in the channel.
       *[yes] Your answer is not in the thread of case { $case }.
    }
fact-reply-sent = { $who } sent the prepared answer “{ $snippet }”{ $first ->
    [yes] , the first answer
   *[no] {""}
}
fact-customer-wrote = { $who }, the customer, { $message ->
    [none] wrote
   *[other] [wrote]({ $message })
}
fact-agent-answered = { $who } { $message ->
    [none] answered
   *[other] [answered]({ $message })
}{ $first ->
    [yes] , the first answer
   *[no] {""}
}
fact-message-edited = { $who } changed { $message ->
    [none] a message
   *[other] [a message]({ $message })
}
fact-message-deleted = A message was deleted
fact-pointed-to-thread = { $who } replied in the channel, and was pointed to the thread
fact-flag-refused = { $who } flagged a message that cannot become a case
fact-thread-read = What was said in the thread before was added: { $messages ->
    [0] nothing new
    [one] one message
   *[other] { $messages } messages
}
fact-case-snoozed = { $who } put it aside until <t:{ $until }:f>
    .done = Case { $case } is off the queue until <t:{ $until }:f> (<t:{ $until }:R>), or until the customer writes.
fact-snooze-ended = It is no longer put aside
fact-case-escalated = { $who } handed it to the developers: { $bug ->
    [none] a bug
   *[other] bug { $bug }
}
    .done = Bug { $bug } is reported to the developers, and case { $case } waits for it.
    .held = Bug { $bug } is recorded, and case { $case } waits for it, but the developers cannot see the report.
fact-bug-reported = { $who } reported { $bug ->
    [none] a bug
   *[other] bug { $bug }
}, of { $severity } severity
fact-bug-linked = { $who } linked { $bug ->
    [none] a bug
   *[other] bug { $bug }
}
    .done = Case { $case } is linked to bug { $bug }: its report shows one more customer.
fact-bug-unlinked = { $who } took off the link to { $bug ->
    [none] a bug
   *[other] bug { $bug }
}
    .done = Case { $case } is no longer linked to bug { $bug }.
fact-solution-prepared = { $who } is having the customer asked whether it is solved
    .done = { $closes ->
        [none] { $customer } was asked in case { $case } whether it is solved. The case has changed since then: its card says how.
       *[other] { $customer } is asked in case { $case } whether it is solved. Without a word it closes <t:{ $closes }:R>.{ $guest ->
            [yes] {" "}They have no buttons to press: what they write counts.
           *[no] {""}
        }
    }
    .held = { $customer } has not been asked in case { $case }.
fact-solution-proposed = { $who } proposed an answer as final{ $attempt ->
    [1] {""}
   *[other] {" "}(time { $attempt })
}
fact-solution-confirmed = { $who } said that it is solved{ $for-customer ->
    [yes] , for the customer
   *[no] {""}
}
    .done = Case { $case } is closed as solved; the history says that you said so for { $customer }.
fact-solution-rejected = { $who } said that it is not fixed{ $for-customer ->
    [yes] , for the customer
   *[no] {""}
}
    .done = Case { $case } is open again, and the team knows. Please write in the thread what is still wrong.
fact-follow-up-prepared = The customer, who does not answer, is being asked whether it is solved
fact-followed-up = The customer, who did not answer, was asked whether it is solved
fact-reminder-prepared = A reminder of the question whether it is solved is being sent
fact-customer-reminded = The customer was reminded of the question whether it is solved
score = { $score ->
    [0] 🙁 bad
    [1] 🙁 bad
    [2] 😐 so-so
   *[other] 😀 good
}
fact-case-rated = { $who } rated the answer: { score }
fact-case-closed = { $by ->
    [nobody] It was closed: { post-why }
   *[somebody] { $who } closed it: { post-why }
}
    .done = Case { $case } is closed: { post-why }. `/{ command-reopen }` brings it back.
    .held = Case { $case } is closed: { post-why }. `/{ command-reopen }` brings it back. { $customer } has not been told.
fact-case-reopened = { $who } opened it again
    .done = Case { $case } is open again: you can write in { $thread ->
        [channel] the channel.
       *[yes] its thread.
    }
    .held = Case { $case } is open again, but { $customer } has not been told.
fact-thread-lost = Its thread was deleted in Discord
fact-thread-locked = Its thread was locked in Discord
fact-thread-unlocked = Its thread was unlocked in Discord
fact-place-lost = What `/{ command-setup }` names as { $option } was deleted in Discord
fact-customer-left = The customer left the server
fact-customer-rejoined = The customer is in the server again
fact-case-merged = { $who } had it go on in case { $into }
fact-case-unmerged = { $who } took it out of case { $from } again
    .done = Case { $case } is on its own again, and goes on from where it was.
fact-case-absorbed = { $who } had case { $from } go on here
fact-message-offered = The rule “{ $rule }” put the message before the team
fact-texts-erased = { $why ->
    [age] What was written was erased: it had been kept for long enough
    [own_wish] { $who } had what they wrote erased
   *[operator] What somebody wrote was erased for them
}
fact-delivery-held = Switchboard could not { obstacle-undone }: { $reason }
fact-delivery-resumed = { $moot ->
    [yes] What could not be sent to the customer was no longer needed
   *[no] The customer could be reached again
}
fact-delivery-given-up = Switchboard could not { obstacle-undone }, and has given it up: { $reason }
fact-delivery-parked = Something could not be delivered: { $reason }

## What happened: view/history.rs

history-heading = **History**, oldest first{ $place }
history-because-of-message = , because of { $message ->
    [none] a message
   *[other] [a message]({ $message })
}
history-by-reaction = , by the reaction { $emoji }
history-when-due = , since it was due

## Transcripts: view/transcript.rs

transcript-facts = Asked by { $customer }{ $answered ->
    [yes] , answered by { $agent }
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
transcript-more = { $count ->
    [one] 1 more message does not fit here; the text file has them all.
   *[other] { $count } more messages do not fit here; the text file has them all.
}
transcript-files = Files
transcript-file = { $name } ({ $bytes } bytes), sent by { $who }, { $side }
transcript-file-missing = { $name } ({ $bytes } bytes, not kept: { $why }), sent by { $who }, { $side }

## Names, where Discord renders no mentions: view/plain.rs

mention-member = Member { $user }
mention-role = @unknown-role
mention-channel = #unknown-channel

## Help: view/help.rs

help-heading = This is what you can do here. In a case's thread a command means that case; anywhere else, name one, like `{ option-case }:12`.
help-everyone = Everyone
help-agents = Agents
help-leads = Leads
help-managers = People with Manage Server
help-help = `/{ command-help }`: this list
help-ask = `/{ command-ask }`: ask the team something, from anywhere
help-my-cases = `/{ command-my-cases }`: how your own questions stand
help-reopen = `/{ command-reopen }`: open a case again: your own, or as an agent any
help-export-me = `/{ command-export-me }`: get all that I keep of you, as a file
help-forget-me = `/{ command-forget-me }`: erase what you wrote from my records; asks first
help-open-case = **{ command-open-case }**, in a message's menu under Apps: make a case of a member's message; a reaction with the flag emoji does the same
help-queue = `/{ command-queue }`: who waits for us, most urgent first
help-find = `/{ command-find }`: look for cases, open and closed
help-case = `/{ command-case }`: how a case stands, what happened in it, all of it as a file
help-case-open = `/{ command-case } { command-case-open }`: open a case for a member who asked elsewhere
help-claim = `/{ command-claim }`: take a case; of two who try, one gets it
help-release = `/{ command-release }`: give a case back to the queue
help-assign = `/{ command-assign }`: hand a case to an agent
help-tag = `/{ command-tag }`: put a tag on a case
help-untag = `/{ command-untag }`: take a tag off again
help-priority = `/{ command-priority }`: say how soon a case should be looked at
help-note = `/{ command-note }`: write something down for the team alone
help-reply = `/{ command-reply }`: send a prepared answer to the customer
help-notify = `/{ command-notify }`: choose whether I mention you when your customers write
help-snippet-list = `/{ command-snippet } { command-snippet-list }`: the prepared answers that there are
help-escalate = `/{ command-escalate }`: report a bug to the developers, with all that is known
help-link = `/{ command-link }`: tie a case to a bug that is known
help-unlink = `/{ command-unlink }`: untie it again
help-snooze = `/{ command-snooze }`: put a case aside for a while
help-solve = `/{ command-solve }`: ask the customer whether it is solved
help-close = `/{ command-close }`: close a case
help-merge = `/{ command-merge }`: let a case go on in another
help-unmerge = `/{ command-unmerge }`: undo that
help-rule = `/{ command-rule }`: let messages become cases by themselves
help-bridge = `/{ command-bridge }`: let what bridges and proxies post count as members' messages
help-snippet = `/{ command-snippet }`: add, change and remove prepared answers
help-setup = `/{ command-setup }`: name the team's channels and roles, and how long things are kept
