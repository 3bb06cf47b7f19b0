// Prices. Each says what it is charged on and what it already includes: one payment, one row.
#pragma once

#include <string>

#include "corridor/model/place.hpp"

namespace corridor::model {

enum class BoxSize : unsigned char { k20, k40 };
inline constexpr int kBoxSizes = 2;
[[nodiscard]] const char* name_of(BoxSize size);
/// TEU in one box of this size. Source: ISO 668.
[[nodiscard]] constexpr Teu teu_of(BoxSize size) {
  return Teu(size == BoxSize::k20 ? 1.0 : 2.0);
}

enum class HaulProduct : unsigned char { kTruckDomestic, kTruckTir, kBlockTrain, kWagonLoad };
enum class HaulDirection : unsigned char { kBoth, kFromSea, kToSea };

/// Price and speed of haulage in a country. A truck rate is per truck-km (both sizes hold the same
/// number); a rail rate is per box-km of the size.
struct HaulRate {
  CountryId country;  ///< none = any country without a row of its own
  HaulProduct product = HaulProduct::kTruckDomestic;
  HaulDirection direction = HaulDirection::kBoth;
  BoxSize size = BoxSize::k20;
  Ranged<UsdPerKm> price;
  Ranged<KmPerHour> speed;
  bool includes_border_fee = false;
  RowId row;
};

/// Ocean price of a box between a rate region and a port, or between two ports.
struct LaneRate {
  std::string from;  ///< rate region, or slug of a place
  std::string to;
  BoxSize size = BoxSize::k20;
  int year = 0;
  Ranged<Usd> price;
  RowId row;
};

/// A lane that may be dearer than a way through a third port, and why the prices are left so.
struct LaneException {
  std::string from;  ///< rate region, or slug of a place
  std::string to;
  int year = 0;
  std::string reason;
  RowId row;
};

enum class Trade : unsigned char { kImport, kExport, kTransit, kTranshipment };
inline constexpr int kTrades = 4;

enum class ChargeKind : unsigned char {
  kThc,
  kWharfage,
  kScanning,
  kTracking,
  kExamination,
  kWeighment,
  kDocuments,
  kStorage,
};

/// What a port charges a box. Storage is per box-day within [from_day, to_day]; all else per box.
struct BoxCharge {
  PlaceId place;
  Trade trade = Trade::kTransit;
  BoxSize size = BoxSize::k20;
  ChargeKind kind = ChargeKind::kThc;
  int from_day = 0;
  int to_day = 0;  ///< 0 = no end
  Usd amount;
  double applies_share = 1.0;  ///< share of boxes that pay
  RowId row;
};

/// Paid once by a truck that enters `into`; the truck is taken to carry the flag of `from`.
struct EntryFee {
  CountryId into;
  CountryId from;  ///< none = any other country
  Ranged<Usd> fee;
  RowId row;
};

}  // namespace corridor::model
