// Small worlds for tests, written as a few lines of code: places, links and prices by name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corridor/model/scenario.hpp"

namespace corridor::test {

/// Builds a Scenario record by record. Every record gets a data row named after its slug, grade B.
class World {
 public:
  World() {
    scenario_.slug = "test";
    scenario_.title = "test world";
    scenario_.period = {{2026, 1}, 12};
    scenario_.settings.rates_year = 2026;
    scenario_.parameters.theta = model::Ranged<double>(0.004);
    scenario_.parameters.lift = Usd(60);
    scenario_.parameters.lift_time = Hours(24);
    scenario_.parameters.gauge_change = model::Ranged<Usd>(Usd(100));
    scenario_.parameters.gauge_change_time = model::Ranged<Hours>(Hours(24));
    scenario_.parameters.default_train_departures = PerHour(7.0 / 168.0);
    scenario_.parameters.truck_swap = Usd(1000);
    scenario_.parameters.truck_swap_time = Hours(12);
    scenario_.parameters.quay_time = Hours(20);
    scenario_.parameters.train_lift_time = Hours(24);
    scenario_.parameters.trucks_per_lane_hour = 20.0;
    scenario_.parameters.teu_per_gate_truck = 2.0;
    scenario_.parameters.default_ship_calls = PerHour(7.0 / 168.0);
    scenario_.parameters.ship_room_share = 2.0;
    scenario_.parameters.vessel_draught_m = 9.2;
    scenario_.parameters.vessel_draught_growth_m = 1.7;
    scenario_.parameters.vessel_light_share = 0.6;
    scenario_.parameters.truck_return_time = Hours(72);
    scenario_.parameters.detention_free = Hours(14 * 24);
    scenario_.parameters.detention_per_box_day = Usd(120);
    scenario_.parameters.least_patience = Hours(72);
    scenario_.parameters.empty_cost_factor = 0.5;
    scenario_.parameters.truck_payload = Tonnes(26);
    scenario_.parameters.teu_per_train = 100;
    scenario_.value_of_time.preset = "flat";
    scenario_.value_of_time.flat = UsdPerTeuHour(0.5);
    scenario_.profiles.push_back(
        {"flat",
         {31. / 365, 28. / 365, 31. / 365, 30. / 365, 31. / 365, 30. / 365, 31. / 365, 31. / 365,
          30. / 365, 31. / 365, 30. / 365, 31. / 365}});
    scenario_.commodities.push_back("goods");
  }

