import type { ActionResult } from '#lib/client/action-result.ts';
import type { CallInput } from '#lib/client/api.ts';
import type { OutputOf } from '#lib/contract/operation.ts';
import type { OperationId, Operations } from '#lib/contract/operations.ts';

/** A server action as a page hands it down. */
export type Action<K extends OperationId> = (input: CallInput<K>) => Promise<ActionResult<OutputOf<Operations[K]>>>;

export type AddVehicleAction = Action<'addVehicle'>;
