/**
 * Divides what only one gateway at a time may do: by credentials, by consumer of the log, by duty. A lease belongs to the gateway that all agree upon; a
 * gateway that holds another's finishes what it has begun and gives it up, and nobody takes one that a gateway in office holds. So work moves
 * when gateways come and go, and only then.
 */
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { deleteLease, freeLease, isLeaseEpoch, listLeases, takeFreeLease } from '#server/store/leases.ts';
import { write } from '#server/store/write.ts';
import type { Office } from './office.ts';
import { preferredGateway } from './preferred-gateway.ts';

/** Says that the work is done. */
export type Leave = () => void;

export interface LeaseKind {
  /** Of the names of its leases, which are `prefix/id`. */
  prefix: string;
  /** Ids of the work there is. */
  list(): Promise<readonly string[]>;
  /** Leases came or are about to go: work without one has to end. */
  onChange?(): void;
}

/** Something that runs in one gateway at a time, from when it takes the duty until it gives it up. */
export interface Duty {
  name: string;
  begin(): { stop(): Promise<void> | void };
}

export interface Leases {
  /** For a piece of work under the lease, which is not given up before the work is done. Undefined: it is not ours. */
  enter(name: string): Leave | undefined;
  /** The same; takes the lease when it is free and ought to be ours. */
  seek(name: string): Promise<Leave | undefined>;
  holds(name: string): boolean;
  /** For writes that rely on the lease. */
  isHeld(tx: Query, name: string): Promise<boolean>;
}

/** For what is put together before there is a keeper: until then nothing is ours. */
export const leasesOf = (find: () => Leases | undefined): Leases => ({
  enter: (name) => find()?.enter(name),
  seek: async (name) => find()?.seek(name),
  holds: (name) => find()?.holds(name) === true,
  isHeld: async (tx, name) => (await find()?.isHeld(tx, name)) === true,
});

export interface LeaseKeeper extends Leases {
  count(): number;
  /** What a look at the gateways asks for. */
  balance(): Promise<void>;
  /** Ends all duties; the leases themselves end with the office. */
  stop(): Promise<void>;
}

interface Held {
  epoch: number;
  /** Pieces of work under way. */
  entered: number;
  leaving: boolean;
  onIdle: () => void;
  duty?: { stop(): Promise<void> | void } | undefined;
}

/** Work that takes longer goes on without its lease; what it writes on the strength of it is refused. */
const patience_ms = 5_000;
const duty_prefix = 'duty';
export const dutyLease = (name: string): string => `${duty_prefix}/${name}`;
export const credentials_prefix = 'credentials';
export const credentialsLease = (credentials_id: string): string => `${credentials_prefix}/${credentials_id}`;

export interface LeaseKeeperParts {
  app: App;
  office: Pick<Office, 'id' | 'hold' | 'members'>;
  kinds: readonly LeaseKind[];
  duties: readonly Duty[];
}

export const createLeaseKeeper = ({ app, office, kinds, duties }: LeaseKeeperParts): LeaseKeeper => {
  const held = new Map<string, Held>();
  const giving_up = new Set<Promise<void>>();
  const all: readonly LeaseKind[] = [...kinds, { prefix: duty_prefix, list: async () => duties.map(({ name }) => name) }];
  let stopped = false;

  const isOurs = (name: string) => preferredGateway(name, office.members())?.id === office.id;
  const kindOf = (name: string) => all.find(({ prefix }) => name.startsWith(`${prefix}/`));

  const take = async (names: readonly string[]): Promise<void> => {
    if (names.length === 0) return;
    const taken = await write(app, async (tx) => {
      const epochs = new Map<string, number>();
      if (!(await office.hold(tx))) return epochs;
      for (const name of [...names].sort()) {
        const epoch = await takeFreeLease(tx, name, office.id);
        if (epoch !== undefined) epochs.set(name, epoch);
      }
      return epochs;
    });
    for (const [name, epoch] of taken) {
      if (held.has(name) || stopped) continue;
      const lease: Held = { epoch, entered: 0, leaving: false, onIdle: () => {} };
      held.set(name, lease);
      const duty = duties.find((one) => dutyLease(one.name) === name);
      if (duty) app.log.info({ duty: duty.name }, 'Takes over a duty');
      lease.duty = duty?.begin();
    }
    for (const kind of new Set([...taken.keys()].map(kindOf))) kind?.onChange?.();
  };

  const finish = async (lease: Held): Promise<void> => {
    const idle = new Promise<void>((resolve) => {
      lease.onIdle = resolve;
      if (lease.entered === 0) resolve();
    });
    const limit = new Promise<void>((resolve) => setTimeout(resolve, patience_ms).unref());
    await Promise.race([Promise.all([idle, lease.duty?.stop()]), limit]);
  };

  const giveUp = (name: string, lease: Held, end: typeof freeLease): void => {
    lease.leaving = true;
    kindOf(name)?.onChange?.();
    const work = finish(lease)
      .then(() => write(app, (tx) => end(tx, name, lease.epoch)))
      .catch((error: unknown) => app.log.error({ lease: name, err: error }, 'A lease could not be given up'))
      .finally(() => {
        held.delete(name);
        giving_up.delete(work);
      });
    giving_up.add(work);
  };

  const enter: Leases['enter'] = (name) => {
    const lease = held.get(name);
    if (!lease || lease.leaving || stopped) return undefined;
    lease.entered += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      lease.entered -= 1;
      if (lease.entered === 0) lease.onIdle();
    };
  };

  return {
    enter,
    seek: async (name) => {
      if (!held.has(name) && !stopped && isOurs(name)) await take([name]);
      return enter(name);
    },
    holds: (name) => held.get(name)?.leaving === false && !stopped,
    isHeld: async (tx, name) => {
      const lease = held.get(name);
      return lease !== undefined && (await isLeaseEpoch(tx, name, lease.epoch));
    },
    count: () => held.size,
    balance: async () => {
      if (stopped || office.members().length === 0) return;
      const names = new Set<string>();
      for (const { prefix, list } of all) for (const id of await list()) names.add(`${prefix}/${id}`);
      const holders = new Map((await listLeases(app.db.read)).map(({ name, holder }) => [name, holder]));
      const members = new Set(office.members().map(({ id }) => id));
      for (const [name, lease] of held) {
        if (lease.leaving) continue;
        if (!names.has(name)) giveUp(name, lease, deleteLease);
        else if (!isOurs(name)) giveUp(name, lease, freeLease);
      }
      await take([...names].filter((name) => !held.has(name) && isOurs(name) && !members.has(holders.get(name) ?? '')));
    },
    stop: async () => {
      stopped = true;
      for (const [name] of held) kindOf(name)?.onChange?.();
      await Promise.all([...giving_up, ...[...held.values()].map(({ duty }) => duty?.stop())]);
    },
  };
};
