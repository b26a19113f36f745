import Link from 'next/link';
import { useText } from '#lib/client/text-provider.tsx';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { Choice } from './choice.tsx';
import { EvidenceMark, unverifiedText } from './evidence.tsx';
import type { VehicleDraft } from './vehicle-draft.ts';

const authentication_texts: Record<BrandDefinition['authentication'], Message> = {
  NONE: 'no credentials: units report to Motorpool',
  SHARED: 'one account for many vehicles',
  INDIVIDUAL: 'a password per unit',
};

const aboutBrand = (brand: BrandDefinition, { t, translate }: Text): string => {
  const kind = t(brand.unit_type === 'EMBEDDED' ? 'Built into the vehicle' : 'Retrofitted unit');
  const listed = brand.lists_available_units ? t('lists its units') : t('{label} typed by hand', { label: translate(brand.unit_id_label) });
  return `${kind} · ${t(authentication_texts[brand.authentication])} · ${listed}`;
};

export interface BrandStepProps {
  brands: readonly BrandDefinition[];
  draft: VehicleDraft;
  change: (change: Partial<VehicleDraft>) => void;
}

export function BrandStep({ brands, draft, change }: BrandStepProps) {
  const text = useText();
  return (
    <fieldset>
      <legend className="sr-only">{text.t('Brand of the telematics unit')}</legend>
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
            {aboutBrand(brand, text)}
            {unverifiedText(brand, text) && <span className="mt-1 block text-ink-faint">{unverifiedText(brand, text)}</span>}
          </Choice>
        ))}
      </div>
      <p className="mt-3 text-ink-soft text-sm">
        <Link href="/docs/brands" target="_blank" className="rounded-sm text-accent-ink hover:underline">
          {text.t('What each brand reports and carries out')}
        </Link>
      </p>
    </fieldset>
  );
}
