import type { BoundFigures, BrandFigures, CredentialsUse, OwnFigures } from '#lib/domain/process-figures.ts';
import type { BrandGuard } from '#server/adapters/brand-guard.ts';
import type { Ingest } from './ingest.ts';
import type { CredentialsVault } from './open-credentials.ts';
import { guardKey } from './open-credentials.ts';
import type { Poller } from './poller.ts';
import type { TcpListener } from './tcp-listener.ts';

export interface FiguresParts {
  guards: ReadonlyMap<string, BrandGuard>;
  vault: CredentialsVault;
  ingest: Ingest;
  poller: Poller;
  listeners: ReadonlyMap<string, TcpListener>;
  /** Whether the credentials are this gateway's to use; what it remembers of others is old. */
  usesCredentials(credentials_id: string): boolean;
  office(): OwnFigures['office'];
  readers(): OwnFigures['readers'];
}

const at = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());
/** Without what is not known. */
const known = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

const brandFigures = ({ guards, poller }: FiguresParts): BrandFigures[] =>
  [...guards].map(([brand, guard]) => {
    const { last_success_at_ms, last_failure_at_ms, ...calls } = guard.figures();
    const polls = poller.figures(brand);
    return known({
      brand,
      ...calls,
      ...polls,
      last_success_at: at(last_success_at_ms),
      last_failure_at: at(last_failure_at_ms),
    }) as BrandFigures;
  });

const credentialsUse = ({ guards, vault, usesCredentials }: FiguresParts): CredentialsUse[] =>
  vault.list().flatMap(({ brand, credentials }) => {
    if (!usesCredentials(credentials.id)) return [];
    const figures = guards.get(brand)?.credentialsFigures(guardKey(credentials));
    if (!figures) return [];
    const { breaker, paused_until_ms, left } = figures;
    const use = {
      credentials_id: credentials.id,
      breaker,
      paused_until: at(paused_until_ms),
      limit: left?.limit,
      remaining: left?.remaining,
      resets_at: at(left?.resets_at_ms),
    };
    return [known(use) as CredentialsUse];
  });

/** Whatever grows with the work, with what it may grow to (promise P32). */
const boundFigures = ({ guards, vault, ingest, listeners }: FiguresParts): BoundFigures[] => [
  ...ingest.bounds(),
  ...vault.bounds(),
  ...[...guards].flatMap(([brand, guard]) => guard.bounds().map((bound) => ({ ...bound, name: `${bound.name} ${brand}` }))),
  ...[...listeners].flatMap(([brand, listener]) => listener.bounds().map((bound) => ({ ...bound, name: `${bound.name} ${brand}` }))),
];

/** What the gateway tells of itself beside what every process does. */
export const gatewayFigures = (parts: FiguresParts): OwnFigures => ({
  brands: brandFigures(parts),
  credentials: credentialsUse(parts),
  listeners: [...parts.listeners].map(([brand, { port, counters, unidentified }]) => {
    const { connections, refused, malformed, duplicates } = counters;
    return { brand, port, connections, unidentified: unidentified(), refused, malformed, duplicates };
  }),
  office: parts.office(),
  readers: parts.readers(),
  ingest: { ...parts.ingest.counters },
  bounds: boundFigures(parts),
});

/** Lines of the Prometheus text format. */
export const duplicateMetrics = (listeners: ReadonlyMap<string, TcpListener>): string[] =>
  [...listeners].map(([brand, { counters }]) => `motorpool_duplicate_sessions_total{brand="${brand}"} ${counters.duplicates}`);
