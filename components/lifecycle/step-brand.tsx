import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { Choice } from './choice.tsx';
import { EvidenceMark, unverifiedText } from './evidence.tsx';
import type { VehicleDraft } from './vehicle-draft.ts';

const authentication_texts: Record<BrandDefinition['authentication'], string> = {
  NONE: 'no credentials: units report to Motorpool',
  SHARED: 'one account for many vehicles',
  INDIVIDUAL: 'a password per unit',
};

const aboutBrand = (brand: BrandDefinition): string => {
  const kind = brand.unit_type === 'EMBEDDED' ? 'Built into the vehicle' : 'Retrofitted unit';
  const listed = brand.lists_available_units ? 'lists its units' : `${brand.unit_id_label} typed by hand`;
  return `${kind} · ${authentication_texts[brand.authentication]} · ${listed}`;
};

export interface BrandStepProps {
  brands: readonly BrandDefinition[];
  draft: VehicleDraft;
  change: (change: Partial<VehicleDraft>) => void;
}

export function BrandStep({ brands, draft, change }: BrandStepProps) {
  return (
    <fieldset>
      <legend className="sr-only">Brand of the telematics unit</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {brands.map((brand) => (
          <Choice
            key={brand.brand}
            name="brand"
            value={brand.brand}
            checked={draft.brand === brand.brand}
            onChoose={() => change({ brand: brand.brand })}
            title={brand.name}
            mark={<EvidenceMark evidence={brand.evidence} />}
          >
            {aboutBrand(brand)}
            {unverifiedText(brand) && <span className="mt-1 block text-ink-faint">{unverifiedText(brand)}</span>}
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}
