import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { CommandDefinition } from '#lib/domain/command.ts';
import type { ProblemKind } from '#lib/domain/problem.ts';
import type { TelematicsBrand } from '#lib/domain/telematics.ts';
import type { AdapterFailure, FailureKind } from '#server/adapters/port.ts';

const problems_by_kind: Record<Exclude<FailureKind, 'unknown'>, { kind: ProblemKind; detail: string }> = {
  offline: { kind: 'vehicle/no-connection', detail: 'The vehicle could not be reached. Nothing was sent.' },
  limited: { kind: 'service-unavailable', detail: "The manufacturer's service takes no more requests for the moment. Nothing was done." },
  rejected: { kind: 'third-party/error', detail: 'The manufacturer refused the stored credentials.' },
  setup: { kind: 'vehicle/conflicting-setup-status', detail: 'The manufacturer has not set this unit up for the command.' },
  state: { kind: 'vehicle/conflicting-state', detail: 'The vehicle refused because of its state.' },
  busy: { kind: 'vehicle/conflicting-command', detail: 'The vehicle works on another command.' },
  unit: { kind: 'telematics-unit/error', detail: 'The telematics unit reported an error.' },
  vendor: { kind: 'third-party/error', detail: "The manufacturer's service reported an error." },
  unsupported: { kind: 'vehicle/command-not-supported', detail: 'The unit does not know this command.' },
};

/** In place of a third party's failure, for brands whose service counts as part of the unit (specification 14, rule 11). */
const unit_problems: Partial<typeof problems_by_kind> = {
  rejected: { kind: 'vehicle/no-connection', detail: 'The stored credentials were refused. Nothing was sent to the vehicle.' },
  vendor: problems_by_kind.unit,
};

export interface CommandEnd {
  status: 'FAILED' | 'UNKNOWN';
  kind: ProblemKind;
  detail: string;
}

const unknown: CommandEnd = {
  status: 'UNKNOWN',
  kind: 'vehicle/command-outcome-unknown',
  detail: 'The command was sent, but nothing proves what became of it.',
};

/** What a failed sending means for the command. A command that only reads is never of unknown outcome. */
export const endOfFailure = (failure: AdapterFailure | undefined, definition: CommandDefinition, brand?: TelematicsBrand): CommandEnd => {
  if (failure && failure.kind !== 'unknown') {
    const as_unit = brand && findBrand(brand)?.service_is_unit ? unit_problems[failure.kind] : undefined;
    return { status: 'FAILED', ...(as_unit ?? problems_by_kind[failure.kind]) };
  }
  if (definition.harmless) return { status: 'FAILED', kind: 'vehicle/no-connection', detail: 'The vehicle did not answer in time.' };
  return unknown;
};
