//! Finding: the board, the queue, search, a case's history and transcript, a member's own cases.

mod board;
mod life;
mod queue;
mod search;
