import type { z } from 'zod';
import type { OutputOf } from '#lib/contract/operation.ts';
import type { Operations } from '#lib/contract/operations.ts';
import type { Pace } from '#lib/domain/freshness.ts';
import type { Evidence } from '#lib/domain/telematics.ts';

/** What the catalogue knows of the vehicle's unit and model; read on the server, so that the catalogue stays out of the browser. */
export interface UnitFacts {
  /** What the brand calls the id of its units. */
  unit_id_label: string;
  /** How it is expected to report, as known when the page was made. */
  pace: Pace;
  /** It has a password of its own. */
  has_password: boolean;
  /** How well the model's behaviour is known; absent when the person may not read the setup. */
  evidence?: z.infer<typeof Evidence> | undefined;
  /** Absent when the person may not read it. */
  setup?: OutputOf<Operations['getUnitSetup']> | undefined;
}
