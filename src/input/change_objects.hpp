// Things that can be shut, opened or charged: what a `where` without a table means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change_apply.hpp"

namespace corridor::input {

struct NamedObject {
  std::string kind;  ///< word of closures.object_kind: border, rail_link, passage, ...
  std::string id;    ///< of the row, or the name of the passage
  Match match;       ///< its row; of a passage: table is empty
};

/// The objects that `change.where` means: borders first, then links, passages, services and
/// places; the first kind that has the name wins. A map may say `kind:`.
/// Findings as select_rows.
[[nodiscard]] std::vector<NamedObject> select_objects(const Change& change, ChangeContext& context,
                                                      bool prefers_used);

/// "border chaman", "passage hormuz", "3 x railway (...)".
[[nodiscard]] std::string words_for(const std::vector<NamedObject>& objects, const Tables& tables);

}  // namespace corridor::input
