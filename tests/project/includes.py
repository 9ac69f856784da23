#!/usr/bin/env python3
"""includes.py [--self-test]: whether each header of include/ includes the headers of the standard library that it uses, and no others.

Each name `std::...` in a header has a header of the standard library in HEADERS, which the file must include itself: what another
header happens to include may go. A header of the standard library that is included without a use costs every user compile time.
Comments and strings do not count. Prints what is wrong, and fails if anything is; --self-test tries it on texts of its own.
"""

import pathlib
import re
import sys

top = pathlib.Path(__file__).resolve().parents[2]

# Header: the names after `std::` that it gives, as a regular expression. A name that several headers give (by the standard) is in
# each of them: one of them is enough.
HEADERS = {
    "algorithm": r"(all_of|any_of|none_of|binary_search|clamp|copy|copy_n|copy_if|count|count_if|equal|fill|fill_n|find|find_if|find_if_not|"
                 r"for_each|is_sorted|lexicographical_compare|lower_bound|upper_bound|equal_range|make_heap|push_heap|pop_heap|sort_heap|max|min|minmax|"
                 r"max_element|min_element|mismatch|remove|remove_if|replace|reverse|rotate|search|sort|stable_sort|partition|unique|transform|"
                 r"ranges::(sort|find|find_if|any_of|all_of|none_of|copy|equal|max|min|lower_bound|binary_search|is_sorted))",
    "array": r"(array|to_array)",
    "atomic": r"(atomic\w*|memory_order\w*)",
    "bit": r"(bit_cast|bit_ceil|bit_floor|bit_width|countl_zero|countr_zero|countl_one|countr_one|endian|has_single_bit|popcount|rotl|rotr)",
    "charconv": r"(from_chars|from_chars_result|to_chars|to_chars_result|chars_format)",
    "chrono": r"(chrono|literals::chrono_literals|chrono_literals)",
    "compare": r"(\w+_ordering|compare_\w+|is_lt|is_gt|is_eq|is_neq|is_lteq|is_gteq|three_way_comparable\w*|common_comparison_category\w*)",
    "concepts": r"(same_as|derived_from|convertible_to|integral|signed_integral|unsigned_integral|floating_point|constructible_from|"
                r"default_initializable|move_constructible|copy_constructible|assignable_from|swappable|destructible|invocable|regular_invocable|"
                r"predicate|equality_comparable|equality_comparable_with|totally_ordered|regular|semiregular|movable|copyable|relation)",
    "condition_variable": r"condition_variable\w*",
    "cstddef": r"(size_t|ptrdiff_t|byte|nullptr_t|max_align_t|to_integer)",
    "cstdint": r"(u?int(_fast|_least)?(8|16|32|64)_t|u?intptr_t|u?intmax_t)",
    "cstdio": r"(f?printf|snprintf|fputs|fwrite|fread|fopen|fclose|FILE|size_t)",
    "cstdlib": r"(abort|exit|free|malloc|calloc|realloc|strtod|strtoull?|getenv|abs|size_t)",
    "cstring": r"(memcpy|memcmp|memmove|memset|memchr|strlen|strcmp|size_t)",
    "exception": r"(exception|exception_ptr|current_exception|rethrow_exception|terminate|uncaught_exceptions)",
    "forward_list": r"forward_list",
    "functional": r"(function|invoke|reference_wrapper|ref|cref|less|greater|equal_to|hash|plus|minus|identity|unwrap_reference_t|unwrap_ref_decay_t)",
    "initializer_list": r"initializer_list",
    "iosfwd": r"(ostream|istream|iostream)",
    "iostream": r"(cout|cerr|cin|clog|ostream|istream)",
    "istream": r"(istream|ws)",
    "iterator": r"(begin|end|cbegin|cend|rbegin|rend|size|ssize|data|empty|next|prev|advance|distance|back_inserter|make_move_iterator|move_iterator|"
                r"reverse_iterator|\w+_iterator|\w+_iterator_tag|iter_\w+_t|iterator_traits|default_sentinel\w*|sentinel_for|sized_sentinel_for|"
                r"indirectly_\w+|istreambuf_iterator|ranges::(begin|end|next|prev|distance|advance|size|data))",
    "limits": r"numeric_limits",
    "map": r"(map|multimap)",
    "memory": r"(unique_ptr|shared_ptr|weak_ptr|make_unique|make_shared|addressof|construct_at|destroy_at|destroy|destroy_n|allocator\w*|"
              r"uninitialized_\w+|to_address|start_lifetime_as|hash)",
    "mutex": r"(mutex|lock_guard|unique_lock|scoped_lock|call_once|once_flag)",
    "new": r"(bad_alloc|nothrow|launder|align_val_t|hardware_\w+_size|get_new_handler|bad_array_new_length)",
    "numeric": r"(accumulate|iota|gcd|lcm|reduce|midpoint)",
    "optional": r"(optional|nullopt|nullopt_t|make_optional|bad_optional_access|hash)",
    "ostream": r"(ostream|endl|flush)",
    "ranges": r"(ranges::\w+|views::\w+)",
    "ratio": r"(ratio|ratio_\w+|milli|micro|nano|kilo)",
    "span": r"(span|as_bytes|as_writable_bytes|dynamic_extent|begin|end|size|data|empty)",
    "stop_token": r"(stop_token|stop_source|stop_callback)",
    "string": r"(string|to_string|stoi|stol|stoul|stod|basic_string|u8string|erase_if|erase|getline|char_traits|literals|string_literals|begin|end|size|data|empty|hash)",
    "string_view": r"(string_view|basic_string_view|u8string_view|literals|string_view_literals|char_traits|begin|end|size|data|empty|hash)",
    "system_error": r"(errc|error_code|error_condition|system_error|generic_category|system_category|make_error_code)",
    "thread": r"(thread|jthread|this_thread)",
    "tuple": r"(tuple|make_tuple|tie|apply|forward_as_tuple|tuple_size\w*|tuple_element\w*|ignore|get)",
    "type_traits": r"(is_(?!lt\b|gt\b|eq\b|neq\b|lteq\b|gteq\b|sorted\b)\w+|remove_(?!if\b)\w+|add_\w+|conditional_t|conditional|enable_if_t|enable_if|decay_t|decay|common_type_t|common_type|"
                   r"common_reference\w*|underlying_type\w*|integral_constant|bool_constant|true_type|false_type|type_identity|type_identity_t|void_t|"
                   r"conjunction\w*|disjunction\w*|negation\w*|make_(un)?signed\w*|invoke_result\w*|has_\w+|extent_v|rank_v|alignment_of_v|aligned_storage\w*)",
    "typeinfo": r"(type_info|bad_cast)",
    "unordered_map": r"unordered_map",
    "unordered_set": r"unordered_set",
    "set": r"(set|multiset)",
    "utility": r"(move|forward|exchange|swap|pair|make_pair|declval|as_const|index_sequence\w*|make_index_sequence|integer_sequence|make_integer_sequence|"
               r"in_place\w*|cmp_\w+|in_range|piecewise_construct|move_if_noexcept|get|tuple_size\w*|tuple_element\w*|unreachable|to_underlying)",
    "variant": r"(variant|visit|get|get_if|holds_alternative|monostate|variant_size\w*|variant_alternative\w*|variant_npos|bad_variant_access|in_place\w*)",
    "vector": r"(vector|erase_if|erase|begin|end|size|data|empty)",
}
# The standard gives these names with others, so that their header need not be asked for beside them: array, pair and tuple have `get`.
ALSO = {"array": r"(get|tuple_size\w*|tuple_element\w*|swap|begin|end|size|data|empty)", "map": r"(erase_if|begin|end|size|empty)", "charconv": r"errc"}
# What a header gives without `std::`.
LANGUAGE = {"compare": r"<=>", "new": r"\bnew \(|\bnew\s*\(", "initializer_list": r":\s*\{", "cstdint": r"\bU?INT\d+_(C|MAX)\b", "cassert": r"\bassert\(",
            "typeinfo": r"\btypeid\(", "version": r"\b__cpp_", "cstddef": r"\boffsetof\(", "chrono": r"\bchrono::", "cerrno": r"\berrno\b",
            "climits": r"\b\w+_(MAX|MIN|BIT)\b"}
