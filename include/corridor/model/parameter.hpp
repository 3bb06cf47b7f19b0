// Numbers of the model that belong to no place: choice, value of time, handling, conversion.
#pragma once

#include <string>
#include <vector>

#include "corridor/model/demand.hpp"

namespace corridor::model {

/// What an hour of a box costs its owner. Exactly one school is in force; every run names it.
struct ValueOfTime {
  std::string preset;                 ///< vot-central, vot-glins, vot-hummels, glins-myanmar
  std::optional<UsdPerTeuHour> flat;  ///< the same for all goods
  std::optional<double> share_of_value_per_hour;
  Column<CommodityId, UsdPerTeuHour> by_commodity;  ///< used when neither of the others is set
};

/// Keys of parameters.csv in comments; units as the type says.
struct Parameters {
  Ranged<double> theta;        ///< per USD/TEU, scale of the choice of corridor; choice.theta_*
  double theta_gateway = 0.0;  ///< between gateways of a corridor, if larger; choice.theta_gateway
  double theta_route = 0.0;    ///< between routes by a gateway, if larger; choice.theta_route
  double reliability_ratio =
      0.0;          ///< value of a standard deviation over value of time; vor.reliability_ratio
  Usd lift;         ///< per box, road <-> rail; road_rail.lift_usd_per_box
  Hours lift_time;  ///< road_rail.lift_hours
  Ranged<Usd> gauge_change;  ///< per box where no border row holds it; gauge_change.*
  Ranged<Hours> gauge_change_time;
  Usd truck_swap;  ///< per truck, transload at a border; truck_transshipment_cost
  Hours truck_swap_time;
  Hours quay_time;  ///< on or off a ship, without the stay in the yard; quay.hours
  // Of the simulation alone; a 0 switches off what it describes.
  double trucks_per_lane_hour = 0.0;     ///< port.gate.trucks_per_lane_hour
  double teu_per_gate_truck = 0.0;       ///< of a port's fixed loads; port.gate.teu_per_truck
  PerHour default_ship_calls;            ///< port.default_calls_per_week
  double ship_room_share = 0.0;          ///< over what a ship comes for; vessel.export_room_share
  double cranes_per_ship = 0.0;          ///< most at once; quay.cranes_per_ship
  double teu_per_move = 0.0;             ///< of a crane; quay.teu_per_move
  Hours crane_up;                        ///< between failures; quay.crane_up_hours
  Hours crane_repair;                    ///< quay.crane_repair_hours
  double vessel_draught_m = 0.0;         ///< laden, at 1,000 TEU; vessel.draught_1000_teu_m
  double vessel_draught_growth_m = 0.0;  ///< a doubling; vessel.draught_per_doubling_m
  double vessel_light_share = 0.0;       ///< least draught over laden; vessel.light_draught_share
  Hours truck_return_time;               ///< before an empty sets out; empty.turn_hours
  Hours detention_free;                  ///< cost.detention.free_days
  Usd detention_per_box_day;             ///< cost.detention.att
  Hours least_patience;                  ///< at a closure; reroute.least_days
  double carrier_owned_share = 0.0;      ///< of boxes, else the shipper's; box.carrier_owned_share
  double due_slack_share = 0.0;          ///< of the usual time; shipment.due_slack_share
  double fleet_spare_share = 0.0;        ///< trucks beyond need; truck.fleet_spare_share
  double drive_h_per_day = 0.0;          ///< on the way back; truck.driver_hours_per_day
  Hours hire_patience;                   ///< before trucks are hired; truck.hire_hours
  double shortage_price = 0.0;           ///< of a hired truck over the usual; truck.shortage_price
  Hours truck_free_wait;                 ///< truck.free_wait_hours
  Usd truck_wait_per_day;                ///< beyond it, a truck; truck.wait_usd_per_day
  Hours train_lift_time;                 ///< on or off a train; block_train.default_lift_hours
  PerHour default_train_departures;      ///< block_train.default_departures_per_week
  Tonnes truck_payload;                  ///< truck.payload_t
  double teu_per_train = 0.0;            ///< rail.cis.train_teu_default
  double fee_listed_share = 0.0;         ///< regime.att.listed_share
  double negative_list_share = 0.0;      ///< regime.att.negative_list_share
  double road_kg_per_t_km = 0.0;         ///< CO2e well-to-wheel; co2.*
  double rail_kg_per_t_km = 0.0;
  double sea_kg_per_t_km = 0.0;
  double carbon_usd_per_kg = 0.0;  ///< inside route choice; 0 by default
  double empty_cost_factor = 0.0;  ///< of a laden haul, not billed with it; empty.cost_factor
  double time_elasticity = 0.0;    ///< trade gained per day saved; trade.time_elasticity
  UsdPerTeu stranded_penalty;      ///< stranded.penalty_usd_per_teu
};

/// Money that every box pays at a place because of sanctions or war; risk.* rows.
struct RiskPremium {
  std::vector<PlaceId> places;
  int year = 0;
  Ranged<UsdPerTeu> premium;
  RowId row;
};

/// What a price is counted on.
enum class Per : unsigned char { kTeu, kBox, kTruck };

/// Money that a scenario adds wherever a box meets an object.
struct Surcharge {
  std::string what;
  ClosureTarget target = ClosureTarget::kPlace;
  std::string object;  ///< slug, or name of a passage
  Per per = Per::kTeu;
  Usd amount;
  RowId row;
};

/// A group of inputs that move together in a sensitivity check; assumption_groups.csv.
enum class GroupKind : unsigned char {
  kRailPrice,
  kTruckPrice,
  kRailSpeed,
  kSeaPrice,
  kPortCharges,
  kBorderTime,
  kBorderCapacity,
  kTerminalRoom,
  kValueOfTime,
  kChoiceScale,
  kFeesAndGuarantee,
  kDemand,
  kRiskPremium,
};

struct AssumptionGroup {
  GroupKind kind = GroupKind::kRailPrice;
  std::string slug;
  std::string name;  ///< what moves together, in words
  /// Factors at the two ends for rows without a range of their own; 0 = rows move by their own.
  double low = 0.0;
  double high = 0.0;
  RowId row;
};

}  // namespace corridor::model
