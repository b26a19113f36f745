import { expect, it, onTestFinished, vi } from 'vitest';
import { listGateways } from '#server/store/gateways.ts';
import { findLease, isLeaseEpoch, takeFreeLease } from '#server/store/leases.ts';
import { findUnitGateway, takeUnitSessions } from '#server/store/unit-sessions.ts';
import { write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { takeOffice } from '#server/test/post.fixture.ts';
import { createLeaseKeeper, type Duty, type LeaseKeeper } from './lease-keeper.ts';
import { joinOffice, type Office } from './office.ts';
import { createUnitSeats } from './unit-seats.ts';

/** Short, so that a test need not wait; far longer than a look takes on a busy machine. */
const lease_ms = 3_000;
const timeout = 60_000;
const ids = Array.from({ length: 40 }, (_, number) => `c${number}`);
const names = ids.map((id) => `credentials/${id}`);

/** What divides the work in a gateway, without the work. */
const startMember = async ({ app }: TestApp, name: string, silence_ms = lease_ms) => {
  let keeper: LeaseKeeper | undefined;
  const log: string[] = [];
  const state = { deposed: false, running: 0, most_running: 0 };
  const duty: Duty = {
    name: 'house',
    begin: () => {
      log.push('begin');
      return { stop: () => void log.push('end') };
    },
  };
  const office: Office = await joinOffice({
    app,
    name,
    address: `${name}:3001`,
    lease_ms: silence_ms,
    holding: () => ({ leases: keeper?.count() ?? 0, sessions: 0 }),
    onDeposed: () => {
      state.deposed = true;
    },
    onLook: () => void keeper?.balance().catch(() => {}),
    onGone: () => {},
  });
  keeper = createLeaseKeeper({ app, office, kinds: [{ prefix: 'credentials', list: async () => ids }], duties: [duty] });
  await office.start();
  await keeper.balance();
  const stop = async () => {
    await office.announceLeaving();
    await keeper?.stop();
    await office.leave();
  };
  onTestFinished(stop);
  return { office, keeper, log, state, stop };
};
type Member = Awaited<ReturnType<typeof startMember>>;

const heldBy = ({ keeper }: Member) => names.filter((name) => keeper.holds(name));

/** Every lease is in one hand, and each of these has some. */
const untilDivided = (members: readonly Member[]) =>
  vi.waitFor(
    () => {
      const held = members.map(heldBy);
      expect(held.flat().sort()).toEqual([...names].sort());
      for (const own of held) expect(own.length).toBeGreaterThan(0);
    },
    { timeout, interval: 50 },
  );

describeOnBothDatabases('several gateways', (makeApp) => {
  it('divide leases among themselves, give up what is a newcomer’s, and take over what one leaves at once', async () => {
    const test = await makeApp();
    const first = await startMember(test, 'a');
    expect(heldBy(first)).toHaveLength(names.length);
    const second = await startMember(test, 'b');
    const third = await startMember(test, 'c');
    await untilDivided([first, second, third]);
    const before = [first, third].map(heldBy);
    await second.stop();
    await untilDivided([first, third]);
    // Only what was the other's moved.
    [first, third].forEach((member, index) => {
      expect(heldBy(member)).toEqual(expect.arrayContaining(before[index] ?? []));
    });
    const begun = [first, second, third].flatMap(({ log }) => log.filter((entry) => entry === 'begin')).length;
    const ended = [first, second, third].flatMap(({ log }) => log.filter((entry) => entry === 'end')).length;
    expect(begun - ended).toBe(1);
    expect((await listGateways(test.app.db.read)).map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it('give nothing up while work goes on under it', async () => {
    const test = await makeApp();
    const first = await startMember(test, 'a');
    const leaves = new Map(names.map((name) => [name, first.keeper.enter(name)]));
    const second = await startMember(test, 'b');
    // The newcomer wants some of them.
    await vi.waitFor(() => expect(heldBy(first).length).toBeLessThan(names.length), { timeout });
    expect(heldBy(second)).toEqual([]);
    const [wanted = ''] = names.filter((name) => !first.keeper.holds(name));
    expect(first.keeper.enter(wanted)).toBeUndefined();
    for (const leave of leaves.values()) leave?.();
    await untilDivided([first, second]);
    expect(await second.keeper.isHeld(test.app.db.read, wanted)).toBe(true);
  });

  it('take for dead who gives no sign of life, and refuse what it does afterwards; never one that lives', async () => {
    const test = await makeApp();
    const living = await startMember(test, 'a');
    const other = await startMember(test, 'b');
    await untilDivided([living, other]);
    const silent = await takeOffice(test, 'silent');
    const unit = { brand: 'TELTONIKA', unit_id: '352503081000001' };
    const epoch = await write(test.app, (tx) => takeFreeLease(tx, 'credentials/of-silent', silent.id));
    await write(test.app, (tx) => takeUnitSessions(tx, silent.id, [unit], ''));
    expect(await isLeaseEpoch(test.app.db.read, 'credentials/of-silent', epoch ?? 0)).toBe(true);
    expect(await findUnitGateway(test.app.db.read, unit.brand, unit.unit_id)).toBe(silent.id);
    await vi.waitFor(async () => expect(await listGateways(test.app.db.read)).toHaveLength(2), { timeout });
    expect(await isLeaseEpoch(test.app.db.read, 'credentials/of-silent', epoch ?? 0)).toBe(false);
    expect((await findLease(test.app.db.read, 'credentials/of-silent'))?.holder).toBe('');
    expect(await findUnitGateway(test.app.db.read, unit.brand, unit.unit_id)).toBeUndefined();
    expect(await write(test.app, (tx) => silent.hold(tx))).toBe(false);
    expect([living.state.deposed, other.state.deposed]).toEqual([false, false]);
  });

  it('would leave the work of the dead lie, were nobody ever taken for dead', async () => {
    const test = await makeApp();
    await startMember(test, 'a', Number.POSITIVE_INFINITY);
    const silent = await takeOffice(test, 'silent');
    await new Promise((resolve) => setTimeout(resolve, lease_ms + 1_500));
    expect(await write(test.app, (tx) => silent.hold(tx))).toBe(true);
  });

  it('learn from their row that they were put out', async () => {
    const test = await makeApp();
    const former = await startMember(test, 'a');
    const next = await startMember(test, 'a');
    await vi.waitFor(() => expect(former.state.deposed).toBe(true), { timeout });
    expect(heldBy(next)).toHaveLength(names.length);
    expect(await former.keeper.isHeld(test.app.db.read, names[0] ?? '')).toBe(false);
  });
});

describeOnBothDatabases('the connections of a unit at two gateways', (makeApp) => {
  const brand = 'TELTONIKA';
  const unit_id = '352503081000002';
  const startSeats = async (test: TestApp, name: string) => {
    const post = await takeOffice(test, name);
    const state = { silent: false };
    const seats = createUnitSeats({
      app: test.app,
      gatewayId: () => post.id,
      giveWay: () => {
        if (state.silent) seats.leave(brand, unit_id);
        return state.silent;
      },
      onContested: () => {},
    });
    seats.start();
    onTestFinished(() => seats.stop());
    return { post, state, seats };
  };
  const untilHeld = ({ seats }: Awaited<ReturnType<typeof startSeats>>) =>
    vi.waitFor(() => expect(seats.holds(brand, unit_id)).toBe(true), { timeout });

  it('wait for one another: the newer is served when the older has ended or is silent', async () => {
    const test = await makeApp();
    const [one, other] = [await startSeats(test, 'a'), await startSeats(test, 'b')];
    one.seats.take(brand, unit_id);
    await one.seats.awaitTurn(brand, unit_id);
    other.seats.take(brand, unit_id);
    const turn = other.seats.awaitTurn(brand, unit_id);
    await vi.waitFor(
      async () => {
        const row = await test.app.db.read.selectFrom('unit_sessions').selectAll().executeTakeFirst();
        expect(row).toMatchObject({ gateway_id: one.post.id, contender_id: other.post.id });
      },
      { timeout },
    );
    expect([other.seats.holds(brand, unit_id), other.seats.isWaiting(brand, unit_id)]).toEqual([false, true]);
    one.state.silent = true;
    await turn;
    expect(await findUnitGateway(test.app.db.read, brand, unit_id)).toBe(other.post.id);
    one.seats.take(brand, unit_id);
    other.seats.leave(brand, unit_id);
    await untilHeld(one);
    one.seats.leave(brand, unit_id);
    await vi.waitFor(async () => expect(await findUnitGateway(test.app.db.read, brand, unit_id)).toBeUndefined(), { timeout });
  });

  it('goes to the one that waits when the gateway of the other is out of office', async () => {
    const test = await makeApp();
    const [one, other] = [await startSeats(test, 'a'), await startSeats(test, 'b')];
    one.seats.take(brand, unit_id);
    await untilHeld(one);
    await one.seats.stop();
    other.seats.take(brand, unit_id);
    await vi.waitFor(
      async () => {
        const row = await test.app.db.read.selectFrom('unit_sessions').select('contender_id').executeTakeFirst();
        expect(row?.contender_id).toBe(other.post.id);
      },
      { timeout },
    );
    await takeOffice(test, 'a');
    expect(await findUnitGateway(test.app.db.read, brand, unit_id)).toBe(other.post.id);
    await untilHeld(other);
  });

  it('stores nothing of a connection that ends while it waits', async () => {
    const test = await makeApp();
    const [one, other] = [await startSeats(test, 'a'), await startSeats(test, 'b')];
    one.seats.take(brand, unit_id);
    await untilHeld(one);
    other.seats.take(brand, unit_id);
    const turn = other.seats.awaitTurn(brand, unit_id);
    other.seats.leave(brand, unit_id);
    await expect(turn).rejects.toThrow('ended');
    await expect(other.seats.awaitTurn(brand, unit_id)).rejects.toThrow('ended');
  });
});
