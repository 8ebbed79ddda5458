//! Counts of who has heard what became of a bug.

use crate::domain::Receipt;

/// How many customers are how far with the last outcome of a bug.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReceiptCounts {
    /// All of them.
    pub all: usize,
    /// Those who were told, whatever they said then.
    pub told: usize,
    /// Those for whom it works now.
    pub confirmed: usize,
    /// Those for whom it is still broken.
    pub broken: usize,
}

impl ReceiptCounts {
    /// Counts receipts.
    pub fn of(receipts: impl IntoIterator<Item = Receipt>) -> Self {
        let mut counts = Self::default();
        for receipt in receipts {
            counts.all += 1;
            match receipt {
                Receipt::Waiting | Receipt::Gone => {}
                Receipt::Told | Receipt::Read => counts.told += 1,
                Receipt::Confirmed => {
                    counts.told += 1;
                    counts.confirmed += 1;
                }
                Receipt::Broken => {
                    counts.told += 1;
                    counts.broken += 1;
                }
            }
        }
        counts
    }
}
