// A small invented world as CSV texts, for tests that change one thing in it.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/input/scenario_file.hpp"

namespace corridor::input {

/// Alpha (gateway) - Beta || Gamma - Delta by road, a railway beside the first leg, Omega overseas.
/// Columns that a text does not name are blank.
class TinyWorld {
 public:
  TinyWorld() {
    header.settings.rates_year = 2024;
    header.settings.value_of_time = "vot-central";
  }

  /// Replaces the only `before` in a table's text.
  TinyWorld& change(const std::string& table, const std::string& before, const std::string& after) {
    std::string& text = csv_.at(table);
    const std::size_t at = text.find(before);
    if (at == std::string::npos || text.find(before, at + 1) != std::string::npos) {
      throw std::invalid_argument("not once in " + table + ": " + before);
    }
    text.replace(at, before.size(), after);
    return *this;
  }
  TinyWorld& add(const std::string& table, const std::string& row) {
    csv_.at(table) += row + "\n";
    return *this;
  }
  TinyWorld& remove(const std::string& table) {
    csv_.erase(table);
    return *this;
  }

  /// The texts by table.
  [[nodiscard]] const std::map<std::string, std::string>& csv() const { return csv_; }

  /// Findings about cells and references; columns that are left out are none.
  [[nodiscard]] Tables tables(std::vector<Finding>& findings) const {
    Tables tables;
    for (const auto& [name, text] : csv_) {
      std::vector<Finding> all;
      tables.tables.emplace(name, read_csv(text, *find_table_spec(name), name + ".csv", all));
      for (Finding& finding : all) {
        if (finding.code != "E103") findings.push_back(std::move(finding));
      }
    }
    check_references(tables, findings);
    return tables;
  }
  [[nodiscard]] model::Scenario build(std::vector<Finding>& findings) const {
    return build_scenario(tables(findings), header, findings);
  }
  /// All findings as people read them.
  [[nodiscard]] std::string findings() const {
    std::vector<Finding> found;
    static_cast<void>(build(found));
    std::string all;
    for (const Finding& finding : found) all += format_finding(finding);
    return all;
  }

  model::Scenario header;

