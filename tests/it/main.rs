//! Scenarios: the real bot, the real wire, a real database. Run with
//! `SWITCHBOARD_TEST_POSTGRES=postgres://...` they use Postgres, else SQLite.
//!
//! What people do stands in [`scene`]; the folders have the names that the features have in the
//! code.

mod database;
mod database_dump;
mod scene;

/// A case from its opening to its end.
mod cases {
    mod absence;
    mod adding;
    mod answering;
    mod asking;
    pub mod bridges;
    mod card;
    pub mod claiming;
    mod closing;
    mod content;
    mod crossing;
    mod earlier;
    mod ending;
    mod flags;
    mod follow_up;
    mod forum;
    mod greeting;
    mod meanwhile;
    mod merging;
    mod moving;
    mod notes;
    mod notifications;
    mod opening;
    mod people;
    mod private;
    mod promises;
    mod proxies;
    mod rating;
    mod refusals;
    mod replies;
    mod returning;
    mod shared_questions;
    mod snippets;
    mod snoozing;
    mod successors;
    mod tags;
    mod taken_down;
    mod thanks;
    mod threads;
    mod titles;
    mod turns;
    mod waiting;
}

/// Bugs that cases are escalated to.
mod bugs {
    mod again;
    mod crossing;
    mod duplicates;
    mod editing;
    mod escalation;
    mod followers;
    mod hearing;
    mod info;
    mod life;
    mod links;
    mod merged;
    pub mod notice;
    mod notice_followers;
    mod once;
    mod published;
    mod quotes;
    mod reopened;
    mod stale;
    mod suggestions;
    mod undone;
    mod unsent;
    mod updates;
}

/// Other teams, which agents ask.
mod teams {
    mod answering;
    mod asking;
    mod due;
    mod managing;
    mod merging;
    mod owners;
    mod privacy;
}

/// Issues on GitHub, with a server in its place.
mod github {
    mod issues;
    mod linking;
    mod moving;
    mod payloads;
    mod reading;
    mod releases;
    mod setup;
    pub mod stand_in;
    mod webhook;
    mod world;
}

/// What a server chooses, and who may do what there.
mod settings {
    mod ask_files;
    mod ask_panel;
    mod bridges;
    mod history;
    mod languages;
    mod losses;
    mod notify;
    mod offers;
    mod rights;
    mod rule_words;
    mod rules;
    mod setup;
}

/// The ways to find a case.
mod search {
    mod board;
    mod conditions;
    mod find;
    mod history;
    mod next;
    mod priority;
    mod queue;
    mod unseen;
    mod words;
}

/// What is stored about people, and who may read what.
mod privacy {
    mod bans;
    mod erasure;
    mod guests;
    mod life;
    mod meanwhile;
    pub mod own_data;
    mod retention;
    mod secrets;
    mod servers;
    pub mod taking_back;
}

/// Messages arrive once, whatever breaks.
mod delivery {
    mod catch_up;
    mod changes;
    mod crash;
    mod dead_jobs;
    pub mod dice;
    mod homes;
    mod keys;
    mod mixed;
    mod refusals;
    pub mod repeats;
    mod threads;
    mod undone;
}

/// The database.
mod store {
    mod at_once;
    mod calls;
    mod cases;
    mod duplicates;
    mod facts;
    mod jobs;
    mod messages;
    mod migrations;
    mod notices;
    mod offers;
    mod opening;
    mod privacy;
    mod queue;
    mod recount;
    mod search;
    mod search_forgetting;
    mod search_scripts;
    mod server;
    mod settings;
    mod sqlite3;
    mod statements;
    mod surfaces;
    mod upgrade;
}

/// The way to Discord.
mod discord {
    pub mod clients;
    mod gateway;
    mod markdown;
    pub mod openapi;
}

/// The page and the recorded conversations of the sandbox.
mod playground {
    mod page;
    mod replay;
}

/// The verbs of the command line.
mod cli {
    mod backup;
    mod doctor;
    mod export;
    mod import;
    pub mod logging;
    mod no_database;
    mod private_files;
    pub mod program;
}

/// Rules about the code and the documents themselves.
mod code {
    mod build;
    mod how_tos;
    mod prose;
    mod public_text;
    mod scenarios;
    mod tidy;
    mod words;
}
