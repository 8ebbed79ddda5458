//! Messages about what a server chooses.

mod ask_panel;
