/** The only reader of the environment. Every setting has a default that suits one machine; see README for the list. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Secret } from '#lib/domain/secret.ts';
import { type MailPlace, mail_settings, mailPlace } from '#server/mail/mail-place.ts';

const port = z.coerce.number().int().min(0).max(65535);
/** Empty switches the listener off: so its usual value is one of what is read, which a default would put in the place of what was switched off too. */
const optional_port = z.union([z.literal('').transform(() => undefined), port]);
const limit = z.coerce.number().int().min(1).max(1_000_000_000);
const blank = z.literal('').transform(() => undefined);
const amqp_address = z.union([blank, z.url({ protocol: /^amqps?$/ })]).optional();

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  APP_URL: z.union([blank, z.url()]).optional(),
  TRUSTED_PROXIES: z.string().default(''),
  MOTORPOOL_DATA: z.string().default('./data'),
  DATABASE_URL: z.union([blank, z.string().regex(/^postgres(ql)?:\/\//)]).optional(),
  GATEWAY_HOST: z.string().default('127.0.0.1'),
  GATEWAY_PORT: port.default(3001),
  GATEWAY_NAME: z.string().max(200).default(''),
  TELTONIKA_HOST: z.string().default('127.0.0.1'),
  TELTONIKA_PORT: optional_port.prefault(5027),
  API_REQUESTS_PER_MINUTE: limit.default(600),
  API_COMMANDS_PER_MINUTE: limit.default(60),
  API_STATE_READS_PER_MINUTE: limit.default(60),
  API_TOKENS_PER_SECOND: limit.default(5),
  PERSON_REQUESTS_PER_MINUTE: limit.default(3000),
  OKAI_HOST: z.string().default('127.0.0.1'),
  OKAI_PORT: optional_port.prefault(5028),
  QUECLINK_HOST: z.string().default('127.0.0.1'),
  QUECLINK_PORT: optional_port.prefault(5029),
  WEBHOOK_INTERNAL_HOSTS: z.string().default(''),
  AMQP_URL: amqp_address,
  AMQP_MANAGEMENT_URL: z.union([blank, z.url({ protocol: /^https?$/ })]).optional(),
  AMQP_PUBLIC_URL: amqp_address,
  AUDIT_CHECKPOINT_FOLDER: z.string().default(''),
  ...mail_settings,
  METRICS_TOKEN: z.string().max(500).default(''),
  MAP_STYLE_URL: z.union([blank, z.url()]).optional(),
  MAP_PMTILES_URL: z.union([blank, z.url()]).optional(),
  MOTORPOOL_DEMO: z.enum(['0', '1', '']).default(''),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['text', 'json']).default('text'),
});

/** What a caller may ask in a time. */
export interface Limits {
  /** Of an API client, commands included. */
  requests_per_minute: number;
  /** Of an API client. */
  commands_per_minute: number;
  /** Newest states that an API client reads one by one; not counted among its requests. */
  state_reads_per_minute: number;
  /** Of an address. */
  token_requests_per_second: number;
  /** Of a signed-in person. */
  person_requests_per_minute: number;
}

export interface UnitListenerPlace {
  host: string;
  /** Undefined: switched off. */
  port: number | undefined;
}

/** The message broker that event consumers read from. Both addresses hold a password. */
export interface BrokerPlace {
  url: Secret;
  management_url: Secret;
  /** What consumers are told. */
  host: string;
  port: number;
  tls: boolean;
}

export interface Config {
  host: string;
  port: number;
  app_url: string;
  /** Addresses or networks of reverse proxies on other machines. */
  trusted_proxies: readonly string[];
  data_dir: string;
  database_url: string | undefined;
  gateway_host: string;
  gateway_port: number;
  /** Undefined: host and port. Among several gateways one of the same name takes the place of the former. */
  gateway_name: string | undefined;
  /** By telematics brand, for those whose units come over TCP. */
  unit_listeners: Record<string, UnitListenerPlace>;
  /** `host` or `host:port` of the operator's own network that webhooks may post to. */
  webhook_internal_hosts: readonly string[];
  /** Undefined: there are no event consumers. */
  broker: BrokerPlace | undefined;
  /** Where signed checkpoints of the audit log are written: best outside the database's machine. */
  audit_checkpoint_folder: string;
  /** Undefined: no mail is sent. */
  mail: MailPlace | undefined;
  /** Lets others than this machine read metrics. */
  metrics_token: string | undefined;
  map_style_url: string | undefined;
  map_pmtiles_url: string | undefined;
  limits: Limits;
  demo: boolean;
  log_level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  log_format: 'text' | 'json';
}

/** The management API is where RabbitMQ has it, beside the broker and with the same account, unless it is named. */
const brokerPlace = (url: string | undefined, management_url: string | undefined, public_url: string | undefined) => {
  if (url === undefined) return undefined;
  const { hostname, username, password, protocol } = new URL(url);
  const tls = protocol === 'amqps:';
  const account = username === '' ? 'guest:guest' : `${username}:${password}`;
  const told = new URL(public_url ?? url);
  const told_tls = told.protocol === 'amqps:';
  return {
    url: new Secret(url),
    management_url: new Secret(management_url ?? `${tls ? 'https' : 'http'}://${account}@${hostname}:${tls ? 15671 : 15672}`),
    host: told.hostname,
    port: Number(told.port) || (told_tls ? 5671 : 5672),
    tls: told_tls,
  };
};

