/** The suite's negative control: for each kind of rule an adapter that was broken on purpose, which the rule must catch. */
import { describe, expect, it } from 'vitest';
import {
  acceptedAsSucceeded,
  type Break,
  cloud,
  orders,
  properties,
  reports,
  resendsAfterRestart,
  sessionIo,
  silenceAsFailure,
  silenceAsSuccess,
  twice,
} from './break-adapter.fixture.ts';
import { blamesNoCredentials, keepsOpenWhenUnreadable, survivesAnswer, takesNothingOfWrongType } from './cloud-rules.fixture.ts';
import { loadDescriptors } from './load-descriptors.fixture.ts';
import {
  believesNoPretence,
  endsOnce,
  failsWhenRefused,
  keepsOpenWithoutWords,
  refusesInTime,
  sendsNothingAfterRestart,
  settlesLate,
} from './order-rules.fixture.ts';
import type { Subject } from './start-rig.fixture.ts';
import { coveringModels } from './state-rows.fixture.ts';
import {
  findsUnits,
  hasNoPlaceAtZero,
  inventsNothing,
  judgesCredentials,
  keepsClaims,
  mergesAlike,
  readsProperty,
} from './state-rules.fixture.ts';

const descriptors = await loadDescriptors();

const now = () => new Date().toISOString();

type Rule = (subject: Subject) => Promise<void>;
const unlocks = 'UNLOCK_CENTRAL_LOCK';
const disables = 'DISABLE_DRIVING';

