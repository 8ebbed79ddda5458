//! Draws what helps to find cases.

mod board;
