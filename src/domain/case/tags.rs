//! The tags of a case.

use std::collections::BTreeSet;

use crate::domain::{FactKind, Tag, refusal::CaseRefusal};

use crate::domain::case::state::Case;

/// The most tags that one case may have.
pub const TAG_COUNT_LIMIT: usize = 20;

impl Case {
    pub(super) fn tag(&mut self, tag: Tag) -> Result<FactKind, CaseRefusal> {
        let fact = FactKind::CaseTagged { tag: tag.as_str().to_owned() };
        if self.tags.contains(&tag) {
            return Err(CaseRefusal::AlreadyDone { case: self.number, fact });
        }
        if self.tags.len() >= TAG_COUNT_LIMIT {
            return Err(CaseRefusal::TooManyTags);
        }
        self.tags.insert(tag);
        Ok(fact)
    }

    pub(super) fn untag(&mut self, tag: &Tag) -> Result<FactKind, CaseRefusal> {
        let name = tag.as_str().to_owned();
        if !self.tags.remove(tag) {
            return Err(CaseRefusal::NotTagged { case: self.number, tag: name });
        }
        Ok(FactKind::CaseUntagged { tag: name })
    }

    pub(super) fn retag(
        &mut self,
        chosen: &BTreeSet<Tag>,
        offered: &BTreeSet<Tag>,
    ) -> Result<FactKind, CaseRefusal> {
        let before = self.tags.clone();
        self.tags.retain(|tag| !offered.contains(tag) || chosen.contains(tag));
        self.tags.extend(chosen.intersection(offered).cloned());
        if self.tags.len() > TAG_COUNT_LIMIT {
            return Err(CaseRefusal::TooManyTags);
        }
        let names = |one: &BTreeSet<Tag>, other| {
            one.difference(other).map(|tag| tag.as_str().to_owned()).collect()
        };
        Ok(FactKind::CaseRetagged {
            added: names(&self.tags, &before),
            removed: names(&before, &self.tags),
        })
    }
}
