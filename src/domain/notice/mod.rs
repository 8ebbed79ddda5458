//! What is said once for a case: to the customer, or among the team. Which of the two, the type
//! says: no function makes one of the other, so nothing internal can reach a customer.

mod facets;
mod kinds;
mod make;
mod question;
mod text;

pub use kinds::{
    BugNews, Elsewhere, FOLLOWERS, Internal, LostNotice, Notice, NoticePlace, OthersWork, Public,
    Sent, StoredNotice,
};
pub use question::{OpenQuestion, Question, QuestionState};
pub use text::{InternalText, PublicText, Remark, TEXT_LIMIT};
