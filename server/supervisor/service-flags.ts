/**
 * Options of Node for every process of an installation. The nursery of the heap may not pass 8 MiB: by default it grows to several times that with the
 * first burst of work and stays so, which a long-lived process pays for in memory ever after.
 */
export const service_flags: readonly string[] = ['--max-semi-space-size=8'];
