// How jemalloc serves the program's memory.

#ifdef CORRIDOR_JEMALLOC
// Read by jemalloc when the program starts. Large pages, as each page costs a fault; the same rules
// for large tables as for small ones, as threads take and give them back many times a second; one
// arena, as what one thread frees the next one takes.
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,oversize_threshold:0,narenas:1";
#endif
