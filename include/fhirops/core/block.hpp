#pragma once
// A counted block of values on the heap that knows how to copy and destroy its own content.
// `box` and `list` are typed views of it; the table-driven reader works on it without the type.
// One untyped destructor and copy serve all of FHIR's types: see docs/explanation/decisions.md.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/compiled.hpp"

namespace fhirops::detail {

struct block;
class block_handle;

// A host can build FHIR values that nest without limit, but the stack is limited. Functions that visit blocks within blocks
// recurse down to this depth; deeper blocks are kept in a list and handled once the recursion has unwound.
inline constexpr unsigned deepest_recursion = 16;

// The depth of such a visit, and the tasks that it has put off. It does not throw, as a release must not; and a std::vector would
// be compiled in every unit that includes this header.
template <class Task>
class block_walk {
 public:
  block_walk() noexcept = default;
  block_walk(const block_walk&) = delete;
  block_walk& operator=(const block_walk&) = delete;
  ~block_walk() {
    if (later_ != nullptr) std::free(static_cast<void*>(later_));
  }

  unsigned depth = 0;

  // Puts the task off if the recursion is too deep already. False if the caller has to do it at once.
  [[nodiscard]] bool leave(Task task) noexcept { return depth >= deepest_recursion && keep(task); }
  // Whether no task is left.
  [[nodiscard]] bool done() const noexcept { return size_ == 0; }
  // Takes a task that was put off.
  [[nodiscard]] Task next() noexcept { return later_[--size_]; }

 private:
  // False if there is no memory for the list: the caller then recurses after all.
  [[gnu::noinline]] bool keep(Task task) noexcept {
    if (size_ == capacity_) {
      const std::size_t capacity = capacity_ * 2 + 64;
      void* grown = std::realloc(static_cast<void*>(later_), capacity * sizeof(Task));
      if (grown == nullptr) return false;
      later_ = static_cast<Task*>(grown);
      capacity_ = capacity;
    }
    later_[size_++] = task;
    return true;
  }

  Task* later_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};
struct block_copy {
  const block* from;
  block_handle* to;  // stays valid: the block that contains it does not grow any more
};
struct block_pair {
  const block* left;
  const block* right;
};
using copying = block_walk<block_copy>;
using comparing = block_walk<block_pair>;
using releasing = block_walk<block*>;

struct block_ops {
  std::size_t size;
  unsigned type;           // type_id if it is a FHIR type, otherwise 0
  const void* (*table)();  // its type_info; null if it has no table
  void (*construct)(const block_ops&, void* to);
  void (*assign)(const block_ops&, const void* from, void* to, copying& work);  // `to` is a newly constructed value
  void (*destroy)(const block_ops&, void* first, std::size_t count, releasing& work) noexcept;
  void (*relocate)(const block_ops&, void* from, std::size_t count, void* to) noexcept;
  bool (*equal)(const block_ops&, const void* a, const void* b, comparing& work);
};

struct alignas(std::max_align_t) block {
  const block_ops* ops;
  std::uint32_t size;
  std::uint32_t capacity;

  void* data() noexcept { return this + 1; }
  const void* data() const noexcept { return this + 1; }
  void* at(std::size_t i) noexcept { return static_cast<std::byte*>(data()) + i * ops->size; }
  const void* at(std::size_t i) const noexcept { return static_cast<const std::byte*>(data()) + i * ops->size; }
};

// The largest number of values in one block, far more than a FHIR list has.
inline constexpr std::size_t max_block_size = std::numeric_limits<std::uint32_t>::max() / 2;

// Most elements are absent, so only the test for that is inlined; the code that copies, compares or grows is not.
class block_handle {
 public:
  constexpr block_handle() noexcept = default;
  block_handle(const block_handle& other) : p_(other.p_ == nullptr ? nullptr : clone_all(*other.p_)) {}
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
    if (p_ != nullptr) release_all(p_);
  }

  friend bool operator==(const block_handle& a, const block_handle& b) { return a.p_ == b.p_ || a.equals_all(b); }

  // Copies to an empty one, as part of a larger copy.
  void copy_from(const block_handle& other, copying& work) {
    if (other.count() == 0) return;  // most elements are absent
    copy_values(*other.p_, work);
  }
  [[nodiscard]] bool equals(const block_handle& other, comparing& work) const {
    return p_ == other.p_ ||
           (p_ != nullptr && other.p_ != nullptr ? equal_blocks({p_, other.p_}, work) : count() == other.count());
  }
  void release_blocks(releasing& work) noexcept {
    if (p_ != nullptr) release(std::exchange(p_, nullptr), work);
  }
  // Does the work that was put off.
  static void finish(copying& work) {
    while (!work.done()) {
      const block_copy next = work.next();
      next.to->p_ = clone(*next.from, work);
    }
  }
  [[nodiscard]] static bool finish(bool same, comparing& work) {
    while (same && !work.done()) same = equal_blocks(work.next(), work);
    return same;
  }
  static void finish(releasing& work) noexcept {
    while (!work.done()) release(work.next(), work);
  }

