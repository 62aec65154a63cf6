/** Loaded before the program: tells, when it is asked, what the process holds after all garbage is gone. */
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ heap: heapUsed + external, resources: process.getActiveResourcesInfo() });
});
// It is there to be asked, and nothing that the program would stay for.
process.channel.unref();