/** What was broken, in which brand's adapter, and the rule that it breaks. */
const cases: readonly [string, string, Break, Rule][] = [
  ['takes an order that was taken for one that was carried out', 'TELTONIKA', acceptedAsSucceeded, (s) => believesNoPretence(s, disables)],
  ['takes an order that was taken for one that was carried out', 'NIU', acceptedAsSucceeded, (s) => believesNoPretence(s, disables)],
  ['takes a 202 for success', 'MERCEDES_BENZ', acceptedAsSucceeded, (s) => keepsOpenWithoutWords(s, unlocks, 'unanswered')],
  ['tells silence as failure', 'CLOUDBOXX', silenceAsFailure, (s) => keepsOpenWithoutWords(s, unlocks, 'unanswered')],
  ['tells silence as failure', 'TELTONIKA', silenceAsFailure, (s) => keepsOpenWithoutWords(s, unlocks, 'unanswered')],
  ['tells silence as success', 'SEGWAY', silenceAsSuccess, (s) => keepsOpenWithoutWords(s, disables, 'cut_off')],
  ['sends an order again that got no answer', 'NIU', twice, (s) => keepsOpenWithoutWords(s, disables, 'unanswered')],
  ['tells an unreadable answer as failure', 'CLOUDBOXX', silenceAsFailure, (s) => keepsOpenWhenUnreadable(s, unlocks, { kind: 'html' })],
  ['loses a late answer', 'TELTONIKA', sessionIo(() => ({ settle: () => {} })), (s) => settlesLate(s, 'DRAW_ATTENTION')],
  [
    'loses the results of its stream',
    'MERCEDES_BENZ',
    cloud(({ stream }) => (stream ? { stream: { ...stream, translate: (...g) => ({ ...stream.translate(...g), results: [] }) } } : {})),
    (s) => settlesLate(s, unlocks),
  ],
  [
    'settles twice what was told once',
    'TELTONIKA',
    sessionIo(({ settle }) => ({ settle: (...word) => [settle(...word), settle(...word)] })),
    (s) => settlesLate(s, 'DRAW_ATTENTION'),
  ],
  ['acts twice on an answer that came twice', 'OKAI', orders((ask) => ask().then(ask)), (s) => endsOnce(s, 'ENABLE_DRIVING')],
  [
    'tells a refusal as success',
    'CLOUDBOXX',
    orders((ask) => ask().catch(() => ({ status: 'succeeded' }))),
    (s) => failsWhenRefused(s, disables),
  ],
  ['sends after a restart what was open before', 'NIU', resendsAfterRestart, (s) => sendsNothingAfterRestart(s, disables)],
  [
    'sends what came too late',
    'SEGWAY',
    cloud(({ sendCommand }) => ({
      sendCommand: (c, u, order, x) => sendCommand(c, u, { ...order, expires_at: '2999-01-01T00:00:00.000Z' }, x),
    })),
    (s) => refusesInTime(s, disables),
  ],
  [
    'reports a property that does not exist',
    'NIU',
    properties((state) => ({ ...state, odometer: { value: 1, timestamp: now() } })),
    keepsClaims,
  ],
  [
    'reports a value out of its range',
    'OKAI',
    properties((state) => ({ ...state, heading_in_degrees: { value: 400, timestamp: now() } })),
    keepsClaims,
  ],
  ['reports for another unit', 'CLOUDBOXX', reports((report) => ({ ...report, unit_id: '0000000000000000' })), keepsClaims],
  ['leaves out a property that its models claim', 'SEGWAY', properties(({ position: _, ...state }) => state), keepsClaims],
  [
    'reads metres for kilometres',
    'TELTONIKA',
    properties(({ mileage_in_kilometers: km, ...state }) => ({
      ...state,
      ...(km && { mileage_in_kilometers: { ...km, value: km.value * 1_000 } }),
    })),
    (s) => readsProperty(s, 'mileage_in_kilometers'),
  ],
  [
    'takes enabled for disabled',
    'QUECLINK',
    properties(({ driving_enabled: on, ...state }) => ({ ...state, ...(on && { driving_enabled: { ...on, value: !on.value } }) })),
    (s) => readsProperty(s, 'driving_enabled'),
  ],
  [
    'has a value for a field that was not sent',
    'CLOUDBOXX',
    properties((state) => ({ mileage_in_kilometers: { value: 0, timestamp: now() }, ...state })),
    inventsNothing,
  ],
  [
    'has a place at 0/0',
    'OKAI',
    properties((state) => ({ position: { value: { lat: 0, lon: 0 }, timestamp: now() }, ...state })),
    hasNoPlaceAtZero,
  ],
  [
    'measures everything at one instant',
    'NIU',
    properties((state) =>
      Object.fromEntries(Object.entries(state).map(([name, stamped]) => [name, { ...stamped, timestamp: '2024-06-10T06:13:20.000Z' }])),
    ),
    mergesAlike,
  ],
  ['accepts every secret', 'NIU', cloud(() => ({ verifyCredentials: async () => ({ ok: true }) })), judgesCredentials],
  [
    'calls credentials wrong when nobody answers',
    'SEGWAY',
    cloud(({ verifyCredentials }) => ({
      verifyCredentials: async (...given) => {
        const check = await verifyCredentials(...given);
        return check.ok ? check : { ...check, reason: 'invalid' };
      },
    })),
    (s) => blamesNoCredentials(s, disables, { kind: 'black_hole' }),
  ],
  ['lists no unit', 'CLOUDBOXX', cloud(() => ({ discoverUnits: async function* () {} })), findsUnits],
  [
    'takes what is unreadable for an empty state',
    'CLOUDBOXX',
    cloud(({ fetchState, brand }) => ({
      fetchState: async (c, unit, x) =>
        (await fetchState?.(c, unit, x).catch(() => undefined)) ?? { brand, unit_id: unit.unit_id, received_at: now(), properties: {} },
    })),
    (s) => survivesAnswer(s, unlocks, { kind: 'truncated_json' }, ['vendor']),
  ],
  [
    'makes state of wrong types',
    'CLOUDBOXX',
    properties((state) => ({ ignition: { value: 'OFF', timestamp: now() }, ...state })),
    (s) => takesNothingOfWrongType(s, unlocks),
  ],
  [
    'writes its secret into the log',
    'NIU',
    cloud(({ fetchState }) => ({
      fetchState: async (credentials, unit, context) => {
        context.log.info(
          { tried: Object.values(credentials.values).map((value) => (typeof value === 'string' ? value : value.reveal())) },
          'asked',
        );
        if (!fetchState) throw new Error('cannot be asked');
        return fetchState(credentials, unit, context);
      },
    })),
    keepsClaims,
  ],
];

/** Runs a rule outside the suite, with what it does at its end. */
const runRule = async (rule: Rule, subject: Omit<Subject, 'onTestFinished'>): Promise<void> => {
  const ends: (() => Promise<void>)[] = [];
  try {
    await rule({ ...subject, onTestFinished: (end) => void ends.push(end) });
  } finally {
    for (const end of ends) await end();
  }
};

describe('an adapter is caught that', () => {
  it.concurrent.for(cases)('%s (%s)', async ([_, brand, breakIt, rule]) => {
    const descriptor = descriptors.find(({ adapter }) => adapter.brand === brand);
    const [model] = coveringModels(brand);
    if (!descriptor || !model) throw new Error(`${brand} is not there`);
    await runRule(rule, { descriptor, model });
    const broken = { ...descriptor, adapter: breakIt(descriptor.adapter) };
    // By the rule's own words: a rule that stumbles over the broken adapter has caught nothing.
    await expect(runRule(rule, { descriptor: broken, model })).rejects.toMatchObject({ name: 'AssertionError' });
  });
});
