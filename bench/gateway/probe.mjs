// Preloaded into each process under test: answers "use" with its CPU time (µs) and memory (bytes), to the microsecond,
// where /proc counts in ticks of 10 ms. The channel must not keep the process alive.
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuUs: user + system, rssBytes: process.memoryUsage.rss() });
});
process.channel?.unref();
