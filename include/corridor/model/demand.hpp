// What wants to move: regions, cargo classes, yearly flows, and the rules of transit they fall
// under.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "corridor/base/date.hpp"
#include "corridor/model/link.hpp"
#include "corridor/model/tariff.hpp"

namespace corridor::model {

struct RegionTag;
struct CommodityTag;
struct DemandTag;
struct ProfileTag;
using RegionId = Id<RegionTag>;
using CommodityId = Id<CommodityTag>;
using DemandId = Id<DemandTag>;
using ProfileId = Id<ProfileTag>;

struct Region {
  std::string slug;
  std::string name;
  bool is_inland = false;       ///< a region of demand, as against a partner overseas
  bool is_contestable = false;  ///< counts for the headline when both ends do
  RowId row;
};

/// How a region's end reaches the network.
enum class Access : unsigned char { kLand, kSea, kPort };

/// A fixed share of a region's boxes begins or ends at a place.
struct RegionPlace {
  RegionId region;
  RegionId for_country;  ///< none = for every country without rows of its own
  Access access = Access::kLand;
  PlaceId place;
  double share = 0.0;  ///< of the region's boxes; sums to 1 over (region, for_country)
  RowId row;
};

/// Shares of a year by month, January first; sums to 1.
struct MonthProfile {
  std::string slug;
  std::array<double, 12> share{};
};

enum class TradeDirection : unsigned char { kImport, kExport };  ///< seen from `country`

enum class LoadKind : unsigned char {
  kChoice,       ///< chooses its route
  kFixedLoad,    ///< uses named facilities whatever happens
  kCalibration,  ///< an observation to compare with, never loaded
};

/// Boxes that move between a region and a partner.
struct Demand {
  std::string slug;
  RegionId country;
  RegionId partner;
  TradeDirection direction = TradeDirection::kImport;
  CommodityId commodity;
  Ranged<TeuPerHour> flow;  ///< laden, mean over data_year
  UsdPerTeu value;
  std::array<Tonnes, kBoxSizes> tonnes_per_box{};
  double share_40 = 0.0;  ///< of the laden TEU
  double share_reefer = 0.0;
  ProfileId profile;
  double growth_per_year = 0.0;
  int data_year = 0;
  LoadKind load_kind = LoadKind::kChoice;
  bool in_base = true;
  std::vector<PlaceId> via;      ///< fixed loads: places passed, in order
  bool is_transhipment = false;  ///< fixed loads: from ship to ship; the flow counts each box once
  TeuPerHour empty_flow;
  bool empties_return = true;  ///< against the laden direction (else with it)
  RowId row;
};

/// What the lists of a regime of transit say of the goods in a box.
enum class GoodsRule : unsigned char {
  kFree,      ///< on no list
  kUnderFee,  ///< pays the regime's fee on its value
  kBarred,    ///< on the negative list: may not pass where the regime is met
};
inline constexpr int kGoodsRules = 3;
[[nodiscard]] const char* name_of(GoodsRule rule);

/// The rules of transit for boxes of some countries where they meet some places or borders.
struct Regime {
  std::string slug;
  std::string instrument;  ///< ATT, TIR, QTTA, ...
  std::vector<RegionId> countries;
  std::optional<TradeDirection> direction;  ///< none = both
  std::vector<PlaceId> gateways;            ///< applied where the box passes the quay
  std::vector<BorderId> borders;            ///< applied where it crosses
  UsdPerTeu guarantee;
  double guarantee_share_of_value = 0.0;
  double fee_share_of_value = 0.0;              ///< on goods under the fee
  std::vector<CommodityId> fee_commodities;     ///< groups that hold goods under the fee
  bool has_negative_list = false;               ///< barred goods may not pass
  std::vector<CommodityId> barred_commodities;  ///< groups that hold goods on that list
  double scan_share = 0.0;
  PerHour scan_capacity;  ///< boxes, shared by all transit at its gateways; 0 = not known
  PerHour tracker_capacity;
  bool scanners_are_circular = false;  ///< scan_capacity was surpassed or is traffic seen: no limit
  bool trackers_are_circular = false;
  std::optional<Date> from;
  std::optional<Date> to;
  RowId row;
};

/// What a closure shuts or narrows.
enum class ClosureTarget : unsigned char { kBorder, kLink, kPassage, kService, kPlace };
enum class ClosureEffect : unsigned char { kClosed, kOpen, kCapacity };

struct Closure {
  std::string slug;
  std::string what;
  ClosureTarget target = ClosureTarget::kBorder;
  std::string object;  ///< slug of a border, link, service or place; name of a passage
  ClosureEffect effect = ClosureEffect::kClosed;
  double factor = 1.0;  ///< kCapacity: what is left
  std::optional<Date> from;
  std::optional<Date> to;        ///< last day; none = still so when last seen
  std::optional<Season> season;  ///< only in this window of each year between the dates
  RowId row;
};

}  // namespace corridor::model
