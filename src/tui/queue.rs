//! What waits to be handled. Answers to what the app wanted come before all that waits already: a key typed ahead meets
//! the screen that the key before it led to.

use crate::tui::msg::Msg;
use std::collections::VecDeque;

/// Messages in the order in which they are handled.
#[derive(Debug, Default)]
pub struct Queue(VecDeque<Msg>);

impl Queue {
    /// Puts something that happened behind all that waits.
    pub fn put(&mut self, msg: Msg) {
        self.0.push_back(msg);
    }

    /// Puts the answers of one step before all that waits, in their order.
    pub fn put_answers(&mut self, answers: Vec<Msg>) {
        for answer in answers.into_iter().rev() {
            self.0.push_front(answer);
        }
    }

    /// Takes what is handled next.
    pub fn take(&mut self) -> Option<Msg> {
        self.0.pop_front()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_before_what_waits() {
        let mut queue = Queue::default();
        queue.put(Msg::Woken(5));
        queue.put_answers(vec![Msg::Woken(1), Msg::Woken(4)]);
        assert!(matches!(queue.take(), Some(Msg::Woken(1))));
        queue.put_answers(vec![Msg::Woken(2), Msg::Woken(3)]);
        let order: Vec<Msg> = std::iter::from_fn(|| queue.take()).collect();
        assert!(matches!(order[..], [Msg::Woken(2), Msg::Woken(3), Msg::Woken(4), Msg::Woken(5)]), "{order:?}");
        assert!(queue.is_empty());
    }
}
