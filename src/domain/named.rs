//! Words for values: each value of a closed list has one word, which the database, the export,
//! buttons and the files of words share.

/// Gives types that derive `IntoStaticStr` a method for their word.
macro_rules! named {
    ($($type:ty),+ $(,)?) => {$(
        impl $type {
            /// Returns the word for the value.
            pub fn into_str(&self) -> &'static str {
                self.into()
            }
        }
    )+};
}

pub(crate) use named;