  model::CountryId country(const std::string& slug) {
    return scenario_.countries.push_back({slug, slug, "", row(slug)});
  }
  model::PlaceId place(const std::string& slug, model::CountryId where, double lat = 0,
                       double lon = 0) {
    model::Place place;
    place.slug = place.name = slug;
    place.country = where;
    place.position = {lat, lon};
    place.row = row(slug);
    return scenario_.places.push_back(place);
  }
  model::PlaceId port(const std::string& slug, model::CountryId where, model::PortRole role,
                      const std::string& rate_region) {
    const model::PlaceId id = place(slug, where);
    scenario_.places[id].port_role = role;
    scenario_.places[id].rate_region = rate_region;
    return id;
  }
  model::LinkId road(model::PlaceId from, model::PlaceId to, double km) {
    return link(from, to, km, model::Mode::kRoad);
  }
  model::LinkId rail(model::PlaceId from, model::PlaceId to, double km, int gauge_mm) {
    const model::LinkId id = link(from, to, km, model::Mode::kRail);
    scenario_.links[id].rail.gauge_mm = gauge_mm;
    scenario_.links[id].rail.carries_boxes = true;
    return id;
  }
  model::LinkId sea(model::PlaceId from, model::PlaceId to, double km, double hours,
                    double sailings_per_week) {
    const model::LinkId id = link(from, to, km, model::Mode::kSea);
    scenario_.links[id].sea.sailing = Hours(hours);
    scenario_.links[id].sea.sailings = PerHour(sailings_per_week / 168.0);
    return id;
  }
  model::BorderId border(model::PlaceId from, model::PlaceId to, model::Mode mode, double hours,
                         double fee) {
    model::Border post;
    post.slug = post.name = "bx_" + scenario_.places[from].slug + "_" + model::name_of(mode);
    post.from = from;
    post.to = to;
    post.mode = mode;
    for (model::BorderSide* side : {&post.outbound, &post.inbound}) {
      side->dwell = Hours(hours);
      side->fee = model::Ranged<Usd>(Usd(fee));
      side->capacity = model::Ranged<PerHour>(PerHour(10));
    }
    post.row = row(post.slug);
    return scenario_.borders.push_back(post);
  }
  void rate(model::HaulProduct product, model::BoxSize size, double usd_per_km, double kmh,
            model::CountryId where = {},
            model::HaulDirection direction = model::HaulDirection::kBoth,
            bool includes_fee = false) {
    scenario_.haul_rates.push_back(
        {where, product, direction, size, model::Ranged<UsdPerKm>(UsdPerKm(usd_per_km)),
         model::Ranged<KmPerHour>(KmPerHour(kmh)), includes_fee, row("rate")});
  }
  void trucks(double domestic, double tir, double kmh) {
    rate(model::HaulProduct::kTruckDomestic, model::BoxSize::k40, domestic, kmh);
    rate(model::HaulProduct::kTruckTir, model::BoxSize::k40, tir, kmh);
  }
  void trains(double usd_per_teu_km, double kmh) {
    rate(model::HaulProduct::kBlockTrain, model::BoxSize::k20, usd_per_teu_km, kmh);
    rate(model::HaulProduct::kBlockTrain, model::BoxSize::k40, 1.5 * usd_per_teu_km, kmh);
  }
  void lane(const std::string& from, const std::string& to, double usd_20, double usd_40) {
    for (const auto& [start, end] : {std::pair(from, to), std::pair(to, from)}) {
      scenario_.lane_rates.push_back(
          {start, end, model::BoxSize::k20, 2026, model::Ranged<Usd>(Usd(usd_20)), row("lane")});
      scenario_.lane_rates.push_back(
          {start, end, model::BoxSize::k40, 2026, model::Ranged<Usd>(Usd(usd_40)), row("lane")});
    }
  }
  void charge(model::PlaceId where, model::Trade trade, model::ChargeKind kind, double usd_20,
              double usd_40, int from_day = 0, int to_day = 0) {
    scenario_.box_charges.push_back({where, trade, model::BoxSize::k20, kind, from_day, to_day,
                                     Usd(usd_20), 1.0, row("charge")});
    scenario_.box_charges.push_back({where, trade, model::BoxSize::k40, kind, from_day, to_day,
                                     Usd(usd_40), 1.0, row("charge")});
  }
  model::TerminalId terminal(model::PlaceId where, double teu_per_year, double dwell_days) {
    model::Terminal terminal;
    terminal.slug = terminal.name = scenario_.places[where].slug + "_terminal";
    terminal.place = where;
    terminal.capacity = model::Ranged<TeuPerHour>(TeuPerHour(teu_per_year / 8760));
    terminal.dwell_import = terminal.dwell_export = Hours(24 * dwell_days);
    terminal.row = row(terminal.slug);
    return scenario_.terminals.push_back(terminal);
  }
  model::RegionId region(const std::string& slug, model::PlaceId where, model::Access access,
                         bool contestable = true) {
    const model::RegionId id = scenario_.regions.push_back(
        {slug, slug, access == model::Access::kLand, contestable, row(slug)});
    end(id, where, access, 1.0);
    return id;
  }
  void end(model::RegionId region, model::PlaceId where, model::Access access, double share) {
    scenario_.region_places.push_back({region, {}, access, where, share, row("end")});
  }
  model::DemandId demand(model::RegionId country, model::RegionId partner,
                         model::TradeDirection direction, double teu_per_year,
                         double share_40 = 1.0) {
    model::Demand demand;
    demand.slug = scenario_.regions[country].slug + "-" + scenario_.regions[partner].slug;
    demand.country = country;
    demand.partner = partner;
    demand.direction = direction;
    demand.commodity = model::CommodityId(0);
    demand.flow = model::Ranged<TeuPerHour>(TeuPerHour(teu_per_year / 8760));
    demand.value = UsdPerTeu(30000);
    demand.tonnes_per_box = {Tonnes(13), Tonnes(18)};
    demand.share_40 = share_40;
    demand.profile = model::ProfileId(0);
    demand.data_year = 2026;
    demand.row = row(demand.slug);
    return scenario_.demand.push_back(demand);
  }
  void close(model::ClosureTarget target, const std::string& object, const char* from,
             const char* to) {
    model::Closure closure;
    closure.slug = "cl" + std::to_string(scenario_.closures.size());
    closure.target = target;
    closure.object = object;
    closure.from = parse_date(from);
    closure.to = parse_date(to);
    closure.row = row(closure.slug);
    scenario_.closures.push_back(closure);
  }

  model::Scenario& edit() { return scenario_; }

  /// The finished world; the World can go on to be edited for another.
  [[nodiscard]] std::shared_ptr<const model::Scenario> share() const {
    auto scenario = std::make_shared<model::Scenario>(scenario_);
    scenario->rows = std::make_shared<const Column<model::RowId, model::Row>>(rows_);
    scenario->value_of_time_presets = {scenario_.value_of_time};
    return scenario;
  }

 private:
  model::Scenario scenario_;
  Column<model::RowId, model::Row> rows_;

  model::RowId row(const std::string& id) {
    return rows_.push_back({"test", id, model::Grade::kB, "src", "test.csv", 1});
  }
  model::LinkId link(model::PlaceId from, model::PlaceId to, double km, model::Mode mode) {
    model::Link link;
    link.slug = std::string(1, model::name_of(mode)[0]) + "_" + scenario_.places[from].slug + "__" +
                scenario_.places[to].slug;
    link.mode = mode;
    link.from = from;
    link.to = to;
    link.length = Km(km);
    link.row = row(link.slug);
    return scenario_.links.push_back(link);
  }
};

}  // namespace corridor::test