# Names whose own header, <functional> or <ranges>, takes longer to compile than all others together. The headers named here give them too, in
# every standard library that we build with; where one does not, the tests `header.*` do not compile.
SMALLER = {"invoke": "functional", "reference_wrapper": "functional", "unwrap_reference_t": "functional", "less": "functional",
           "ranges::enable_borrowed_range": "iterator", "ranges::enable_view": "iterator", "ranges::input_range": "iterator",
           "ranges::range_reference_t": "iterator"}

NAME = re.compile(r"\bstd::((?:ranges::|views::)?[A-Za-z_]\w*)")


def code(text):
    """The text without comments and strings."""
    text = re.sub(r'R"(\w*)\((.*?)\)\1"', '""', text, flags=re.DOTALL)
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'', lambda m: '""' if m[0][0] == '"' else " ", text, flags=re.DOTALL)


def homes(name):
    """The headers that give a name, first the one that is for it."""
    return [h for h, names in HEADERS.items() if re.fullmatch(names, name)] + [h for h, names in ALSO.items() if re.fullmatch(names, name)]


def faults(text):
    included = re.findall(r"^\s*#\s*include\s*<(\w+)>", text, re.MULTILINE)
    body = "\n".join(line for line in code(text).split("\n") if not re.match(r"\s*#\s*include", line))
    found, used = [], set()
    for name in dict.fromkeys(NAME.findall(body)):
        if name in SMALLER:
            used.add(SMALLER[name])
            continue
        where = homes(name)
        used.update(where)
        if not where:
            found.append(f"std::{name} is not in the table of includes.py: add it to the header that gives it")
        elif not set(where) & set(included):
            found.append(f"std::{name} is used, <{where[0]}> is not included" + (f" (nor {', '.join(f'<{h}>' for h in where[1:])})" if where[1:] else ""))
    for header in included:
        if header not in HEADERS and header not in LANGUAGE:
            found.append(f"<{header}> is not in the table of includes.py")
        elif header not in used and not (header in LANGUAGE and re.search(LANGUAGE[header], body)):
            found.append(f"<{header}> is included, nothing of it is used")
        if included.count(header) > 1 and "#if" not in text:
            found.append(f"<{header}> is included twice")
    return list(dict.fromkeys(found))


