import type { KeyObject } from 'node:crypto';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { BrandGuard } from '#server/adapters/brand-guard.ts';
import { createHttpClient } from '#server/adapters/http-client.ts';
import { createKafkaClient } from '#server/adapters/kafka-client.ts';
import type { KafkaClient } from '#server/adapters/message-source.ts';
import type { AdapterContext, Credentials } from '#server/adapters/port.ts';
import type { App } from '#server/app.ts';
import { unseal } from '#server/auth/unseal.ts';
import { type CredentialsRow, findCredentials } from '#server/store/credentials.ts';
import { awaitCommandResult } from './command-results.ts';

export interface OpenedCredentials {
  fleet_id: string;
  brand: string;
  credentials: Credentials;
  context(flow_id: string): AdapterContext;
}

export interface CredentialsVault {
  /** Undefined when they are gone. Opened once per revision. */
  open(fleet_id: string, credentials_id: string): Promise<OpenedCredentials | undefined>;
  /** The secrets in use: the former ones until those that replaced them have worked. */
  openRow(row: CredentialsRow): OpenedCredentials;
  /** The secrets that were stored last, to try them. */
  openNewest(row: CredentialsRow): OpenedCredentials;
  /** Those in use lately. */
  list(): OpenedCredentials[];
  bounds(): BoundFigures[];
  /** Credentials that are not stored: a check before saving. */
  openLoose(brand: string, fleet_id: string, id: string, fields: Record<string, string>, secrets: Secret): OpenedCredentials;
}

/** What an old secret did wrong must not count against the new one. */
export const guardKey = ({ id, revision }: Pick<Credentials, 'id' | 'revision'>): string => `${id}/${revision}`;

/** One more, and the oldest has to be opened again. */
const most_opened = 10_000;

/** Negative while the secrets before this revision are in use. */
export const revisionInUse = (row: Pick<CredentialsRow, 'revision' | 'former_sealed_secrets'>): number =>
  row.former_sealed_secrets === null ? row.revision : -row.revision;

const asSecrets = (opened: Secret): Record<string, Secret> =>
  Object.fromEntries(
    Object.entries(JSON.parse(opened.reveal()) as Record<string, string>).map(([name, value]) => [name, new Secret(value)]),
  );

/** The only place where vendor secrets are opened. Holds them in memory, wrapped. */
export const createCredentialsVault = (
  app: App,
  private_key: KeyObject,
  guardOf: (brand: string) => BrandGuard,
  kafka: KafkaClient = createKafkaClient({ allow_private_addresses: false }),
): CredentialsVault => {
  const opened = new Map<string, OpenedCredentials>();

  const assemble = (brand: string, fleet_id: string, credentials: Credentials): OpenedCredentials => {
    const http = createHttpClient({ brand, credentials_id: guardKey(credentials), shared: guardOf(brand) });
    const cache = new Map<string, unknown>();
    const log = app.log.child({ brand: findBrand(brand)?.brand, credentials_id: credentials.id });
    const awaitResult = (tracking_id: string, until_ms: number) => awaitCommandResult(app, fleet_id, tracking_id, until_ms);
    const context = (flow_id: string): AdapterContext => ({
      clock: app.clock,
      random: Math.random,
      http,
      kafka,
      awaitResult,
      log,
      flow_id,
      cache,
    });
    return { fleet_id, brand, credentials, context };
  };

  const unsealRow = (row: CredentialsRow, fields: string, sealed_secrets: string, revision: number): OpenedCredentials => {
    const place = { table: 'credentials', column: 'sealed_secrets', fleet_id: row.fleet_id, row_id: row.id };
    const values = { ...JSON.parse(fields), ...asSecrets(unseal(private_key, sealed_secrets, place)) };
    return assemble(row.brand, row.fleet_id, { id: row.id, values, revision });
  };

  const openRow = (row: CredentialsRow): OpenedCredentials => {
    const revision = revisionInUse(row);
    const known = opened.get(row.id);
    if (known && known.credentials.revision === revision) return known;
    const fresh =
      revision < 0
        ? unsealRow(row, row.former_fields ?? row.fields, row.former_sealed_secrets ?? row.sealed_secrets, revision)
        : unsealRow(row, row.fields, row.sealed_secrets, revision);
    opened.delete(row.id);
    opened.set(row.id, fresh);
    const [oldest] = opened.size > most_opened ? opened.keys() : [];
    if (oldest !== undefined) opened.delete(oldest);
    return fresh;
  };

  return {
    list: () => [...opened.values()],
    bounds: () => [{ name: 'opened credentials', used: opened.size, bound: most_opened }],
    openRow,
    openNewest: (row) => unsealRow(row, row.fields, row.sealed_secrets, row.revision),
    open: async (fleet_id, credentials_id) => {
      const row = await findCredentials(app.db.read, fleet_id, credentials_id);
      if (row) return openRow(row);
      opened.delete(credentials_id);
      return undefined;
    },
    openLoose: (brand, fleet_id, id, fields, secrets) =>
      assemble(brand, fleet_id, { id, values: { ...fields, ...asSecrets(secrets) }, revision: 1 }),
  };
};
