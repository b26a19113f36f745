import { chmodSync, writeFileSync } from 'node:fs';
import type { PresetName } from '#lib/domain/access.ts';
import { type Config, unitPorts } from '#server/config.ts';

export interface SeededPerson {
  name: string;
  email: string;
  password: string;
  preset: PresetName;
}

export interface SeededClient {
  client_id: string;
  client_secret: string;
}

/** What opens a seeded fleet: in clear text, for its owner's eyes. */
export interface AccessFile {
  app_url: string;
  api_url: string;
  people: SeededPerson[];
  api_client: SeededClient;
  ports: Record<string, number>;
}

export const composeAccess = (
  config: Config,
  people: SeededPerson[],
  api_client: SeededClient,
  more_ports: Record<string, number> = {},
): AccessFile => ({
  app_url: config.app_url,
  api_url: `${config.app_url}/api/v1`,
  people,
  api_client,
  ports: {
    web: config.port,
    gateway: config.gateway_port,
    ...unitPorts(config),
    ...more_ports,
  },
});

/** Mode 600, also when the file was there before. */
export const writeAccessFile = (path: string, access: AccessFile): void => {
  writeFileSync(path, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
};
