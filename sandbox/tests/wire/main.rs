//! The sandbox from outside: a bot over the gateway and HTTP on one side, people on the other.

mod bot;
mod content;
mod example;
mod faces;
mod gateway;
mod interactions;
mod languages;
mod people;
mod trouble;
