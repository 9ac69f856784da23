#pragma once
// What PostgreSQL's error codes mean for the caller (https://www.postgresql.org/docs/15/errcodes-appendix.html).

#include <string_view>

namespace store {

// Whether the same query may succeed a moment later: 503 and not 500. Only the code decides, not the text.
constexpr bool worth_retrying(std::string_view sqlstate) noexcept {
  const std::string_view kind = sqlstate.substr(0, 2);
  return kind == "08"             // no connection, or it was lost; PgBouncer's own errors
         || kind == "40"          // rolled back: serialization, deadlock, a standby that had to proceed
         || kind == "53"          // out of memory, disk or connections
         || kind == "57"          // cancelled, stopping, starting
         || kind == "HV"          // a foreign server, that is, a shard
         || sqlstate == "25P03"   // idle in a transaction for too long
         || sqlstate == "55P03"   // lock_timeout
         || sqlstate == "58000"   // an error of the operating system
         || sqlstate == "58030"   // input or output
         || sqlstate == "72000";  // the snapshot is too old
}

// Whether the server has ended the connection with this error, as it does with severity FATAL or PANIC: the query is not to
// blame. It is received as a result while the connection still looks healthy. If an engine or a pooler does not send a severity,
// the code decides. With the severity ERROR the connection stays usable: a coordinator reports in this way that a shard has no
// connection.
constexpr bool is_farewell(std::string_view severity, std::string_view sqlstate) noexcept {
  if (!severity.empty()) return severity == "FATAL" || severity == "PANIC";
  return sqlstate.substr(0, 4) == "57P0" || sqlstate.substr(0, 2) == "08" || sqlstate == "25P03";
}

// Whether the server's text may be logged: it is about the server, the connection or the schema. The text of any other error may
// show the values of rows (22P02: invalid input syntax for type bigint: "...").
constexpr bool is_free_of_values(std::string_view sqlstate) noexcept {
  const std::string_view kind = sqlstate.substr(0, 2);
  return kind == "08" || kind == "28" || kind == "3D" || kind == "3F" || kind == "40" || kind == "42" || kind == "53" ||
         kind == "55" || kind == "57" || kind == "58";
}

}  // namespace store
