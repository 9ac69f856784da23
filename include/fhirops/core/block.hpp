#pragma once
// A counted block of values on the heap that knows how to copy and destroy its own content.
// `box` and `list` are typed views of it; the table-driven reader works on it without the type.
// One untyped destructor and copy serve all of FHIR's types: see docs/explanation/decisions.md.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>
#include <type_traits>
#include <utility>

namespace fhirops::detail {

struct block_ops {
  std::size_t size;
  unsigned type;           // type_id of a FHIR type, else 0
  const void* (*table)();  // its type_info, of a type that has one
  void (*construct)(const block_ops&, void* to);
  void (*assign)(const block_ops&, const void* from, void* to);
  void (*destroy)(const block_ops&, void* first, std::size_t count) noexcept;
  void (*relocate)(const block_ops&, void* from, std::size_t count, void* to) noexcept;
  bool (*equal)(const block_ops&, const void* a, const void* b);
};

// The functions of one type, as the compiler makes them. Types with a table have theirs from the
// table instead (type_info.hpp), but for the few that stand in long lists.
template <class T>
struct generated_functions {
  static_assert(std::is_nothrow_move_constructible_v<T>);
  static void construct(const block_ops&, void* to) { ::new (to) T(); }
  static void assign(const block_ops&, const void* from, void* to) {
    *static_cast<T*>(to) = *static_cast<const T*>(from);
  }
  static void destroy(const block_ops&, void* first, std::size_t count) noexcept {
    for (T* each = static_cast<T*>(first); count > 0; --count, ++each) each->~T();
  }
  static void relocate(const block_ops&, void* from, std::size_t count, void* to) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
      T* each = static_cast<T*>(from) + i;
      ::new (static_cast<void*>(static_cast<T*>(to) + i)) T(std::move(*each));
      each->~T();
    }
  }
  static bool equal(const block_ops&, const void* a, const void* b) {
    return *static_cast<const T*>(a) == *static_cast<const T*>(b);
  }
};

template <class T>
struct block_functions : generated_functions<T> {
  static constexpr const void* (*table)() = nullptr;
};

template <class T>
constexpr unsigned block_type() {
  if constexpr (requires { T::fhir_type; })
    return static_cast<unsigned>(T::fhir_type);
  else
    return 0;
}

template <class T>
inline constexpr block_ops ops_of{sizeof(T),
                                  block_type<T>(),
                                  block_functions<T>::table,
                                  &block_functions<T>::construct,
                                  &block_functions<T>::assign,
                                  &block_functions<T>::destroy,
                                  &block_functions<T>::relocate,
                                  &block_functions<T>::equal};

struct alignas(std::max_align_t) block {
  const block_ops* ops;
  std::uint32_t size;
  std::uint32_t capacity;

  void* data() noexcept { return this + 1; }
  const void* data() const noexcept { return this + 1; }
  void* at(std::size_t i) noexcept { return static_cast<std::byte*>(data()) + i * ops->size; }
  const void* at(std::size_t i) const noexcept {
    return static_cast<const std::byte*>(data()) + i * ops->size;
  }
};

// The largest number of values in one block: FHIR lists stay far below it.
inline constexpr std::size_t max_block_size = std::numeric_limits<std::uint32_t>::max() / 2;

// What copies, compares or grows is not inlined where there is nothing to do: it stands in every type.
class block_handle {
 public:
  constexpr block_handle() noexcept = default;
  block_handle(const block_handle& other) : p_(other.p_ == nullptr ? nullptr : clone(*other.p_)) {}
  constexpr block_handle(block_handle&& other) noexcept : p_(std::exchange(other.p_, nullptr)) {}
  block_handle& operator=(const block_handle& other) {
    if (p_ != other.p_) copy(other);
    return *this;
  }
  block_handle& operator=(block_handle&& other) noexcept {
    block_handle taken(std::move(other));
    taken.swap(*this);
    return *this;
  }
  constexpr ~block_handle() {
    if (p_ != nullptr) release(p_);
  }

  friend bool operator==(const block_handle& a, const block_handle& b) { return a.p_ == b.p_ || a.equals(b); }

  constexpr void swap(block_handle& other) noexcept { std::swap(p_, other.p_); }
  constexpr block* get() const noexcept { return p_; }
  constexpr std::size_t count() const noexcept { return p_ == nullptr ? 0 : p_->size; }
  void reset() noexcept {
    if (p_ != nullptr) release(std::exchange(p_, nullptr));
  }

  // Room for `capacity` values in all; what is there moves along.
  [[gnu::noinline]] void reserve(std::size_t capacity, const block_ops& ops) {
    if (p_ != nullptr && capacity <= p_->capacity) return;
    block* grown = allocate(capacity, ops);
    if (p_ != nullptr) {
      ops.relocate(ops, p_->data(), p_->size, grown->data());
      grown->size = std::exchange(p_->size, 0);
      release(p_);
    }
    p_ = grown;
  }

  // Whether one more value takes another block, and of how many values that is.
  [[nodiscard]] bool is_full() const noexcept { return p_ == nullptr || p_->size == p_->capacity; }
  [[nodiscard]] std::size_t next_capacity() const noexcept {
    return p_ == nullptr ? 1 : std::size_t{p_->capacity} + p_->capacity / 2 + 1;
  }

  // The place of one more value, not yet constructed: construct it there, then call `commit`.
  void* next(const block_ops& ops) {
    if (is_full()) reserve(next_capacity(), ops);
    return p_->at(p_->size);
  }
  void commit() noexcept { ++p_->size; }

  void* append(const block_ops& ops) {
    void* place = next(ops);
    ops.construct(ops, place);
    commit();
    return place;
  }

  void truncate(std::size_t count) noexcept {
    if (p_ == nullptr || count >= p_->size) return;
    p_->ops->destroy(*p_->ops, p_->at(count), p_->size - count);
    p_->size = static_cast<std::uint32_t>(count);
  }

 private:
  static block* allocate(std::size_t capacity, const block_ops& ops) {
    if (capacity > max_block_size) std::abort();  // two thousand million values in one FHIR list
    void* memory = ::operator new(sizeof(block) + capacity * ops.size);
    return ::new (memory) block{&ops, 0, static_cast<std::uint32_t>(capacity)};
  }
  // Apart, as g++ 12 at -O2 would warn of a `delete` where a Value had text: it does not see that types differ.
  [[gnu::noinline]] static void release(block* p) noexcept {
    p->ops->destroy(*p->ops, p->data(), p->size);
    ::operator delete(static_cast<void*>(p));
  }
  [[gnu::noinline]] static block* clone(const block& from) {
    block_handle copy;
    copy.p_ = allocate(from.size, *from.ops);
    for (std::uint32_t i = 0; i < from.size; ++i)
      from.ops->assign(*from.ops, from.at(i), copy.append(*from.ops));  // what throws leaves `copy` to clean up
    return std::exchange(copy.p_, nullptr);
  }
  [[gnu::noinline]] void copy(const block_handle& other) { block_handle(other).swap(*this); }
  [[nodiscard, gnu::noinline]] bool equals(const block_handle& other) const {
    if (count() != other.count()) return false;
    for (std::size_t i = 0; i < count(); ++i)
      if (!p_->ops->equal(*p_->ops, p_->at(i), other.p_->at(i))) return false;
    return true;
  }

  block* p_ = nullptr;
};

}  // namespace fhirops::detail
