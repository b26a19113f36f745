import type { StateReport } from '#lib/domain/telematics.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { type AdapterContext, AdapterFailure, type CommandOutcome } from './port.ts';

export interface Confirmation {
  /** Values that show the effect. */
  proof: Partial<Record<StateProperty, unknown>>;
  sent_at_ms: number;
  /** How long a later report may still confirm. */
  wait_ms: number;
  fetchState: () => Promise<StateReport>;
}

const shows = (report: StateReport, { proof, sent_at_ms }: Confirmation): boolean => {
  const wanted = Object.entries(proof);
  return (
    wanted.length > 0 &&
    wanted.every(([name, value]) => {
      const known = report.properties[name as StateProperty];
      return known !== undefined && known.value === value && Date.parse(known.timestamp) >= sent_at_ms;
    })
  );
};

/**
 * Asks for the state once after the vendor took the command. Succeeded only when a value measured after sending shows the effect;
 * otherwise, and when the state cannot be read, a later report decides.
 */
export const confirmByState = async (wanted: Confirmation, context: AdapterContext): Promise<CommandOutcome> => {
  const { sent_at_ms, wait_ms, fetchState } = wanted;
  try {
    const report = await fetchState();
    if (shows(report, wanted)) return { status: 'succeeded', report };
  } catch (error) {
    if (!(error instanceof AdapterFailure)) throw error;
    context.log.warn({ flow_id: context.flow_id, kind: error.kind }, 'state after a command could not be read');
  }
  return { status: 'accepted', confirm_by: new Date(sent_at_ms + wait_ms).toISOString() };
};
