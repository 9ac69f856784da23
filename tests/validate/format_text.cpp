// What is said of the text of primitives; tests/messages has one of each.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace fhirops;
using test::said;

TEST_CASE("each part of a text that is wrong is named, and what would be right", "[validate][format_text]") {
  struct group {
    type_id type;
    std::string_view what;  // between the value and the words
    std::vector<std::pair<std::string_view, std::string_view>> rows;
  };
  const std::vector<group> groups{
      {type_id::date,
       " is not a date: ",
       {{"202", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"20244", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"20240101", "write 2024-01-01"},
        {"202401012", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"20240101x", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"0000", "there is no year 0000, years go from 0001 to 9999"},
        {"2024x", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024.01", "write - instead of ."},
        {"2024/01", "write - instead of /"},
        {"2024T10:00:00Z", "a time needs a full date, YYYY-MM-DD"},
        {"2024-", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024-1", "the month has two digits, as in 2024-01"},
        {"2024-1-1", "the month has two digits, as in 2024-01"},
        {"2024-001", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024-x", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024-00", "there is no month 00"},
        {"2024-13", "there is no month 13"},
        {"2024-01x", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024-01T10:00:00Z", "a time needs a full date, YYYY-MM-DD"},
        {"2024-01-", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024-01-1", "the day has two digits, as in 2024-01-01"},
        {"2024-01-001", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024-01-x", "write YYYY, YYYY-MM or YYYY-MM-DD"},
        {"2024-01-00", "there is no day 00"},
        {"2024-01-32", "January 2024 has 31 days"},
        {"2024-01-01T", "a date has no time: write 2024-01-01"},
        {"2024-01-01 10:00:00Z", "a date has no time: write 2024-01-01"},
        {"2024-01-01x", "remove \"x\" at the end"},
        {"2024-01-01-", "remove \"-\" at the end"},
        {" 2024", "remove the white space at its beginning"},
        {"2024 ", "remove the white space at its end"},
        {"\0112024", "remove the white space at its beginning"}}},
      {type_id::dateTime,
       " is not a dateTime: ",
       {{"x", "write YYYY, YYYY-MM, YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss and an offset, Z or +01:00"},
        {"2024-01-01t10:00:00Z", "write T in upper case"},
        {"2024-01-01 10:00:00Z", "write T before the time, not a space"},
        {"2024-01-01x", "remove \"x\" at the end"},
        {"2024-01-01T", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T1:00:00Z", "the hour has two digits, as in 09:30:00"},
        {"2024-01-01T123", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T10", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T10x", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T10:", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T10:0:00Z", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T10:00", "a time needs seconds: write 10:00:00"},
        {"2024-01-01T10:00Z", "a time needs seconds: write 10:00:00"},
        {"2024-01-01T24:00:00Z", "there is no hour 24, hours go from 00 to 23"},
        {"2024-01-01T10:60:00Z", "there is no minute 60, minutes go from 00 to 59"},
        {"2024-01-01T10:00:", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T10:00:0Z", "a time is hh:mm:ss, as in 09:30:00"},
        {"2024-01-01T10:00:61Z", "there is no second 61, seconds go from 00 to 59, or 60 in a leap second"},
        {"2024-01-01T10:00:00,5Z", "write a point before the fraction of a second, not a comma"},
        {"2024-01-01T10:00:00.", "digits are missing after the point"},
        {"2024-01-01T10:00:00.Z", "digits are missing after the point"},
        {"2024-01-01T10:00:00", "a time needs an offset, Z or +01:00"},
        {"2024-01-01T10:00:00.5", "a time needs an offset, Z or +01:00"},
        {"2024-01-01T10:00:00z", "write Z in upper case"},
        {"2024-01-01T10:00:00Zx", "remove \"x\" at the end"},
        {"2024-01-01T10:00:00x", "remove \"x\" at the end"},
        {"2024-01-01T10:00:00+0100", "an offset has a colon: write +01:00"},
        {"2024-01-01T10:00:00-0130", "an offset has a colon: write -01:30"},
        {"2024-01-01T10:00:00+01", "an offset has minutes: write +01:00"},
        {"2024-01-01T10:00:00-01", "an offset has minutes: write -01:00"},
        {"2024-01-01T10:00:00+", "an offset is Z, +hh:mm or -hh:mm"},
        {"2024-01-01T10:00:00+1:00", "an offset is Z, +hh:mm or -hh:mm"},
        {"2024-01-01T10:00:00+01:0", "an offset is Z, +hh:mm or -hh:mm"},
        {"2024-01-01T10:00:00+01.00", "an offset is Z, +hh:mm or -hh:mm"},
        {"2024-01-01T10:00:00+01:60", "offsets go from -14:00 to +14:00, with minutes up to 59"},
        {"2024-01-01T10:00:00+14:01", "offsets go from -14:00 to +14:00, with minutes up to 59"},
        {"2024-01-01T10:00:00-15:00", "offsets go from -14:00 to +14:00, with minutes up to 59"},
        {"2024-01-01T10:00:00+01:00x", "remove \"x\" at the end"},
        {"2024-01-01T10:00:00+01000", "an offset is Z, +hh:mm or -hh:mm"}}},
      {type_id::instant,
       " is not an instant: ",
       {{"x", "write YYYY-MM-DDThh:mm:ss and an offset, Z or +01:00"},
        {"2024", "an instant needs a full date, a time and an offset, as in 2024-01-01T00:00:00Z"},
        {"2024-01", "an instant needs a full date, a time and an offset, as in 2024-01-01T00:00:00Z"},
        {"2024-01-01", "an instant needs a time and an offset, as in 2024-01-01T00:00:00Z"},
        {"2024-01-01T10:00:00", "a time needs an offset, Z or +01:00"}}},
      {type_id::time,
       " is not a time: ",
       {{"x", "a time is hh:mm:ss, as in 09:30:00"},
        {"1:00:00", "the hour has two digits, as in 09:30:00"},
        {"123:00", "a time is hh:mm:ss, as in 09:30:00"},
        {"12", "a time is hh:mm:ss, as in 09:30:00"},
        {"12:", "a time is hh:mm:ss, as in 09:30:00"},
        {"12x00", "a time is hh:mm:ss, as in 09:30:00"},
        {"12:0", "a time is hh:mm:ss, as in 09:30:00"},
        {"12:00", "a time needs seconds: write 12:00:00"},
        {"12:00:", "a time is hh:mm:ss, as in 09:30:00"},
        {"12:00:0", "a time is hh:mm:ss, as in 09:30:00"},
        {"24:00:00", "there is no hour 24, hours go from 00 to 23"},
        {"12:60:00", "there is no minute 60, minutes go from 00 to 59"},
        {"12:00:61", "there is no second 61, seconds go from 00 to 59, or 60 in a leap second"},
        {"12:00:00Z", "a time by itself has no offset: remove Z"},
        {"12:00:00z", "a time by itself has no offset: remove z"},
        {"12:00:00+01:00", "a time by itself has no offset: remove +01:00"},
        {"12:00:00-01:00", "a time by itself has no offset: remove -01:00"},
        {"12:00:00x", "remove \"x\" at the end"},
        {"12:00:00.", "digits are missing after the point"},
        {"12:00:00,5", "write a point before the fraction of a second, not a comma"},
        {"12:00:00 ", "remove the white space at its end"},
        {"T12:00:00", "a time is hh:mm:ss, as in 09:30:00"}}},
      {type_id::decimal,
       " is not a decimal: ",
       {{"+1", "remove the +"},
        {"-+1", "write a number as JSON has it, such as -1.50 or 1.5e3"},
        {".5", "write a digit before the point, as in 0.5"},
        {"-.5", "write a digit before the point, as in -0.5"},
        {"01", "remove the leading 0"},
        {"-01", "remove the leading 0"},
        {"1,5", "write a point, not a comma, and nothing between thousands"},
        {"1.", "write a digit after the point, or remove the point"},
        {"-1.", "write a digit after the point, or remove the point"},
        {"x", "write a number as JSON has it, such as -1.50 or 1.5e3"},
        {"1e", "write a number as JSON has it, such as -1.50 or 1.5e3"},
        {"0x1", "write a number as JSON has it, such as -1.50 or 1.5e3"},
        {" 1", "remove the white space at its beginning"},
        {"1 ", "remove the white space at its end"}}},
      {type_id::id,
       " is not an id: ",
       {{"a_b", "\"_\" is not allowed, an id has A-Z, a-z, 0-9, - and . only"},
        {"a b", "a space is not allowed, an id has A-Z, a-z, 0-9, - and . only"},
        {"\303\245", "\"\303\245\" is not allowed, an id has A-Z, a-z, 0-9, - and . only"},
        {"a\377", "a byte that is not UTF-8 is not allowed, an id has A-Z, a-z, 0-9, - and . only"},
        {"a/b", "\"/\" is not allowed, an id has A-Z, a-z, 0-9, - and . only"}}},
      {type_id::code,
       " is not a code: ",
       {{" a", "remove the white space at its beginning"},
        {"a ", "remove the white space at its end"},
        {"a  b", "write one space between words, not several"}}},
      {type_id::uuid,
       " is not a uuid: ",
       {{"x", "write urn:uuid: and 8-4-4-4-12 hexadecimal digits, as in urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
        {"c757873d-ec9a-4326-a141-556f43239520", "write urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
        {"C757873D-EC9A-4326-A141-556F43239520", "write urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
        {"urn:uuid:C757873D-EC9A-4326-A141-556F43239520",
         "write it in lower case, urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
        {"URN:UUID:c757873d-ec9a-4326-a141-556f43239520",
         "write it in lower case, urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
        {"urn:uuid:", "it has 0 characters after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"},
        {"urn:uuid:a", "it has 1 character after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"},
        {"urn:uuid:ab", "it has 2 characters after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"},
        {"urn:uuid:g757873d-ec9a-4326-a141-556f43239520", "\"g\" is not a hexadecimal digit"},
        {"urn:uuid:c757873d-ec9a-4326-a141-556f432395201",
         "it has 37 characters after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"},
        {"urn:uuid:c757873de-c9a-4326-a141-556f43239520",
         "write urn:uuid: and 8-4-4-4-12 hexadecimal digits, as in urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
        {"urn:uuid:c757873d ec9a-4326-a141-556f43239520", "a space is not a hexadecimal digit"}}},
      {type_id::oid,
       " is not an oid: ",
       {{"1.2.3", "write urn:oid: before it, as in urn:oid:1.2.3"},
        {"x", "it must begin with urn:oid:, as in urn:oid:1.2.3"},
        {"urn:oid", "it must begin with urn:oid:, as in urn:oid:1.2.3"},
        {"", "it must begin with urn:oid:, as in urn:oid:1.2.3"},
        {"urn:oidx:1", "it must begin with urn:oid:, as in urn:oid:1.2.3"},
        {"URN:OID:1.2", "it must begin with urn:oid: in lower case"},
        {"Urn:x:1.2.3", "it must begin with urn:oid:, as in urn:oid:1.2.3"},
        {"urn:oid:", "an OID begins with 0, 1 or 2"},
        {"urn:oid:3.1", "an OID begins with 0, 1 or 2"},
        {"urn:oid:12.1", "an OID begins with 0, 1 or 2"},
        {"urn:oid:1", "an OID has at least two numbers, as in urn:oid:1.2"},
        {"urn:oid:1.", "an OID has at least two numbers, as in urn:oid:1.2"},
        {"urn:oid:1..2", "a number is missing beside a point"},
        {"urn:oid:1.02", "02 has a leading 0: remove it"},
        {"urn:oid:1.2.x", "\"x\" is not allowed, an OID has digits and points only"},
        {"urn:oid:x", "\"x\" is not allowed, an OID has digits and points only"},
        {"urn:oid:1.2 ", "a space is not allowed, an OID has digits and points only"},
        {"urn:oid:.1", "an OID begins with 0, 1 or 2"},
        {"urn:oid:1.2.00", "00 has a leading 0: remove it"},
        {"urn", "it must begin with urn:oid:, as in urn:oid:1.2.3"}}},
      {type_id::base64Binary,
       " is not base64: ",
       {{"Q", "it has 1 character, not a multiple of 4: pad it with = or complete it"},
        {"QU", "it has 2 characters, not a multiple of 4: pad it with = or complete it"},
        {"QUJ", "it has 3 characters, not a multiple of 4: pad it with = or complete it"},
        {"QUJDQ", "it has 5 characters, not a multiple of 4: pad it with = or complete it"},
        {"QU JD", "white space is only allowed between groups of four characters"},
        {"QUJ-", "\"-\" is of the URL-safe alphabet: write +"},
        {"QUJ_", "\"_\" is of the URL-safe alphabet: write /"},
        {"QQ*=", "\"*\" is not allowed, base64 has A-Z, a-z, 0-9, +, / and = only"},
        {"QQ=A", "= is only allowed at the end"},
        {"QQ==QQ==", "= is only allowed at the end"},
        {"Q===", "at most two = are allowed at the end"},
        {"====", "at most two = are allowed at the end"},
        {"QUI==", "it has 5 characters, not a multiple of 4: pad it with = or complete it"},
        {" ", "it has only white space: leave the element out"},
        {"\012\011", "it has only white space: leave the element out"},
        {"QUI\303\246", "\"\303\246\" is not allowed, base64 has A-Z, a-z, 0-9, +, / and = only"}}},
      {type_id::uri,
       " is not a uri: ",
       {{" a", "remove the white space at its beginning"},
        {"a ", "remove the white space at its end"},
        {"a b", "write a space in it as %20"},
        {"a\011b", "a tab is not allowed: remove it"},
        {"a\012b", "a line break is not allowed: remove it"},
        {"a\015b", "a line break is not allowed: remove it"},
        {"\011a", "remove the white space at its beginning"}}},
      {type_id::uri,
       "",
       {{"urn:uuid:1#a", " is not a UUID: it has 1 character after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"},
        {"a\302\240b", " has the white space character U+00A0: remove it"},
        {"a\342\200\203", " has the white space character U+2003: remove it"},
        {"\343\200\200", " has the white space character U+3000: remove it"},
        {"urn:uuid:1|a", " is not a UUID: it has 1 character after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"},
        {"urn:oid:1.02#a|b", " is not an OID: 02 has a leading 0: remove it"},
        {"urn:uuid:", " is not a UUID: it has 0 characters after urn:uuid:, not the 36 of 8-4-4-4-12 hexadecimal digits"}}},
      {type_id::string,
       "",
       {{" ", " has only white space: write something, or leave the element out"},
        {"a\001", " has the control character U+0001: R4 allows only tab, line feed and carriage return"},
        {"a\037b", " has the control character U+001F: R4 allows only tab, line feed and carriage return"},
        {"\302\240", " has only white space: write something, or leave the element out"}}},
      {type_id::canonical,
       "",
       {{"a", " is relative: a canonical should be an absolute URI, or # and the id of a contained resource"},
        {"|1", " is relative: a canonical should be an absolute URI, or # and the id of a contained resource"},
        {"urn:oid:1.02|1", " is not an OID: 02 has a leading 0: remove it"},
        {"?a", " is relative: a canonical should be an absolute URI, or # and the id of a contained resource"}}}};
  for (const group& each : groups)
    for (const auto& [text, words] : each.rows)
      CHECK(said(each.type, text) == detail::quoted(text) + std::string(each.what) + std::string(words));
}

TEST_CASE("a value is shown up to 60 bytes", "[validate][format_text]") {
  CHECK(said(type_id::date, std::string(100, '1')) ==
        '"' + std::string(60, '1') + "...\" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD");
  CHECK(said(type_id::id, std::string(1000, 'a')) ==
        '"' + std::string(60, 'a') + "...\" is not an id: it has 1000 characters, at most 64 are allowed");
  CHECK(said(type_id::string, std::string(1048577, 'a')) ==
        "the string has 1048577 characters, at most 1048576 (2^20) are allowed");
}

TEST_CASE("control characters are named, and those that R4 allows are not faults", "[validate][format_text]") {
  CHECK(said(type_id::string, "a\tb\nc\rd").empty());
  for (char c = 1; c < 0x20; ++c) {
    if (c == '\t' || c == '\n' || c == '\r') continue;
    const std::string text = std::string("a") + c;
    CHECK(said(type_id::string, text) == detail::quoted(text) + " has the control character " +
                                             detail::code_point_name(static_cast<unsigned char>(c)) +
                                             ": R4 allows only tab, line feed and carriage return");
  }
  CHECK(said(type_id::string, "a\x7F").empty());
}

TEST_CASE("integers out of the range of their type", "[validate][format_text]") {
  using detail::integer_text;
  CHECK(integer_text(type_id::integer, 2147483648, false) == "2147483648 is too large for an integer (at most 2147483647)");
  CHECK(integer_text(type_id::unsignedInt, 2147483648, false) ==
        "2147483648 is too large for an unsignedInt (at most 2147483647)");
  CHECK(integer_text(type_id::positiveInt, 2147483648, false) ==
        "2147483648 is too large for a positiveInt (at most 2147483647)");
  CHECK(integer_text(type_id::integer, -2147483649, false) == "-2147483649 is too small for an integer (at least -2147483648)");
  CHECK(integer_text(type_id::unsignedInt, -1, false) == "-1 is not an unsignedInt: it must be at least 0");
  CHECK(integer_text(type_id::unsignedInt, 0, true) == "-0 is not an unsignedInt: write 0");
  CHECK(integer_text(type_id::positiveInt, 0, false) == "0 is not a positiveInt: it must be at least 1");
  CHECK(integer_text(type_id::positiveInt, 0, true) == "-0 is not a positiveInt: it must be at least 1");
  CHECK(integer_text(type_id::positiveInt, -5, false) == "-5 is not a positiveInt: it must be at least 1");
}
