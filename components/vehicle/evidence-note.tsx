'use client';
import { useText } from '#lib/client/text-provider.tsx';
import { evidence_texts } from '#lib/display.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Says when what we know of the model, or of one feature of its unit, does not come from its vendor's documents. */
export function EvidenceNote({ evidence, about = 'model' }: Pick<UnitFacts, 'evidence'> & { about?: 'model' | 'feature' }) {
  const { t } = useText();
  if (!evidence || evidence === 'verified') return null;
  return (
    <p className="text-ink-soft text-xs" title={t(evidence_texts[evidence].hint)}>
      <span className="font-medium text-warning-ink">{t(about === 'model' ? 'Unverified model:' : 'Unverified:')}</span>{' '}
      {t(
        evidence === 'one implementation'
          ? 'based on one public implementation; commands and values may differ.'
          : 'inferred, without a document of the vendor; commands and values may differ.',
      )}
    </p>
  );
}
