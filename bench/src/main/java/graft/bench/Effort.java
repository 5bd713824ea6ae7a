package graft.bench;

/**
 * How long to measure.
 *
 * @param rounds of every contestant in turn
 * @param steps timed in a round at the most
 * @param seconds of a round, after which no further step begins
 * @param warmUp seconds of every contestant before the first round
 */
record Effort(int rounds, int steps, double seconds, double warmUp) {}
