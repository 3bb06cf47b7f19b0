// How jemalloc serves the program's memory.

#ifdef CORRIDOR_JEMALLOC
// Read by jemalloc when the program starts. Large pages, as each page costs a fault; the same rules
// for large tables as for small ones, as threads take and give them back many times a second; one
// arena, as what one thread frees the next one takes; small pieces may be cut from large ones, and
// what was freed is kept, as tables are made where the solve was.
extern const char* malloc_conf;
const char* malloc_conf =
    "thp:always,oversize_threshold:0,narenas:1,lg_extent_max_active_fit:30,dirty_decay_ms:-1";
#endif
