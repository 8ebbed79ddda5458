//! The page in the browser, by its sockets: each verb once, with the real bot; what each person may
//! see; who is refused; and that people's text is only ever text.

mod cases;
mod nasty;
mod panel;
mod process;
mod safety;
mod verbs;
mod window;