  constexpr void swap(block_handle& other) noexcept { std::swap(p_, other.p_); }
  constexpr block* get() const noexcept { return p_; }
  constexpr std::size_t count() const noexcept { return p_ == nullptr ? 0 : p_->size; }
  void reset() noexcept {
    if (p_ != nullptr) release_all(std::exchange(p_, nullptr));
  }

  // Makes room for `capacity` values in all, and moves the existing ones there.
  [[gnu::noinline]] void reserve(std::size_t capacity, const block_ops& ops) {
    if (p_ != nullptr && capacity <= p_->capacity) return;
    block* grown = allocate(capacity, ops);
    if (p_ != nullptr) {
      ops.relocate(ops, p_->data(), p_->size, grown->data());
      grown->size = p_->size;
      ::operator delete(static_cast<void*>(p_));
    }
    p_ = grown;
  }

  // Whether one more value needs a larger block, and the capacity of that block.
  [[nodiscard]] bool is_full() const noexcept { return p_ == nullptr || p_->size == p_->capacity; }
  [[nodiscard]] std::size_t next_capacity() const noexcept {
    return p_ == nullptr ? 1 : std::size_t{p_->capacity} + p_->capacity / 2 + 1;
  }

  // Memory for one more value, not yet constructed: construct it there, then call `commit`.
  void* next(const block_ops& ops) {
    if (is_full()) reserve(next_capacity(), ops);
    return p_->at(p_->size);
  }
  void commit() noexcept { ++p_->size; }

  void* append(const block_ops& ops) {
    void* slot = next(ops);
    ops.construct(ops, slot);
    commit();
    return slot;
  }

  void truncate(std::size_t count) noexcept {
    if (p_ == nullptr || count >= p_->size) return;
    releasing work;
    p_->ops->destroy(*p_->ops, p_->at(count), p_->size - count, work);
    finish(work);
    p_->size = static_cast<std::uint32_t>(count);
  }

 private:
  static block* allocate(std::size_t capacity, const block_ops& ops) {
    if (capacity > max_block_size) std::abort();  // more than 2^31 values in one FHIR list
    void* memory = ::operator new(sizeof(block) + capacity * ops.size);
    return ::new (memory) block{&ops, 0, static_cast<std::uint32_t>(capacity)};
  }
  static void release(block* p, releasing& work) noexcept {
    if (work.leave(p)) return;
    ++work.depth;
    p->ops->destroy(*p->ops, p->data(), p->size, work);
    --work.depth;
    ::operator delete(static_cast<void*>(p));
  }
  // A function of its own: inlined, g++ 12 at -O2 warns of a `delete` on text in a Value, since it does not see that types
  // differ.
  [[gnu::noinline]] static void release_all(block* p) noexcept {
    releasing work;
    release(p, work);
    finish(work);
  }
  static block* clone(const block& from, copying& work) {
    block_handle copy;
    copy.p_ = allocate(from.size, *from.ops);
    for (std::uint32_t i = 0; i < from.size; ++i)
      from.ops->assign(*from.ops, from.at(i), copy.append(*from.ops), work);  // if it throws, `copy` cleans up
    return std::exchange(copy.p_, nullptr);
  }
  [[gnu::noinline]] static block* clone_all(const block& from) {
    copying work;
    block_handle copy;
    copy.p_ = clone(from, work);
    finish(work);
    return std::exchange(copy.p_, nullptr);
  }
  [[gnu::noinline]] void copy_values(const block& from, copying& work) {
    if (work.leave({&from, this})) return;
    ++work.depth;
    p_ = clone(from, work);
    --work.depth;
  }
  [[gnu::noinline]] void copy(const block_handle& other) { block_handle(other).swap(*this); }

  static bool equal_blocks(block_pair pair, comparing& work) {
    // Blocks of two types may meet where any resource is allowed.
    if (pair.left->size != pair.right->size || pair.left->ops->type != pair.right->ops->type) return false;
    if (work.leave(pair)) return true;
    ++work.depth;
    bool same = true;
    for (std::uint32_t i = 0; same && i < pair.left->size; ++i)
      same = pair.left->ops->equal(*pair.left->ops, pair.left->at(i), pair.right->at(i), work);
    --work.depth;
    return same;
  }
  [[nodiscard, gnu::noinline]] bool equals_all(const block_handle& other) const {
    comparing work;
    return finish(equals(other, work), work);
  }

  block* p_ = nullptr;
};

