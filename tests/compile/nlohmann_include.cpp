// The same header, without a use.
#include <nlohmann/json.hpp>
