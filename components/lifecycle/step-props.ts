import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { VehicleDraft } from './vehicle-draft.ts';

export interface StepProps {
  draft: VehicleDraft;
  brand: BrandDefinition;
  change: (change: Partial<VehicleDraft>) => void;
  /** Messages by field: the server's, and what was missing when one wanted to go on. */
  errors: Readonly<Record<string, string>>;
}
