import { z } from 'zod';
import { freshness_values, report_modes } from '#lib/domain/freshness.ts';
import { mail_errors } from '#lib/domain/mail.ts';
import { BoundFigures, BrandFigures, ListenerFigures } from '#lib/domain/process-figures.ts';
import { CredentialStatus } from '#lib/domain/telematics.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { operation, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

const instant = z.iso.datetime();

export const VehicleFreshness = z.object({
  value: z.enum(freshness_values).describe('`silent` as well when the unit is known to be disconnected'),
  mode: z.enum(report_modes).describe('What the vehicle was last known to do; each mode has a usual interval of its own'),
  expected_interval_seconds: z.int().describe('Nine in ten reports of this model in this mode came within this time'),
  silence_seconds: z.int().describe('After so long without contact the vehicle counts as OFFLINE'),
  last_contact_at: instant.optional(),
  due_at: instant.optional().describe('From here on a report is expected; absent with the two below before the first contact'),
  overdue_at: instant.optional().describe('From here on a report was missed'),
  silent_at: instant.optional().describe('From here on the vehicle counts as OFFLINE'),
});
export type VehicleFreshness = z.infer<typeof VehicleFreshness>;

const ProcessHealth = z.object({
  kind: z.enum(['WEB', 'GATEWAY']),
  alive: z.boolean().describe('It reported within the last 20 seconds'),
  version: z.string(),
  started_at: instant,
  reported_at: instant,
  memory_in_bytes: z.int(),
  event_loop_delay_ms: z.int(),
  gateway: z
    .object({
      name: z.string(),
      leases: z.int().describe('Credentials, webhooks, event consumers and duties that it looks after'),
      units: z.int().describe('Units that are connected to it'),
    })
    .optional()
    .describe('What a gateway holds'),
});

const BrandHealth = BrandFigures.extend({
  name: z.string(),
  calls: z.int().describe('Of the last five minutes, of all fleets'),
  error_rate: z.number().min(0).max(1).describe('Failures among the calls of the last five minutes'),
});

export const credentials_alarms = ['REFUSED', 'FAILING', 'UNREACHABLE', 'PAUSED'] as const;

const CredentialsHealth = z.object({
  id: z.string(),
  brand: z.string(),
  name: z.string(),
  status: CredentialStatus,
  status_detail: z.string().optional(),
  alarm: z
    .enum(credentials_alarms)
    .optional()
    .describe(
      '`REFUSED` by the manufacturer, `FAILING` three times in a row, `UNREACHABLE` while the manufacturer does not answer anybody, `PAUSED` by the manufacturer or by us',
    ),
  last_success_at: instant.optional(),
  consecutive_failures: z.int(),
  former_secret_in_use: z.boolean(),
  paused_until: instant.optional(),
  calls_left: z.int().optional().describe('That the manufacturer grants until `calls_left_until`'),
  calls_left_until: instant.optional(),
  vehicle_count: z.int(),
  dark_vehicles: z
    .array(z.object({ id: VehicleId, label: z.string() }))
    .describe('Vehicles that cannot be heard of or commanded; at most 20 of `vehicle_count`'),
});

export const InstallationHealth = z.object({
  as_of: instant,
  processes: z.array(ProcessHealth),
  brands: z.array(BrandHealth),
  credentials: z.array(CredentialsHealth),
  streams: z.array(
    z.object({
      kind: z
        .enum(['VENDOR', 'CONSUMER', 'WEBHOOK', 'NOTIFICATION', 'DUTY'])
        .describe('A log of a manufacturer, a reader of this fleet’s log, or one of the gateway’s own readers of all fleets’ logs'),
      name: z.string(),
      status: z.string(),
      waiting: z.int().optional().describe('Messages or events that are not dealt with yet'),
      caught_up_at: instant.optional(),
    }),
  ),
  mail: z
    .object({
      set_up: z.boolean().describe('The operator has named a mail server'),
      failing: z.boolean().describe('The newest mail that was tried was not taken, and waits'),
      waiting: z.int(),
      sent: z.int(),
      failed: z.int(),
      last_sent_at: instant.optional(),
      last_error: z.enum(mail_errors).optional().describe('Of the newest mail that was tried'),
      last_reply_code: z.int().optional().describe('That the mail server gave with it'),
    })
    .describe('Mails of this fleet within a day'),
  listeners: z.array(ListenerFigures),
  storage: z.object({
    engine: z.string(),
    size_in_bytes: z.int(),
    log_rows: z.int().describe("Of this fleet's log"),
    oldest_event_at: instant.optional(),
  }),
  bounds: z.array(BoundFigures).describe('Whatever grows with the work, and what it may grow to'),
  duplicate_units: z
    .array(
      z.object({
        vehicle_id: VehicleId,
        label: z.string(),
        brand: z.string(),
        unit_id: z.string(),
        remote_address: z.string().describe('Of the latest second connection; it was kept waiting while the first one spoke'),
        times: z.int(),
        first_seen_at: instant,
        last_seen_at: instant,
      }),
    )
    .describe(
      'Vehicles whose connected unit was claimed by a second connection within the last day: a copied identity, or a unit that lost its line',
    ),
  unassigned_units: z.array(z.object({ brand: z.string(), unit_id: z.string(), first_seen_at: instant, last_seen_at: instant })),
});
export type InstallationHealth = z.infer<typeof InstallationHealth>;

export const health_operations = {
  getInstallationHealth: operation({
    ...routes.getInstallationHealth,
    summary: 'How processes, manufacturers, credentials, streams and storage fare',
    area: 'Health',
    permission: 'oem-credentials.ro',
    output: InstallationHealth,
    ours: true,
  }),
  getFreshness: operation({
    ...routes.getFreshness,
    summary: 'How far may the state be trusted by its age?',
    area: 'Vehicles',
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: VehicleFreshness,
    ours: true,
  }),
};
