// A line of records that live in a table, with removal from the middle (reneging). The links are in
// the records (members `previous` and `next`), so waiting costs no allocation and a record stands
// in at most one line.
#pragma once

#include <cstdint>

namespace headroom::sim {

class WaitingLine {
 public:
  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;
  bool empty() const { return head_ == kNobody; }
  std::uint32_t length() const { return length_; }
  std::uint32_t front() const { return head_; }
  std::uint32_t back() const { return tail_; }

  template <class Table>
  void pushBack(Table& table, std::uint32_t who) {
    table[who].previous = tail_;
    table[who].next = kNobody;
    (tail_ == kNobody ? head_ : table[tail_].next) = who;
    tail_ = who;
    ++length_;
  }
  /// Behind `before`, or at the head of the line when that is kNobody.
  template <class Table>
  void insertAfter(Table& table, std::uint32_t before, std::uint32_t who) {
    const std::uint32_t after = before == kNobody ? head_ : table[before].next;
    table[who].previous = before;
    table[who].next = after;
    (before == kNobody ? head_ : table[before].next) = who;
    (after == kNobody ? tail_ : table[after].previous) = who;
    ++length_;
  }
  template <class Table>
  void remove(Table& table, std::uint32_t who) {
    auto& record = table[who];
    (record.previous == kNobody ? head_ : table[record.previous].next) = record.next;
    (record.next == kNobody ? tail_ : table[record.next].previous) = record.previous;
    record.previous = record.next = kNobody;
    --length_;
  }
  template <class Table>
  std::uint32_t popFront(Table& table) {
    const std::uint32_t who = head_;
    remove(table, who);
    return who;
  }

 private:
  std::uint32_t head_ = kNobody;
  std::uint32_t tail_ = kNobody;
  std::uint32_t length_ = 0;
};

}  // namespace headroom::sim
