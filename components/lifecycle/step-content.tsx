import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { BrandStep } from './step-brand.tsx';
import { CredentialsStep } from './step-credentials.tsx';
import { DetailsStep } from './step-details.tsx';
import { ModelStep } from './step-model.tsx';
import type { StepProps } from './step-props.ts';
import { ReviewStep } from './step-review.tsx';
import { UnitStep } from './step-unit.tsx';
import type { StepId } from './steps.ts';

export interface StepContentProps extends Omit<StepProps, 'brand'> {
  step: StepId;
  brands: readonly BrandDefinition[];
  brand: BrandDefinition | undefined;
  may_store_credentials: boolean;
  onEdit: (step: StepId) => void;
}

export function StepContent({ step, brands, brand, may_store_credentials, onEdit, ...shared }: StepContentProps) {
  if (!brand || step === 'brand') return <BrandStep brands={brands} draft={shared.draft} change={shared.change} />;
  const props: StepProps = { ...shared, brand };
  if (step === 'credentials') return <CredentialsStep {...props} may_store={may_store_credentials} />;
  if (step === 'unit') return <UnitStep {...props} />;
  if (step === 'model') return <ModelStep {...props} />;
  if (step === 'details') return <DetailsStep {...props} />;
  return <ReviewStep draft={props.draft} brand={brand} onEdit={onEdit} />;
}
