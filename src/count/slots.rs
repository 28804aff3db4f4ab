//! The memory of a table: slots in a row, on large pages of memory where there are many. Looked up in any order, slots
//! on small pages cost a search for their page each time.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

/// Bytes of a large page.
pub(super) const LARGE_PAGE: usize = 2 << 20;

/// Slots in a row.
pub(super) struct Slots<T: Copy> {
    first: NonNull<T>,
    count: usize,
}

// SAFETY: the slots are owned, as those of a `Vec` are.
unsafe impl<T: Copy + Send> Send for Slots<T> {}
// SAFETY: as above.
unsafe impl<T: Copy + Sync> Sync for Slots<T> {}

impl<T: Copy + Default> Slots<T> {
    /// So many slots, each with the default.
    pub(super) fn new(count: usize) -> Self {
        let layout = Self::layout(count);
        if layout.size() == 0 {
            return Self { first: NonNull::dangling(), count };
        }
        // SAFETY: the layout has a size.
        let memory = unsafe { alloc(layout) };
        let Some(first) = NonNull::new(memory.cast()) else { handle_alloc_error(layout) };
        // Before they are written to: then it is settled how large they are.
        ask_for_large_pages(memory, layout);
        for at in 0..count {
            // SAFETY: memory for so many was given.
            unsafe { first.add(at).write(T::default()) };
        }
        Self { first, count }
    }
}

impl<T: Copy> Slots<T> {
    fn layout(count: usize) -> Layout {
        let layout = Layout::array::<T>(count).expect("a table that fits the memory");
        if layout.size() < LARGE_PAGE {
            return layout;
        }
        layout.align_to(LARGE_PAGE).expect("a table that fits the memory")
    }
}

impl<T: Copy> Drop for Slots<T> {
    fn drop(&mut self) {
        let layout = Self::layout(self.count);
        if layout.size() > 0 {
            // SAFETY: the memory was given for this layout, and nothing in it has a destructor, since it is `Copy`.
            unsafe { dealloc(self.first.as_ptr().cast(), layout) }
        }
    }
}

impl<T: Copy> Deref for Slots<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        // SAFETY: so many slots lie there, written when they were made, and are borrowed as `self` is.
        unsafe { std::slice::from_raw_parts(self.first.as_ptr(), self.count) }
    }
}

impl<T: Copy> DerefMut for Slots<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as in `deref`; `self` is borrowed for this alone.
        unsafe { std::slice::from_raw_parts_mut(self.first.as_ptr(), self.count) }
    }
}

impl<T: Copy + Default> Default for Slots<T> {
    fn default() -> Self {
        Self::new(0)
    }
}

impl<T: Copy + Default> Clone for Slots<T> {
    fn clone(&self) -> Self {
        let mut copy = Self::new(self.count);
        copy.copy_from_slice(self);
        copy
    }
}

impl<T: Copy> std::fmt::Debug for Slots<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} slots", self.count)
    }
}

/// Says to Linux that large pages are welcome. Elsewhere, or where it has none, pages are as they are.
fn ask_for_large_pages(memory: *mut u8, layout: Layout) {
    #[cfg(all(target_os = "linux", not(miri)))]
    if layout.size() >= LARGE_PAGE {
        const MADV_HUGEPAGE: std::ffi::c_int = 14;
        unsafe extern "C" {
            fn madvise(memory: *mut u8, size: usize, advice: std::ffi::c_int) -> std::ffi::c_int;
        }
        // SAFETY: whole pages of the memory just given, since it begins at one; the advice changes nothing in them.
        unsafe { madvise(memory, layout.size() / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE) };
    }
    #[cfg(not(all(target_os = "linux", not(miri))))]
    let _ = (memory, layout);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_begin_with_the_default_and_are_copied() {
        for count in [0, 1, 1000, LARGE_PAGE / 8, LARGE_PAGE / 8 + 3] {
            let mut slots = Slots::<u64>::new(count);
            assert_eq!((slots.len(), slots.iter().sum::<u64>()), (count, 0));
            slots.iter_mut().zip(1..).for_each(|(slot, number)| *slot = number);
            let copy = slots.clone();
            drop(slots);
            assert!(copy.iter().copied().eq(1..=count as u64));
        }
    }
}