// Whether a value can be made from these arguments: an aggregate only from one that converts to it. C++20 also makes it from values
// of its first members, so that the text for a Reference would become the id of the element.
template <class T, class... From>
concept MadeFrom = std::constructible_from<T, From...> && (!std::is_aggregate_v<T> || sizeof...(From) == 0 ||
                                                           (sizeof...(From) == 1 && (std::convertible_to<From, T> && ...)));

// A type that holds blocks and handles them itself, as Value does.
template <class T>
concept HasBlocks = requires(T& to, const T& from, copying& copy, comparing& compare, releasing& release) {
  to.copy_from(from, copy);
  { from.equals(from, compare) } -> std::same_as<bool>;
  to.release_blocks(release);
};
// A primitive: a value or a text, and a box for its id and extensions.
template <class T>
concept HasElement = requires(T& primitive) {
  T::representation;
  primitive.element.reset();
};

// The functions of one type, as the compiler generates them. Types with a table use the functions of table_functions instead
// (type_info.hpp), except for the few that appear in long lists.
template <class T>
struct generated_functions {
  static_assert(std::is_nothrow_move_constructible_v<T>);
  static void construct(const block_ops&, void* to) { ::new (to) T(); }
  static void assign(const block_ops&, const void* from, void* to, [[maybe_unused]] copying& work) {
    const T& source = *static_cast<const T*>(from);
    T& target = *static_cast<T*>(to);
    if constexpr (std::is_base_of_v<block_handle, T>) {
      static_cast<block_handle*>(to)->copy_from(*static_cast<const block_handle*>(from), work);
    } else if constexpr (HasBlocks<T>) {
      target.copy_from(source, work);
    } else if constexpr (HasElement<T>) {
      if constexpr (requires { source.value; })
        target.value = source.value;
      else
        target.text = source.text;
      if constexpr (requires { source.minus_zero; }) target.minus_zero = source.minus_zero;
      handle(target.element).copy_from(handle(source.element), work);
    } else {
      target = source;
    }
  }
  static void destroy(const block_ops&, void* first, std::size_t count, releasing& work) noexcept {
    for (T* each = static_cast<T*>(first); count > 0; --count, ++each) {
      release(*each, work);
      each->~T();
    }
  }
  static void relocate(const block_ops&, void* from, std::size_t count, void* to) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
      T* each = static_cast<T*>(from) + i;
      ::new (static_cast<void*>(static_cast<T*>(to) + i)) T(std::move(*each));
      each->~T();
    }
  }
  static bool equal(const block_ops&, const void* a, const void* b, [[maybe_unused]] comparing& work) {
    const T& left = *static_cast<const T*>(a);
    const T& right = *static_cast<const T*>(b);
    if constexpr (std::is_base_of_v<block_handle, T>) {
      return static_cast<const block_handle*>(a)->equals(*static_cast<const block_handle*>(b), work);
    } else if constexpr (HasBlocks<T>) {
      return left.equals(right, work);
    } else if constexpr (HasElement<T>) {
      bool same = false;
      if constexpr (requires { left.value; })
        same = left.value == right.value;
      else
        same = std::string_view(left.text) == std::string_view(right.text);
      if constexpr (requires { left.is_minus_zero(); }) same = same && left.is_minus_zero() == right.is_minus_zero();
      return same && handle(left.element).equals(handle(right.element), work);
    } else {
      static_assert(requires { left == right; }, "fhirops: the items of a fhirops::list need an operator==");
      return left == right;
    }
  }
  // Releases the blocks of a value that is about to be destroyed.
  FHIROPS_DETAIL_INLINED static void release(T& value, [[maybe_unused]] releasing& work) noexcept {
    if constexpr (std::is_base_of_v<block_handle, T>)
      static_cast<block_handle*>(static_cast<void*>(&value))->release_blocks(work);
    else if constexpr (HasBlocks<T>)
      value.release_blocks(work);
    else if constexpr (HasElement<T>)
      handle(value.element).release_blocks(work);
  }

 private:
  // A box has no members except its handle, which is private.
  static block_handle& handle(auto& box) noexcept { return *static_cast<block_handle*>(static_cast<void*>(&box)); }
  static const block_handle& handle(const auto& box) noexcept {
    return *static_cast<const block_handle*>(static_cast<const void*>(&box));
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
struct ops_holder {
  static constexpr block_ops value{sizeof(T),
                                   block_type<T>(),
                                   block_functions<T>::table,
                                   &block_functions<T>::construct,
                                   &block_functions<T>::assign,
                                   &block_functions<T>::destroy,
                                   &block_functions<T>::relocate,
                                   &block_functions<T>::equal};
};
#ifdef FHIROPS_COMPILED
template <class T>
  requires is_compiled<T>
struct ops_holder<T> {
  static const block_ops value;
};
#endif
template <class T>
inline constexpr const block_ops& ops_of = value_of<ops_holder<T>>();

}  // namespace fhirops::detail
