//! What `/escalate` and the button **Escalate** begin with: the form, or the known bugs that the
//! case resembles.

use crate::{
    desk::{self, Authorized},
    domain::{CaseReference, Language, Severity},
};

use crate::discord::{bot::Bot, interaction::reply::First, view};

impl Bot {
    /// Begins to escalate a case.
    pub(in crate::discord) async fn begin_escalating(
        &self,
        language: Language,
        by: &Authorized,
        case: CaseReference,
        severity: Severity,
    ) -> desk::Result<First> {
        let case = self.desk.before_escalating(by, case).await?;
        let known = self.desk.bugs_like_case(&case).await?;
        Ok(if known.is_empty() {
            First::Form(view::escalate_form(language, &case, severity))
        } else {
            First::Words(view::known_bugs(language, &case, severity, &known))
        })
    }
}
