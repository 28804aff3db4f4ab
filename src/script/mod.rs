//! One character at a time: its class, whether it is Arabic, its value as a digit. Strings belong to
//! `normalize`, runs of characters to `token`.

mod class;
pub mod letter;

pub use class::{
    Class, class, digit_value, is_arabic, is_arabic_letter, is_invisible, is_mark, is_strong_end_mark,
};
