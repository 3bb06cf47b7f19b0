#include "corridor/results/explain_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "corridor/results/way_tables.hpp"
#include "json_table.hpp"

namespace corridor::results {
namespace {

using network::Component;
using studies::Lever;
using studies::Spot;
using studies::WaterfallStep;

// Both worlds know a spot by the same name; a place that only one of them has is named there.
std::string name_of_spot(const ExplainAnswer& answer, const Spot& spot) {
  std::string name = studies::name_of(*answer.a.network->scenario, spot);
  return name == spot.slug ? studies::name_of(*answer.b.network->scenario, spot) : name;
}

std::vector<WaterfallStep> by_size(std::vector<WaterfallStep> steps) {
  std::stable_sort(steps.begin(), steps.end(), [](const auto& x, const auto& y) {
    return std::abs(x.change()) > std::abs(y.change());
  });
  return steps;
}

// Steps that change nothing of what is printed, as one line.
struct Alike {
  int count = 0;
  WaterfallStep sum;

  // Whether the step is one of them.
  bool take(const WaterfallStep& step) {
    if (std::abs(step.change()) >= 0.005) return false;
    ++count;
    sum.before += step.before;
    sum.after += step.after;
    return true;
  }
  [[nodiscard]] std::string in_words(const char* noun) const {
    return fmt::format("{} {}{} alike on both", count, noun, count == 1 ? "" : "s");
  }
};

WayAnswer side_of(const studies::Contender& contender, const studies::Ways& ways) {
  return {*contender.network, contender.state, contender.shipment, ways, std::nullopt};
}

std::string component_in_words(Component component) {
  std::string name = network::name_of(component);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

// "border fee at Torkham", "haulage on roads of Kazakhstan", "time at sea".
std::string amount_in_words(const ExplainAnswer& answer, const Lever& lever) {
  const std::string spot = name_of_spot(answer, lever.spot);
  const std::string component = component_in_words(lever.component);
  switch (lever.spot.kind) {
    case studies::SpotKind::kRoads:
    case studies::SpotKind::kRails:
    case studies::SpotKind::kService:
      return component + " on " + spot;
    case studies::SpotKind::kSea:
      return component + " at sea";
    case studies::SpotKind::kBorder:
    case studies::SpotKind::kPlace:
      break;
  }
  return component + " at " + spot;
}

// Dollars, and hours where the amount is time.
std::string value_in_words(const Lever& lever, double usd, double usd_per_hour) {
  if (lever.component != Component::kTime || usd_per_hour <= 0.0)
    return fmt::format("{:.2f} USD/TEU", usd);
  return fmt::format("{:.1f} h ({:.2f} USD/TEU)", usd / usd_per_hour, usd);
}

}  // namespace

Table make_sides(const ExplainAnswer& answer) {
  Table table;
  for (const auto& [name, contender, way] :
       {std::tuple(&answer.name_a, &answer.a, &answer.found.a),
        std::tuple(&answer.name_b, &answer.b, &answer.found.b)}) {
    if (!*way) continue;
    studies::Ways ways;
    ways.ways.push_back(**way);
    Table side = make_way_table(side_of(*contender, ways));
    side.columns.front().name = "side";
    side.rows.front().front() = *name;
    if (table.columns.empty()) {
      table = std::move(side);
    } else {
      table.rows.push_back(std::move(side.rows.front()));
    }
  }
  table.name = "sides";
  return table;
}

Table make_waterfall_table(const ExplainAnswer& answer) {
  Table table{"waterfall",
              {{"place"},
               {"component"},
               {"a_usd_per_teu", "USD/TEU", 2},
               {"b_usd_per_teu", "USD/TEU", 2},
               {"change_usd", "USD/TEU", 2},
               {"running_usd", "USD/TEU", 2}},
              {}};
  if (!answer.found.a) return table;
  double running = answer.found.a->generalised();
  Alike alike;
  for (const WaterfallStep& step : by_size(answer.found.steps)) {
    running += step.change();
    if (alike.take(step)) continue;
    table.add_row(name_of_spot(answer, step.spot), component_in_words(step.component), step.before,
                  step.after, step.change(), running);
  }
  if (alike.count > 0) {
    table.add_row(alike.in_words("amount"), std::string("any"), alike.sum.before, alike.sum.after,
                  alike.sum.change(), running);
  }
  return table;
}

Table make_component_table(const ExplainAnswer& answer) {
  Table table{"components",
              {{"component"},
               {"a_usd_per_teu", "USD/TEU", 2},
               {"b_usd_per_teu", "USD/TEU", 2},
               {"change_usd", "USD/TEU", 2}},
              {}};
  std::array<WaterfallStep, network::kComponents> sums{};
  WaterfallStep total;
  for (const WaterfallStep& step : answer.found.steps) {
    for (WaterfallStep* sum : {&sums[static_cast<std::size_t>(step.component)], &total}) {
      sum->before += step.before;
      sum->after += step.after;
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].before == 0.0 && sums[i].after == 0.0) continue;
    table.add_row(component_in_words(static_cast<Component>(i)), sums[i].before, sums[i].after,
                  sums[i].change());
  }
  table.add_row(std::string("all"), total.before, total.after, total.change());
  return table;
}

Table make_place_table(const ExplainAnswer& answer) {
  Table table{"places",
              {{"place"},
               {"a_usd_per_teu", "USD/TEU", 2},
               {"b_usd_per_teu", "USD/TEU", 2},
               {"change_usd", "USD/TEU", 2}},
              {}};
  std::map<Spot, WaterfallStep> sums;
  for (const WaterfallStep& step : answer.found.steps) {
    WaterfallStep& sum = sums[step.spot];
    sum.spot = step.spot;
    sum.before += step.before;
    sum.after += step.after;
  }
  std::vector<WaterfallStep> steps;
  steps.reserve(sums.size());
  for (const auto& [spot, sum] : sums) steps.push_back(sum);
  Alike alike;
  for (const WaterfallStep& step : by_size(std::move(steps))) {
    if (alike.take(step)) continue;
    table.add_row(name_of_spot(answer, step.spot), step.before, step.after, step.change());
  }
  if (alike.count > 0) {
    table.add_row(alike.in_words("place"), alike.sum.before, alike.sum.after, alike.sum.change());
  }
  return table;
}

std::string describe_lever(const ExplainAnswer& answer) {
  const studies::Explanation& found = answer.found;
  if (!found.a || !found.b) {
    return (found.a ? answer.name_b : answer.name_a) + " has no way";
  }
  if (std::abs(found.gap) < 0.005)
    return answer.name_a + " and " + answer.name_b + " cost the same";
  const bool b_loses = found.gap > 0.0;
  const std::string& loser = b_loses ? answer.name_b : answer.name_a;
  const std::string& winner = b_loses ? answer.name_a : answer.name_b;
  const std::string lead = fmt::format("{} is {:.2f} USD/TEU cheaper than {} with time valued",
                                       winner, std::abs(found.gap), loser);
  if (!found.lever) return lead + "; no single amount turns that";
  const Lever& lever = *found.lever;
  const studies::Contender& side = b_loses == lever.of_loser ? answer.b : answer.a;
  const bool in_one_world = answer.a.network == answer.b.network;
  const double per_hour = side.shipment.cargo.value_of_time.value();
  return fmt::format(
      "{}; {} wins when the {}{} {} from {} to {} {} ({:+.1f} %), all else as it is", lead, loser,
      amount_in_words(answer, lever),
      in_one_world ? "" : " in " + (lever.of_loser ? loser : winner),
      lever.of_loser ? "falls" : "rises", value_in_words(lever, lever.usd_now, per_hour),
      lever.of_loser ? "below" : "above", value_in_words(lever, lever.usd_then(), per_hour),
      100.0 * (lever.factor - 1.0));
}

std::string write_explain_json(const ExplainAnswer& answer) {
  nlohmann::ordered_json json;
  json["a"] = answer.name_a;
  json["b"] = answer.name_b;
  json["gap_usd_per_teu"] = answer.found.gap;
  json["sides"] = to_json(make_sides(answer));
  nlohmann::ordered_json steps = nlohmann::ordered_json::array();
  for (const WaterfallStep& step : by_size(answer.found.steps)) {
    steps.push_back({{"place", name_of_spot(answer, step.spot)},
                     {"component", network::name_of(step.component)},
                     {"a_usd_per_teu", step.before},
                     {"b_usd_per_teu", step.after},
                     {"change_usd", step.change()}});
  }
  json["waterfall"] = std::move(steps);
  json["components"] = to_json(make_component_table(answer));
  json["places"] = to_json(make_place_table(answer));
  json["sentence"] = describe_lever(answer);
  if (answer.found.lever) {
    const Lever& lever = *answer.found.lever;
    json["lever"] = {{"place", lever.spot.slug},
                     {"component", network::name_of(lever.component)},
                     {"factor", lever.factor},
                     {"usd_now", lever.usd_now},
                     {"usd_then", lever.usd_then()}};
  }
  return print_json(json);
}

}  // namespace corridor::results
