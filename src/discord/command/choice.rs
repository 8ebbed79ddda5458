//! Options of a command that offer a list: any enum whose values have names.

use std::{borrow::Cow, str::FromStr};

use strum::VariantArray;

/// The value of an enum that somebody chose. What its values are called in each language stands in
/// the files of words, under "What is on offer in an option".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice<T>(pub T);

impl<T> poise::ChoiceParameter for Choice<T>
where
    T: VariantArray + Copy + FromStr + Into<&'static str>,
{
    fn list() -> Cow<'static, [poise::CommandParameterChoice]> {
        let choices = T::VARIANTS.iter().map(|&value| poise::CommandParameterChoice {
            name: value.into().into(),
            localizations: [].as_slice().into(),
            __non_exhaustive: (),
        });
        choices.collect::<Vec<_>>().into()
    }

    fn from_index(index: usize) -> Option<Self> {
        T::VARIANTS.get(index).copied().map(Self)
    }

    fn from_name(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    fn name(&self) -> &'static str {
        self.0.into()
    }

    /// None: `localised` adds the words of other languages to the whole command.
    fn localized_name(&self, _locale: &str) -> Option<&'static str> {
        None
    }
}
