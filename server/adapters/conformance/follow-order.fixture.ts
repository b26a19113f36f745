import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import type { StateReport, VehicleModel } from '#lib/domain/telematics.ts';
import { type StateProperty, state_properties, type VehicleState } from '#lib/domain/vehicle-state.ts';
import { mergeState } from '#server/gateway/merge-state.ts';
import { stateProves } from '#server/gateway/settle-by-state.ts';
import { AdapterFailure, type FailureKind } from '../port.ts';
import type { LateWord, Rig } from './rig.fixture.ts';
import { claimedProperties } from './state-rows.fixture.ts';

/** What an order came to, as the gateway would say it from what the adapter told. */
export interface Ending {
  outcome: Said['outcome'];
  /** Of a failure that `send` threw. */
  kind?: FailureKind;
  /** How often a final word came later. */
  late_words: number;
  /** The newest state shows the effect, measured after the order was sent. */
  proven_by_state: boolean;
}

const every_property = new Set(state_properties);

export const merged = (reports: readonly StateReport[], now_ms: number, known: VehicleState = {}): VehicleState =>
  reports.reduce((state, { properties }) => mergeState(state, properties, every_property, now_ms).state, known);

/** Whether the model's own properties can show the effect. */
export const isReadable = (capability: CommandCapability, model: VehicleModel): boolean => {
  const proof = Object.keys(commandDefinition(capability).proof ?? {}) as StateProperty[];
  return proof.length > 0 && proof.every((property) => claimedProperties(model).includes(property));
};

interface Said {
  command_id: string;
  outcome: 'SUCCEEDED' | 'ACCEPTED' | 'UNKNOWN' | 'FAILED';
  /** Under which a final word may come later. */
  tracking_id?: string | undefined;
  kind?: FailureKind;
}

/** Sends an order and gives what `send` said. */
export const sendOrder = async (rig: Rig, capability: CommandCapability, command_id = 'C1'): Promise<Said> => {
  try {
    const outcome = await rig.send(capability, { command_id });
    return outcome.status === 'succeeded'
      ? { command_id, outcome: 'SUCCEEDED' }
      : { command_id, outcome: 'ACCEPTED', tracking_id: outcome.tracking_id };
  } catch (error) {
    if (!(error instanceof AdapterFailure)) throw error;
    return { command_id, outcome: error.kind === 'unknown' ? 'UNKNOWN' : 'FAILED', kind: error.kind };
  }
};

export const concernsOrder = (word: LateWord, said: Said): boolean =>
  word.command_id === said.command_id || (said.tracking_id !== undefined && word.tracking_id === said.tracking_id);

/** Sends an order and looks until something final was said about it, or `enough` says that nothing more is expected. */
export const followOrder = async (
  rig: Rig,
  capability: CommandCapability,
  { command_id = 'C1', looks = 1 }: { command_id?: string; looks?: number } = {},
): Promise<Ending> => {
  const sent_at = new Date(rig.clock()).toISOString();
  const said = await sendOrder(rig, capability, command_id);
  let words: LateWord[] = [];
  let state: VehicleState = {};
  const proven = () => stateProves({ command: capability, sent_at }, state);
  const is_open = () => said.outcome === 'ACCEPTED' || said.outcome === 'UNKNOWN';
  for (let look = 0; look < looks && (look === 0 || (is_open() && words.length === 0 && !proven())); look += 1) {
    if (look > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    state = merged(await rig.read(), rig.clock(), state);
    words = (await rig.lateWords()).filter((word) => concernsOrder(word, said));
  }
  const proven_by_state = isReadable(capability, rig.unit.model) && proven();
  const last_word = words.at(-1)?.outcome;
  const outcome = is_open() ? (last_word ?? (proven_by_state ? 'SUCCEEDED' : said.outcome)) : said.outcome;
  return { outcome, ...(said.kind && { kind: said.kind }), late_words: words.length, proven_by_state };
};
