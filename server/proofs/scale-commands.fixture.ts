/** Programs that command vehicles by REST while processes die, and the measurement of how soon vehicles are served again. */
import { setTimeout as wait } from 'node:timers/promises';
import { api_path } from '#lib/contract/api-path.ts';
import { isGateway } from '#server/store/gateways.ts';
import { pick, type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';
import type { Scale, Target } from './scale.fixture.ts';

const ask_again_ms = 100;
const answer_limit_ms = 40_000;
/** Between the commands of one program. */
const pause_ms = { least: 50, most: 250 };

export interface Asked {
  vehicle_id: string;
  /** Command ids that answers named: one key, one command. */
  told: Set<string>;
  status: number;
}

/** Asks for a command by REST with one key, at one web process and then the other, until somebody says what became of it. */
export const runByKey = async (
  { webPort, token }: Scale,
  target: Target,
  key: string,
  first_web: number,
  limit?: AbortSignal,
): Promise<Asked> => {
  const { vehicle_id } = target.vehicle;
  const [command = ''] = target.commands;
  const told = new Set<string>();
  for (let attempt = 0; attempt < 200 && !limit?.aborted; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${webPort(first_web + attempt)}${api_path}/vehicles/${vehicle_id}/commands/${command}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.any([AbortSignal.timeout(answer_limit_ms), ...(limit ? [limit] : [])]),
    }).catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    if (!answer || text === undefined) {
      await wait(ask_again_ms);
      continue;
    }
    const body = JSON.parse(text) as { command_id?: string; id?: string };
    const id = body.command_id ?? body.id;
    if (id) told.add(id);
    // Still running under this key; a refusal that is kept for the key comes marked.
    if (answer.status !== 409 || answer.headers.get('idempotent-replayed') === 'true') return { vehicle_id, told, status: answer.status };
    await wait(ask_again_ms);
  }
  return { vehicle_id, told, status: 0 };
};

/** Programs that command vehicle after vehicle, one command of a vehicle at a time. */
export const startPrograms = (scale: Scale, random: Random, lanes: number) => {
  let stopped = false;
  let asked = 0;
  const answers: Asked[] = [];
  const busy = new Set<Target>();
  const work = async (lane: number) => {
    while (!stopped) {
      const free = scale.commanded.filter((target) => !busy.has(target));
      if (free.length === 0) {
        await wait(ask_again_ms);
        continue;
      }
      const target = pick(random, free);
      busy.add(target);
      asked += 1;
      answers.push(await runByKey(scale, target, `scale-${asked}`, lane));
      busy.delete(target);
      await wait(wholeBetween(random, pause_ms.least, pause_ms.most));
    }
  };
  const working = Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
  return {
    answers,
    stop: async () => {
      stopped = true;
      await working;
    },
  };
};

export interface Service {
  served_ms: number;
  /** Vehicles that were not, until the limit. */
  unserved: number;
  /** Of whatever took longest, what it was told. */
  slowest: string;
}

/** How long it takes from now until each of the vehicles for it carries out a command, asked again as long as it fails. */
export const measureService = async (scale: Scale, limit_ms: number): Promise<Service> => {
  const began_ms = performance.now();
  const limit = AbortSignal.timeout(limit_ms);
  let slowest = '';
  let unserved = scale.probes.length;
  const untilServed = async (target: Target): Promise<void> => {
    const told: string[] = [];
    for (let attempt = 0; !limit.aborted; attempt += 1) {
      const key = `probe-${target.vehicle.vehicle_id}-${began_ms}-${attempt}`;
      const { status } = await runByKey(scale, target, key, attempt, limit);
      told.push(`${status} at ${((performance.now() - began_ms) / 1000).toFixed(1)} s`);
      slowest = `${target.vehicle.brand} ${target.vehicle.unit_id}: ${told.slice(-8).join(', ')}`;
      if (status === 200) {
        unserved -= 1;
        return;
      }
      await wait(ask_again_ms);
    }
  };
  await Promise.all(scale.probes.map(untilServed));
  return { served_ms: performance.now() - began_ms, unserved, slowest };
};

/** How long it takes from now until a gateway is out of office; undefined when that did not happen before the signal. */
export const measureRemoval = async ({ app }: Scale, gateway_id: string, over: AbortSignal): Promise<number | undefined> => {
  const began_ms = performance.now();
  while (!over.aborted) {
    if (!(await isGateway(app.db.read, gateway_id))) return performance.now() - began_ms;
    await wait(ask_again_ms);
  }
  return undefined;
};