const DemoMail = z.object({ vendor_ports: z.object({ mail: port }) });
/** The demo has a mail server of its own, which its file names once the seed has run. */
const demoMailUrl = (file: string): string | undefined => {
  if (!existsSync(/* turbopackIgnore: true */ file)) return undefined;
  const { data } = DemoMail.safeParse(JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')));
  return data && data.vendor_ports.mail > 0 ? `smtp://127.0.0.1:${data.vendor_ports.mail}` : undefined;
};

const loopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

export const dataPaths = (data_dir: string) => ({
  database: join(data_dir, 'motorpool.db'),
  demo: join(data_dir, 'demo.json'),
  /** Put before the first table of a demo, so that an interrupted first start goes on as one. */
  demo_wanted: join(data_dir, 'demo-wanted'),
  /** What the demo's mail server was given. */
  demo_mails: join(data_dir, 'mails'),
  demo_access: join(data_dir, 'demo-access.json'),
  keys: join(data_dir, 'keys'),
  audit_checkpoints: join(data_dir, 'audit-checkpoints'),
  set_up_token: join(data_dir, 'set-up-token'),
  /** The other half of what the database says of this folder (`gateway/restore-guard.ts`). */
  restore_epoch: join(data_dir, 'restore-epoch.json'),
});

/** Throws an Error that names each setting it cannot read. */
export const loadConfig = (env: Record<string, string | undefined> = process.env): Config => {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings cannot be read. ${faults.join('; ')}`);
  }
  const values = parsed.data;
  const data_dir = resolve(values.MOTORPOOL_DATA);
  const paths = dataPaths(data_dir);
  const untouched =
    !values.DATABASE_URL && !values.APP_URL && loopback(values.HOST) && !existsSync(/* turbopackIgnore: true */ paths.database);
  const demo =
    values.MOTORPOOL_DEMO === ''
      ? existsSync(/* turbopackIgnore: true */ paths.demo_wanted) || existsSync(/* turbopackIgnore: true */ paths.demo) || untouched
      : values.MOTORPOOL_DEMO === '1';
  if (demo && !loopback(values.HOST))
    throw new Error('The demo fleet runs on loopback only: set HOST to 127.0.0.1 or MOTORPOOL_DEMO to 0.');
  const app_url = (values.APP_URL ?? `http://${values.HOST}:${values.PORT}`).replace(/\/$/, '');
  return {
    host: values.HOST,
    port: values.PORT,
    app_url,
    trusted_proxies: values.TRUSTED_PROXIES.split(/[\s,]+/).filter(Boolean),
    data_dir,
    database_url: values.DATABASE_URL,
    gateway_host: values.GATEWAY_HOST,
    gateway_port: values.GATEWAY_PORT,
    gateway_name: values.GATEWAY_NAME || undefined,
    unit_listeners: {
      TELTONIKA: { host: values.TELTONIKA_HOST, port: values.TELTONIKA_PORT },
      OKAI: { host: values.OKAI_HOST, port: values.OKAI_PORT },
      QUECLINK: { host: values.QUECLINK_HOST, port: values.QUECLINK_PORT },
    },
    webhook_internal_hosts: values.WEBHOOK_INTERNAL_HOSTS.toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    broker: brokerPlace(values.AMQP_URL, values.AMQP_MANAGEMENT_URL, values.AMQP_PUBLIC_URL),
    audit_checkpoint_folder: resolve(values.AUDIT_CHECKPOINT_FOLDER || paths.audit_checkpoints),
    mail: mailPlace(values, app_url) ?? (demo ? mailPlace({ ...values, MAIL_URL: demoMailUrl(paths.demo) }, app_url) : undefined),
    metrics_token: values.METRICS_TOKEN || undefined,
    map_style_url: values.MAP_STYLE_URL,
    map_pmtiles_url: values.MAP_PMTILES_URL,
    limits: {
      requests_per_minute: values.API_REQUESTS_PER_MINUTE,
      commands_per_minute: values.API_COMMANDS_PER_MINUTE,
      state_reads_per_minute: values.API_STATE_READS_PER_MINUTE,
      token_requests_per_second: values.API_TOKENS_PER_SECOND,
      person_requests_per_minute: values.PERSON_REQUESTS_PER_MINUTE,
    },
    demo,
    log_level: values.LOG_LEVEL,
    log_format: values.LOG_FORMAT,
  };
};

/** Our own environment for a child process, with what the supervisor has decided once for all of them. */
export const extendEnvironment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...settings,
});

/** Ports of the TCP listeners that are on, by telematics brand in small letters. */
export const unitPorts = ({ unit_listeners }: Pick<Config, 'unit_listeners'>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(unit_listeners).flatMap(([brand, { port }]) => (port === undefined ? [] : [[brand.toLowerCase(), port]])),
  );

/** next-auth and Next read some settings from the environment alone; this is the one place that puts them there. */
export const exportFrameworkSettings = (app_url: string, session_key: string): void => {
  process.env.NEXTAUTH_URL = app_url;
  process.env.NEXTAUTH_SECRET = session_key;
  process.env.NEXT_TELEMETRY_DISABLED = '1';
};
