// Tables as Parquet files, for programs that read columns.
#pragma once

#include <string>

#include "corridor/results/table.hpp"

namespace corridor::results {

/// The table as the bytes of a Parquet file with one row group, uncompressed and plainly encoded. A
/// column whose filled cells are all numbers is DOUBLE, any other UTF8; blanks are nulls. Numbers
/// are those of the CSV file, rounded to the column's digits.
/// Source: Apache Parquet format 2.9, parquet.thrift; Thrift compact protocol.
[[nodiscard]] std::string write_parquet(const Table& table);

}  // namespace corridor::results
