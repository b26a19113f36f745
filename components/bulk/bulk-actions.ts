import type { ActionResult } from '#lib/client/action-result.ts';
import type { BulkResult, ChangeMade } from '#lib/contract/bulk.ts';
import type { CommandPlan } from '#lib/contract/command-plans.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { OperationStatus } from '#lib/domain/vehicle-enums.ts';

type Many<B> = (input: { body: B & { vehicle_ids: string[] } }) => Promise<ActionResult<{ items: BulkResult[] }>>;

/** Server actions for many vehicles that the page hands down. */
export interface BulkActions {
  createCommandPlan: (input: { body: { command: CommandCapability; vehicle_ids: string[] } }) => Promise<ActionResult<CommandPlan>>;
  runCommandPlan: (input: { params: { plan_id: string }; body: { reason?: string } }) => Promise<ActionResult<CommandPlan>>;
  changeTags: Many<{ add?: string[]; remove?: string[] }>;
  changeCustomFields: Many<{ set?: Record<string, string>; remove?: string[] }>;
  setOperationStatus: Many<{ value: OperationStatus }>;
  archive: Many<object>;
  revertChanges: (input: { body: { items: UndoableChange[] } }) => Promise<ActionResult<{ items: BulkResult[] }>>;
}

/** What was changed of a vehicle, as the server told it. */
export interface UndoableChange {
  vehicle_id: string;
  changed: ChangeMade;
}

/** A marked vehicle by what staff call it. */
export interface MarkedVehicle {
  id: string;
  label: string;
}
