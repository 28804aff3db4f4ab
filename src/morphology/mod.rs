//! A word → its stem or root.
