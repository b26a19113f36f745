import type { KeyObject } from 'node:crypto';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { createMailRelay } from '#server/mail/mail-relay.ts';
import { createMailSender } from '#server/mail/smtp-sender.ts';
import { createNotificationRelay } from '#server/notifications/notification-relay.ts';
import { createWebhookSender } from '#server/streams/webhook-sender.ts';
import { type Audit, createAudit } from './audit.ts';
import { createGeofences } from './geofences/geofences.ts';
import { keepHouse } from './housekeeping.ts';
import { type Duty, dutyLease } from './lease-keeper.ts';
import { markNeverReturned, markSilentVehicles } from './life-status.ts';
import type { LogConsumer } from './log-consumer.ts';
import { createPlanRunner } from './plan-runner.ts';
import type { ReportPace } from './report-pace.ts';
import { endExpiredSharing } from './sharing-end.ts';
import { endExpiredGrants } from './support-access-end.ts';
import { offline_grace_ms } from './tcp-limits.ts';
import { createTrips } from './trips/trips.ts';

export interface DutyParts {
  app: App;
  private_key: KeyObject;
  pace: ReportPace;
  /** Brands whose units live on a connection. */
  socket_brands: readonly string[];
  /** Of plans, per brand and fleet. */
  parallelOf(telematics_brand: string): number;
  isHeld(tx: Query, lease: string): Promise<boolean>;
}

const silence_check_ms = 15_000;
const sharing_check_ms = 1_000;
const house_ms = 3_600_000;
export const job_duty = dutyLease('jobs');
export const audit_duty = dutyLease('audit');

const started = <T extends { start(): void }>(work: T): T => {
  work.start();
  return work;
};

/** What one gateway does for the whole installation, each duty by itself so that several gateways share them. */
export const createDuties = ({ app, private_key, pace, socket_brands, parallelOf, isHeld }: DutyParts) => {
  const { mail } = app.config;
  const quietly = (name: string, work: () => Promise<unknown>) => () =>
    void work().catch((error: unknown) => app.log.error({ err: error }, `${name} failed`));
  const repeat = (name: string, work: () => Promise<unknown>, every_ms: number, at_once = false) => {
    const timer = setInterval(quietly(name, work), every_ms);
    if (at_once) quietly(name, work)();
    return { stop: () => clearInterval(timer) };
  };

  /** What its writes ask. */
  const onDuty = (name: string) => (tx: Query) => isHeld(tx, dutyLease(name));
  let audit: Audit | undefined;
  const consumers = new Map<string, LogConsumer>();
  const reading = (name: string, consumer: LogConsumer) => {
    consumers.set(name, consumer);
    consumer.start();
    return {
      stop: async () => {
        await consumer.stop();
        if (consumers.get(name) === consumer) consumers.delete(name);
      },
    };
  };
  const readers = () => [...consumers].map(([name, consumer]) => ({ name, waiting_events: consumer.waiting() }));

  const absent = new Set<NodeJS.Timeout>();
  /** Units that have not come back in time to any gateway, after one has gone. */
  const awaitReturns = () => {
    const since_ms = app.clock();
    const mark = async () => {
      absent.delete(timer);
      for (const brand of socket_brands) await markNeverReturned(app, brand, since_ms);
    };
    const timer = setTimeout(quietly('Marking of units that did not come back', mark), offline_grace_ms);
    absent.add(timer);
  };

  const duties: Duty[] = [
    {
      name: 'life-status',
      begin: () => {
        // Whoever had the duty before may have gone together with units.
        awaitReturns();
        const silence = repeat('Silence check', () => markSilentVehicles(app, pace), silence_check_ms);
        return {
          stop: () => {
            silence.stop();
            for (const timer of absent) clearTimeout(timer);
            absent.clear();
          },
        };
      },
    },
    { name: 'sharing', begin: () => repeat('End of sharing', () => endExpiredSharing(app), sharing_check_ms) },
    { name: 'support-access', begin: () => repeat('End of support access', () => endExpiredGrants(app), sharing_check_ms) },
    { name: 'housekeeping', begin: () => repeat('Housekeeping', () => keepHouse(app), house_ms, true) },
    { name: 'command-plans', begin: () => started(createPlanRunner({ app, parallelOf, isOnDuty: onDuty('command-plans') })) },
    ...(mail
      ? [
          {
            name: 'mails',
            begin: () => started(createMailRelay({ app, private_key, sender: createMailSender(mail), isInOffice: onDuty('mails') })),
          },
        ]
      : []),
    {
      name: 'notifications',
      begin: () => {
        const sender = createWebhookSender(app.config.webhook_internal_hosts);
        return started(createNotificationRelay({ app, private_key, sender, isInOffice: onDuty('notifications') }));
      },
    },
    { name: 'trips', begin: () => reading('trips', createTrips(app, onDuty('trips'))) },
    { name: 'geofences', begin: () => reading('geofences', createGeofences(app, onDuty('geofences'))) },
    {
      name: 'audit',
      begin: () => {
        const own = createAudit(app, onDuty('audit'));
        const starting = own.start().catch((error: unknown) => app.log.error({ err: error }, 'The audit log is not sealed'));
        audit = own;
        return {
          stop: async () => {
            await starting;
            await own.stop();
          },
        };
      },
    },
    { name: 'jobs', begin: () => ({ stop: () => {} }) },
  ];
  const verifyAudit: Audit['verify'] = async (fleet_id) => {
    if (!audit) throw new Error('The audit log is sealed by another gateway.');
    return audit.verify(fleet_id);
  };
  return { duties, awaitReturns, verifyAudit, readers };
};
