/**
 * Preloaded into every child of the supervisor: when the supervisor is gone, even by SIGKILL, the channel closes and the child ends
 * as on SIGTERM, and is ended for good if that takes longer than a shutdown may.
 */
const end_limit_ms = 4_500;

process.on('disconnect', () => {
  setTimeout(() => process.exit(1), end_limit_ms).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
