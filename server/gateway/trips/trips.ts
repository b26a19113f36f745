import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { type ConsumerParts, createLogConsumer, type LogConsumer } from '../log-consumer.ts';
import { followTrips } from './follow-trips.ts';
import { settleTrips } from './settle-trips.ts';

const settle_interval_ms = 1000;

/** Makes trips of what the logs tell, and their metrics a little later. `further`: for tests. */
export const createTrips = (
  app: App,
  isInOffice: (tx: Query) => Promise<boolean>,
  further: Pick<ConsumerParts, 'commit' | 'batch_size'> = {},
): LogConsumer => {
  const consumer = createLogConsumer({
    app,
    name: 'trips',
    types: ['VehicleStateRecorded', 'VehicleCreated', 'VehicleChanged', 'VehicleRemoved'],
    open: (fleet_id) => followTrips(app, fleet_id),
    isInOffice,
    ...further,
  });
  let settling: Promise<unknown> | undefined;
  const settle = () => {
    settling ??= settleTrips(app, isInOffice)
      .catch((error: unknown) => app.log.error({ err: error }, 'Metrics of trips could not be made'))
      .finally(() => {
        settling = undefined;
      });
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    catchUp: consumer.catchUp,
    waiting: consumer.waiting,
    start: () => {
      consumer.start();
      timer = setInterval(settle, settle_interval_ms);
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all([consumer.stop(), settling]);
    },
  };
};