 private:
  std::map<std::string, std::string> csv_ = {
      {"countries", R"(id,name,customs_union,grade,source
PP,Pontus,,B,s
QQ,Quito,,B,s
)"},
      {"places",
       R"(id,name,country,kind,lat_deg,lon_deg,unlocode,time_zone,port_role,rate_region,grade,source
alpha,Alpha,PP,seaport,0,0,PPALP,Etc/UTC,gateway,HOME,B,s
beta,Beta,PP,border,0,1,,Etc/UTC,,,B,s
gamma,Gamma,QQ,border,0,1.01,,Etc/UTC,,,B,s
delta,Delta,QQ,city,0,2,,Etc/UTC,,,C,s
omega,Omega,QQ,seaport,10,0,,Etc/UTC,overseas,FAR,B,s
)"},
      {"terminals",
       R"(id,place,name,berths,sts_cranes,moves_per_crane_hour,capacity_teu_per_year,capacity_teu_per_year_low,capacity_teu_per_year_high,yard_teu,gate_lanes,dwell_import_days,rail_siding,circular_fields,capacity_grade,grade,source
t,alpha,Quay,2,4,25,876000,438000,1752000,9000,6,5,yes,yard_teu;gate_lanes,B,C,s
)"},
      {"borders",
       R"(id,name,from,to,mode,gauge_change,status,open_hours,open_days,seasonal_closure,hours_out,hours_in,sd_hours,fee_out_usd,fee_in_usd,capacity_unit,capacity_out_per_day,capacity_out_per_day_low,capacity_out_per_day_high,capacity_in_per_day,base_trucks_per_day,capacity_grade,grade,source
b,Bridge,beta,gamma,road,no,open,00:00-24:00,Mon;Tue,12-01..03-31,48,24,30,507,400,trucks,240,120,480,120,72,C,B,s
)"},
      {"road_links",
       R"(id,from,to,tags,length_km,free_flow_kmh,capacity_vehicles_per_day,grade,source
r1,alpha,beta,n1;n2,112,60,2400,B,s
r2,beta,gamma,,2,30,,B,s
r3,gamma,delta,,111,60,,D,s
)"},
      {"rail_links",
       R"(id,from,to,tags,length_km,gauge_mm,status,open_year,line_kmh,container_service,capacity_teu_per_day,capacity_teu_per_day_low,capacity_teu_per_day_high,project_kmh,project_kmh_low,project_kmh_high,grade,source
t1,alpha,beta,m1,115,1435,planned,2030,40,yes,240,120,480,60,45,80,C,s
)"},
      {"sea_links",
       R"(id,from,to,passages,distance_nm,transit_days,sailings_per_week,sailings_per_week_2026,transhipments,transhipments_2026,hub_days,grade,source
s1,alpha,omega,strait;canal,650,2,7,3.5,1,0,5,C,s
)"},
      {"services",
       R"(id,name,mode,role,stops,departures_per_week,capacity_teu,fare_usd_per_teu,days,status,from_date,grade,source
v,Alpha - Beta train,block_train,service,alpha;beta,7,100,475,1.5,irregular,2024-01-01,C,s
w,Convoy,truck,base_load,alpha;gamma,1,,,,planned,,C,s
)"},
      {"haul_rates",
       R"(id,mode,country,product,direction,container,per,usd_per_km,usd_per_km_low,usd_per_km_high,speed_kmh,includes_border_fee,price_year,grade,source
h1,road,*,truck_domestic,both,any,truck,1,0.5,2,25,no,2024,C,s
h2,road,PP,truck_tir,from_sea,any,truck,1.2,,,30,yes,2024,C,s
h3,road,*,truck_tir,both,any,truck,1.3,,,30,unknown,2024,C,s
h4,rail,*,block_train,both,20,teu,0.4,0.3,0.6,35,no,2024,C,s
h5,rail,*,block_train,both,40,teu,0.3,,,35,no,2024,C,s
h6,rail,*,wagon_load,both,any,box,0.7,,,20,no,2024,C,s
h7,rail,*,transit_cn_eu,both,any,box,0.2,,,40,no,2024,C,s
)"},
      {"lane_rates",
       R"(id,from,to,container,price_year,usd_per_box,usd_per_box_low,usd_per_box_high,grade,source
l1,FAR,alpha,20,2024,1000,800,1500,D,s
l2,FAR,alpha,40,2026,1400,,,D,s
)"},
      {"box_charges",
       R"(id,place,trade,container,component,from_day,to_day,per,usd,applies_share,price_year,grade,source
c1,alpha,import,20,thc,,,box,114,,2024,B,s
c2,alpha,import,any,storage_1,8,14,box_day,5,0.5,2024,B,s
)"},
      {"entry_fees",
       R"(id,into,from,mode,usd_per_truck,usd_per_truck_low,usd_per_truck_high,grade,source
e1,QQ,PP,road,250,130,,B,s
e2,QQ,*,road,400,,,B,s
)"},
      {"regions", R"(id,name,kind,contestable,grade,source
q,Quito,inland,yes,B,s
far,Far,overseas,no,B,s
transit,Through,transit,no,B,s
)"},
      {"region_places", R"(id,region,for_country,access,place,share_pct,grade,source
p1,q,,land,delta,60,B,s
p2,q,,land,gamma,40,B,s
p3,far,q,sea,omega,100,B,s
p4,transit,,port,alpha,100,D,s
)"},
      {"month_profiles", R"(id,m01,m02,m03,m04,m05,m06,m07,m08,m09,m10,m11,m12,grade,source
shape,0.1,0.05,0.1,0.05,0.1,0.1,0.1,0.1,0.1,0.1,0.05,0.05,D,s
flat,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.05,0.05,0.05,0.05,D,s
)"},
      {"demand",
       R"(id,country,partner,direction,commodity,teu_per_year,teu_per_year_low,teu_per_year_high,value_usd_per_teu,t_per_teu,t_per_box_20,share_40,share_reefer,month_profile,growth_pct_per_year,data_year,load_kind,in_base,via,empty_teu_per_year,empty_direction,grade,source
d1,q,far,import,mixed,8760,4380,17520,30000,10,16,0.5,0.1,shape,7.6,2023,choice,yes,,4380,opposite,D,s
d2,q,far,transit_west,through,8760,,,,9,,,,shape,,2024,fixed_load,yes,alpha;beta,,same,D,s
)"},
      {"regimes",
       R"(id,regime,countries,direction,applies_at,guarantee_usd_per_teu,fee_share_of_value,fee_commodities,negative_list,barred_commodities,scan_share,scan_capacity_per_day,from,to,base_2024,base_2026,grade,source
g1,ATT,q,import,alpha;b,60,0.1,mixed,yes,mixed,0.25,240,2023-10-07,,yes,no,B,s
g2,ATT,q,both,alpha,,,,no,,,,2025-10-12,,no,yes,B,s
g3,ATT,q,both,,,,,no,,,,,,yes,yes,B,s
)"},
      {"closures",
       R"(id,what,object_kind,object,from,to,recurs,effect,factor,base_2024,base_2026,grade,source
k1,Bridge shut,border,b,2025-02-21,2025-03-19,,closed,,yes,no,B,s
k2,Strait narrowed,passage,strait,2026-06-22,,,capacity,0.5,no,yes,B,s
k3,Not a thing,rule,,,,,none,,yes,yes,B,s
k4,Added by a scenario,rail_link,t1,,,,closed,,,,B,s
)"},
      {"holidays",
       R"(id,what,posts,from,to,grade,source
h1,New Year,b,2026-01-01,2026-01-02,B,s
)"},
      {"parameters", R"(id,value,value_low,value_high,unit,scope,preset,price_year,grade,source
choice.theta_corridor_default,0.004,0.002,0.02,per USD/TEU,,,,D,s
choice.theta_glins,0.01,,,per USD/TEU,,glins-myanmar,,B,s
vor.reliability_ratio,0.4,,,VOR/VOT,,,,D,s
road_rail.lift_usd_per_box,60,,,USD/box,,,,D,s
road_rail.lift_hours,24,,,h,,,,D,s
gauge_change.default_usd_per_box,100,60,329,USD/box,,,,D,s
gauge_change.default_hours,24,1,48,hours,,,,D,s
truck_swap.usd_per_truck,300,,,USD/truck,,,,D,s
truck_swap.hours,12,,,h,,,,D,s
block_train.default_departures_per_week,7,,,departures/week,,,,D,s
truck.payload_t,26,,,t of cargo per truck,,,,D,s
rail.cis.train_teu_default,100,,,TEU/train,,,,D,s
regime.att.listed_share,0.4,,,share of value,,,,D,s
regime.att.negative_list_share,0.3,,,share of TEU,,,,D,s
co2.road_g_per_t_km,66,,,"g CO2e/t-km, well to wheel",,,,D,s
co2.rail_g_per_t_km,30,,,"g CO2e/t-km, well to wheel",,,,D,s
co2.sea_g_per_t_km,11,,,"g CO2e/t-km, well to wheel",,,,D,s
stranded.penalty_usd_per_teu,10000,,,USD/TEU,,,,D,s
vot.glins,0.5,,,USD/TEU-hour,,glins-myanmar;vot-glins,,B,s
vot.advalorem_low,0.6,,,% of value per day,,vot-hummels,,B,s
vot.advalorem_high,2.1,,,% of value per day,,vot-hummels,,B,s
vot.mixed,24,,,USD/TEU-day,,vot-central,,D,s
risk.near,250,100,500,USD/TEU,alpha,,2024,D,s
risk.inside,600,,,USD/TEU,alpha,inside_lane_rates,2026,D,s
risk.undated,50,,,USD/TEU,alpha;omega,,,D,s
quay.hours,20,,,h,,,,D,s
quay.cranes_per_ship,4,,,cranes,,,,D,s
quay.teu_per_move,1.5,,,TEU/move,,,,D,s
quay.crane_up_hours,100,,,h,,,,D,s
quay.crane_repair_hours,3,,,h,,,,D,s
block_train.default_lift_hours,24,,,h,,,,D,s
port.gate.trucks_per_lane_hour,20,,,trucks/h,,,,D,s
port.gate.teu_per_truck,2,,,TEU/truck,,,,D,s
port.default_calls_per_week,7,,,calls/week,,,,D,s
vessel.export_room_share,2,,,share of what waits,,,,D,s
vessel.draught_1000_teu_m,9.2,,,m,,,,D,s
vessel.draught_per_doubling_m,1.7,,,m,,,,D,s
vessel.light_draught_share,0.6,,,share of laden draught,,,,D,s
empty.turn_hours,72,,,h,,,,D,s
empty.cost_factor,0.5,,,x laden cost,,,,D,s
cost.detention.free_days,14,,,days,,,,D,s
cost.detention.att,120,,,USD/container-day,,,,D,s
reroute.least_days,3,,,days,,,,D,s
box.carrier_owned_share,0.8,,,share of boxes,,,,D,s
shipment.due_slack_share,0.25,,,share of the usual time,,,,D,s
truck.fleet_spare_share,0,,,share of trucks needed,,,,D,s
truck.driver_hours_per_day,10,,,h/day,,,,D,s
truck.hire_hours,48,,,h,,,,D,s
truck.shortage_price,2,,,x usual price,,,,D,s
truck.free_wait_hours,24,,,h,,,,D,s
truck.wait_usd_per_day,23,,,USD/truck-day,,,,D,s
choice.theta_gateway,0.0063,,,per USD/TEU,,,,D,s
choice.theta_route,0.01,,,per USD/TEU,,,,D,s
)"},
      {"assumption_groups", R"(id,what,low,high,grade,source
rail_price,haul price by rail,row,row,D,s
port_charges,what a box pays at a port,0.7,1.5,D,s
choice_scale,theta,0.002,0.02,D,s
value_of_time,value of time,vot-glins,vot-hummels,D,s
)"},
      {"sources", R"(id,publisher,title,date,url,kind
s,Press,An article,2024,,press
)"},
  };
};

}  // namespace corridor::input
