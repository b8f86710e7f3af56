// A growing array of plain records, for tables of millions.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace headroom::sim {

/// Like std::vector for trivially copyable records, with two differences that large tables need: it
/// grows in place where the allocator can move pages instead of bytes (std::realloc), so that
/// growing neither copies nor doubles what is resident; and records lie on cache lines.
/// Throws std::bad_alloc. References do not survive a push.
template <class Record>
class RecordArray {
  static_assert(std::is_trivially_copyable_v<Record>);
  static constexpr std::size_t kLine = 64;

 public:
  RecordArray() = default;
  RecordArray(const RecordArray& other) {
    if (other.size_ == 0) return;
    grow(other.size_);
    std::memcpy(static_cast<void*>(records_), other.records_, other.size_ * sizeof(Record));
    size_ = other.size_;
  }
  RecordArray(RecordArray&& other) noexcept { swap(other); }
  RecordArray& operator=(RecordArray other) noexcept {
    swap(other);
    return *this;
  }
  ~RecordArray() { std::free(block_); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Record& operator[](std::size_t i) { return records_[i]; }
  const Record& operator[](std::size_t i) const { return records_[i]; }
  Record& pushBack(const Record& record) {
    if (size_ == capacity_) grow(capacity_ == 0 ? 256 : capacity_ * 2);
    return *new (records_ + size_++) Record(record);
  }

  /// One more, of any content.
  void addUnset() {
    if (size_ == capacity_) grow(capacity_ == 0 ? 256 : capacity_ * 2);
    ++size_;
  }
  void popBack() { --size_; }

 private:
  void grow(std::size_t capacity) {
    const std::size_t before = offset();
    void* larger = std::realloc(block_, capacity * sizeof(Record) + kLine);
    if (larger == nullptr) throw std::bad_alloc();
    block_ = larger;
    auto* first = static_cast<unsigned char*>(larger);
    unsigned char* aligned = first + (kLine - reinterpret_cast<std::uintptr_t>(first) % kLine);
    // The new block may lie otherwise towards a line than the old one did.
    if (size_ > 0 && aligned != first + before)
      std::memmove(aligned, first + before, size_ * sizeof(Record));
    records_ = reinterpret_cast<Record*>(aligned);
    capacity_ = capacity;
  }
  std::size_t offset() const {
    return records_ == nullptr
               ? 0
               : static_cast<std::size_t>(reinterpret_cast<unsigned char*>(records_) -
                                          static_cast<unsigned char*>(block_));
  }
  void swap(RecordArray& other) noexcept {
    std::swap(block_, other.block_);
    std::swap(records_, other.records_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  void* block_ = nullptr;
  Record* records_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace headroom::sim
