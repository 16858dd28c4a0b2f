/* The C twin of DepositRates: two-dimensional TSC of the same particles, split into the same whole units, into the same
 * int64 grid. Equal hashes say so: who changes how the kernel rounds changes it here. One thread, CPU seconds, huge pages
 * where the kernel grants them, as for Java.
 * cc -O3 -march=native -fno-math-errno -ffp-contract=off deposit_int64.c -o deposit_int64 -lm && ./deposit_int64 16000000 4096 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

static uint64_t state = 88172645463325252ull;

static double next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (double)(state >> 11) * 0x1p-53;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static float stored(double c) {
  float v = (float)(c - floor(c));
  return v >= 1 ? 0 : v;
}

static void draw(float *x, long n, int clustered) {
  double cx = 0, cy = 0, width = 0;
  state = 88172645463325252ull;
  for (long p = 0; p < n; p++) {
    if (!clustered) {
      x[3 * p] = stored(next());
      x[3 * p + 1] = stored(next());
    } else {
      if (p % 500 == 0) { cx = next(); cy = next(); width = 0.002 * next(); }
      double r = width * next();
      r *= next();
      double t = 6.283185307179586 * next();
      x[3 * p] = stored(cx + r * cos(t));
      x[3 * p + 1] = stored(cy + r * sin(t));
    }
    x[3 * p + 2] = stored(next());
  }
}

/* To the nearest unit, halves to even, like the kernel's. */
static inline int64_t part(int64_t mass, double weight) { return lrint((double)mass * weight); }

static inline double lower(double d) { return 0.5 * (0.5 - d) * (0.5 - d); }
static inline double upper(double d) { return 0.5 * (0.5 + d) * (0.5 + d); }
static inline int wrap(int i, int n) { return i < 0 ? i + n : i >= n ? i - n : i; }

static inline void row(int64_t *g, int l, int c, int r, int64_t m, double wl, double wr) {
  int64_t first = part(m, wl), third = part(m, wr);
  g[l] += first;
  g[c] += m - first - third;
  g[r] += third;
}

static void tsc(const float *x, const int64_t *mass, long n, int64_t *g, int side) {
  for (long p = 0; p < n; p++) {
    double u = x[3 * p] * (double)side, v = x[3 * p + 1] * (double)side;
    int i = (int)(u + 0.5), j = (int)(v + 0.5);
    double d = u - i, e = v - j, wl = lower(e), wr = upper(e);
    int l = wrap(j - 1, side), c = wrap(j, side), r = wrap(j + 1, side);
    int64_t m = mass[p], first = part(m, lower(d)), third = part(m, upper(d));
    row(g + (size_t)wrap(i - 1, side) * side, l, c, r, first, wl, wr);
    row(g + (size_t)wrap(i, side) * side, l, c, r, m - first - third, wl, wr);
    row(g + (size_t)wrap(i + 1, side) * side, l, c, r, third, wl, wr);
  }
}

static void *zeroed(size_t bytes) {
  size_t page = (size_t)1 << 21, whole = (bytes + page - 1) / page * page;
  void *memory = aligned_alloc(page, whole);
  if (!memory) { fputs("not enough memory\n", stderr); exit(1); }
  madvise(memory, whole, MADV_HUGEPAGE);
  return memset(memory, 0, whole);
}

int main(int count, char **arguments) {
  long n = count > 1 ? atol(arguments[1]) : 16000000;
  int side = count > 2 ? atoi(arguments[2]) : 4096;
  size_t cells = (size_t)side * (size_t)side;
  float *x = zeroed(12 * (size_t)n);
  int64_t *mass = zeroed(8 * (size_t)n), *g = zeroed(8 * cells);
  for (long p = 0; p < n; p++) mass[p] = ((int64_t)1 << 33) + (p % 3 == 0 ? p : 0);
  for (int clustered = 0; clustered < 2; clustered++) {
    draw(x, n, clustered);
    memset(g, 0, 8 * cells);
    double seconds = now();
    tsc(x, mass, n, g, side);
    seconds = now() - seconds;
    uint64_t hash = 0;
    for (size_t i = 0; i < cells; i++) hash = 31 * hash + (uint64_t)g[i];
    printf("%s: %.1f M particles/s (hash %016llx)\n", clustered ? "clustered" : "random", (double)n / seconds * 1e-6,
           (unsigned long long)hash);
  }
  return 0;
}