def self_test():
    begin = "#include <string>\n#include <cstddef>\n"
    for text, what in [
        (begin + "std::string a; std::size_t n;", []),
        ("#include <string>\nstd::string a; std::vector<int> b;", ["std::vector is used, <vector> is not included"]),
        (begin + "std::string a;", ["<cstddef> is included, nothing of it is used"]),
        (begin + "std::string a; // std::size_t", ["<cstddef> is included, nothing of it is used"]),
        (begin + 'std::string a = "std::size_t";', ["<cstddef> is included, nothing of it is used"]),
        ('#include <string>\nstd::string a = R"(" std::vector ")";', []),
        ("#include <cstring>\nvoid f(std::size_t n, void* a) { std::memset(a, 0, n); }", []),
        ("#include <new>\nvoid f(void* a) { ::new (a) int; }", []),
        ("#include <algorithm>\nbool b = std::is_sorted(f, l);", []),
        ("#include <vector>\nint n = std::size(a);", []),
        ("std::nothing_known x;", ["std::nothing_known is not in the table of includes.py: add it to the header that gives it"]),
        ("#include <regex>\n", ["<regex> is not in the table of includes.py"]),
        ("#include <string>\n#include <string>\nstd::string a;", ["<string> is included twice"]),
    ]:
        found = faults(text)
        if found != what:
            sys.exit(f"includes.py: {text!r}: {found}, not {what}")
    print("the check finds what it is for")


if sys.argv[1:] == ["--self-test"]:
    self_test()
elif sys.argv[1:]:
    sys.exit(__doc__)
else:
    paths = sorted((top / "include").rglob("*.hpp"))
    count = 0
    for path in paths:
        for fault in faults(path.read_text(encoding="utf-8")):
            print(f"{path.relative_to(top)}: {fault}")
            count += 1
    print(f"{len(paths)} headers, {count} faults")
    sys.exit(count > 0)
