#include "corridor/input/tntp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints.hpp"

namespace corridor::input {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const char* const kNetwork = R"(<NUMBER OF ZONES> 2
<NUMBER OF NODES> 3
<FIRST THRU NODE> 3
<NUMBER OF LINKS> 2
<ORIGINAL HEADER>~ Init node   Term node
<END OF METADATA>


~	init_node	term_node	capacity	length	free_flow_time	b	power	speed	toll	link_type	;
	1	3	900.5	2	1.5	0.15	4	60	20	1	;
	3	2	1e3	0	0	0	0	0	0	1;
)";

// The findings that reading `text` throws, as people read them.
template <class Parse>
std::string complaints(Parse parse, const std::string& text) {
  return complaints_of([&] { (void)parse(text, "net.tntp"); });
}

TEST(Tntp, ReadsLinksInFileOrder) {
  const auto network = parse_tntp_network(kNetwork, "net.tntp");
  EXPECT_EQ(network.zone_count, 2u);
  EXPECT_EQ(network.first_through, 2u);
  EXPECT_THAT(network.node_numbers, ElementsAre(1u, 2u, 3u));
  EXPECT_THAT(network.links, ElementsAre(model::TripLink{0, 2, 900.5, 2, 1.5, 0.15, 4, 20},
                                         model::TripLink{2, 1, 1000, 0, 0, 0, 0, 0}));
}

TEST(Tntp, ReadsWindowsLineEnds) {
  std::string text = kNetwork;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\r\n");
  EXPECT_EQ(parse_tntp_network(text, "net.tntp").links.size(), 2u);
}

TEST(Tntp, ReadsTripsWithCommentsAnywhereAndLeavesOutZeros) {
  const auto trips = parse_tntp_trips(R"(<NUMBER OF ZONES> 3
<TOTAL OD FLOW> 6
<END OF METADATA>
~ by hand
Origin  1
    1 :  0.0;  2 : 1.5;
 3:2;
Origin 3 ~ comment
1 : 2.5;
)",
                                      "trips.tntp");
  EXPECT_THAT(trips, ElementsAre(model::Trips{0, 1, 1.5}, model::Trips{0, 2, 2.0},
                                 model::Trips{2, 0, 2.5}));
}

TEST(Tntp, SaysWhereANumberIsWrong) {
  const auto text = complaints(parse_tntp_network, with(kNetwork, "900.5", "many"));
  EXPECT_THAT(text, HasSubstr("E401"));
  EXPECT_THAT(text, HasSubstr("net.tntp:10:6"));
  EXPECT_THAT(text, HasSubstr("`many`"));
}

TEST(Tntp, RefusesNegativeAndInfiniteNumbers) {
  EXPECT_THAT(complaints(parse_tntp_network, with(kNetwork, "900.5", "-1")), HasSubstr("`-1`"));
  EXPECT_THAT(complaints(parse_tntp_network, with(kNetwork, "900.5", "inf")), HasSubstr("`inf`"));
  EXPECT_THAT(complaints(parse_tntp_network, with(kNetwork, "900.5", "nan")), HasSubstr("`nan`"));
}

TEST(Tntp, SaysWhichNodeIsNotThere) {
  const auto text = complaints(parse_tntp_network, with(kNetwork, "\t3\t2\t", "\t3\t9\t"));
  EXPECT_THAT(text, HasSubstr("E402"));
  EXPECT_THAT(text, HasSubstr("from 1 to 3, got `9`"));
  EXPECT_THAT(text, HasSubstr("net.tntp:11:4"));
}

TEST(Tntp, ReportsEveryFindingInOnePass) {
  const auto text =
      complaints(parse_tntp_network, with(with(kNetwork, "900.5", "many"), "\t3\t2\t", "\t3\t9\t"));
  EXPECT_THAT(text, HasSubstr("E401"));
  EXPECT_THAT(text, HasSubstr("E402"));
}

TEST(Tntp, CountsTheLinksItWasPromised) {
  EXPECT_THAT(complaints(parse_tntp_network, with(kNetwork, "LINKS> 2", "LINKS> 3")),
              HasSubstr("says 3, the file has 2"));
}

TEST(Tntp, NamesAMissingTagAndAMissingEnd) {
  EXPECT_THAT(complaints(parse_tntp_network, with(kNetwork, "<NUMBER OF NODES> 3\n", "")),
              HasSubstr("<NUMBER OF NODES> is missing"));
  EXPECT_THAT(complaints(parse_tntp_network, with(kNetwork, "<END OF METADATA>", "")),
              HasSubstr("END OF METADATA"));
  EXPECT_THAT(complaints(parse_tntp_network, ""), HasSubstr("no <END OF METADATA>"));
}

TEST(Tntp, SaysHowALineOfTripsShouldRead) {
  const std::string head = "<NUMBER OF ZONES> 3\n<END OF METADATA>\n";
  EXPECT_THAT(complaints(parse_tntp_trips, head + "Origin 1\n 2 100;\n"),
              HasSubstr("expected `zone : trips;`"));
  EXPECT_THAT(complaints(parse_tntp_trips, head + " 2 : 100;\n"),
              HasSubstr("before any `Origin N`"));
  EXPECT_THAT(complaints(parse_tntp_trips, head + "Origin 4\n 2 : 100;\n"),
              HasSubstr("from 1 to 3, got `4`"));
  EXPECT_THAT(complaints(parse_tntp_trips, head + "Origin\n"), HasSubstr("got `Origin`"));
}

TEST(Tntp, SaysThatAFileCannotBeRead) {
  EXPECT_THROW(static_cast<void>(read_tntp_network("no/such/file.tntp")), ScenarioError);
}

}  // namespace
}  // namespace corridor::input
