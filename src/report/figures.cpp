#include "corridor/report/figures.hpp"

#include <duktape.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "page_template.hpp"

namespace corridor::report {
namespace {

struct HeapCloser {
  void operator()(duk_context* heap) const { duk_destroy_heap(heap); }
};

// The page's own code fails only by a mistake of ours.
void check(duk_context* heap, duk_int_t code) {
  CORRIDOR_ASSERT(code == 0, duk_safe_to_string(heap, -1));
}

std::string call_script(const std::string& data) {
  const std::unique_ptr<duk_context, HeapCloser> heap(duk_create_heap_default());
  CORRIDOR_ASSERT(heap != nullptr, "there is memory for the interpreter");
  const std::string_view script = figures_script();
  check(heap.get(), duk_peval_lstring(heap.get(), script.data(), script.size()));
  duk_get_global_string(heap.get(), "drawFigures");
  duk_push_lstring(heap.get(), data.data(), data.size());
  check(heap.get(), duk_pcall(heap.get(), 1));
  duk_size_t size = 0;
  const char* text = duk_get_lstring(heap.get(), -1, &size);
  CORRIDOR_ASSERT(text != nullptr, "drawFigures returns text");
  return {text, size};
}

}  // namespace

std::vector<results::NamedText> draw_figures(std::span<const results::SavedRun> runs,
                                             std::span<const Comparison> comparisons) {
  std::vector<results::NamedText> files;
  const auto drawn = nlohmann::ordered_json::parse(call_script(write_page_data(runs, comparisons)));
  for (const auto& [name, svg] : drawn.items()) {
    files.push_back({name + ".svg", svg.get<std::string>()});
  }
  return files;
}

}  // namespace corridor::report
