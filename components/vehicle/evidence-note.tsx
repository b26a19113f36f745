import { evidence_texts } from '#lib/display.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Says when what we know of the model does not come from its vendor's documents. */
export function EvidenceNote({ evidence }: Pick<UnitFacts, 'evidence'>) {
  if (!evidence || evidence === 'verified') return null;
  const basis = evidence === 'one implementation' ? 'based on one public implementation' : 'inferred, without a document of the vendor';
  return (
    <p className="text-ink-soft text-xs" title={evidence_texts[evidence].hint}>
      <span className="font-medium text-warning-ink">Unverified model:</span> {basis}; commands and values may differ.
    </p>
  );
}
