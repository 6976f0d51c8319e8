//! Numbered pages with a true total (D5).

use crate::champ::{ChampsInvalides, Lecture, Probleme};

/// Lines of a page when the caller does not say.
pub const PAGE_DEFAULT: u32 = 10;
/// Most lines of a page; more is coerced down.
pub const PAGE_MAX: u32 = 100;

/// Which lines of a list to return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Lines of the page, 1 to [`PAGE_MAX`].
    pub page_size: u32,
    /// Lines to pass over.
    pub skip: u32,
}

impl PageRequest {
    /// Zero means the default; a negative number is refused.
    pub fn parse(page_size: i32, skip: i32) -> Result<Self, ChampsInvalides> {
        let mut lecture = Lecture::default();
        let size = lecture.read("page_size", u32::try_from(page_size).map_err(|_| Probleme::PageInvalide));
        let skip = lecture.read("skip", u32::try_from(skip).map_err(|_| Probleme::PageInvalide));
        lecture.finish()?;
        let page_size = match size.unwrap_or_default() {
            0 => PAGE_DEFAULT,
            size => size.min(PAGE_MAX),
        };
        Ok(Self { page_size, skip: skip.unwrap_or_default() })
    }
}

/// One page, and how many items there are on all pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items of the page.
    pub items: Vec<T>,
    /// How many items match, on all pages.
    pub total: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_coerced_down_and_a_negative_one_refused() {
        assert_eq!(PageRequest::parse(0, 0).unwrap(), PageRequest { page_size: 10, skip: 0 });
        assert_eq!(PageRequest::parse(101, 7).unwrap(), PageRequest { page_size: 100, skip: 7 });
        assert_eq!(PageRequest::parse(-1, -1).unwrap_err().champs().len(), 2);
    }
}
