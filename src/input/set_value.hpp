// The ways past the verbs: `parameters:`, `set:` and `--set`.
#pragma once

#include <string>

#include "change_apply.hpp"

namespace corridor::input {

/// Sets `table.row.column` to a text, which may be a quantity where the column has a unit; a bare
/// number is taken in the column's unit, which its name says. E221 a path that leads nowhere;
/// E206, E207 and the codes of cells for a value that cannot stand there.
void set_path(const std::string& path, const std::string& value, const Location& where,
              ChangeContext& context);

/// Sets the parameter `id`; `where` is the value's place. E209 no such parameter.
void set_parameter(const std::string& id, const std::string& value, const Location& where,
                   ChangeContext& context);

}  // namespace corridor::input
