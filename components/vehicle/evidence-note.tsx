import { evidence_texts } from '#lib/display.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Says when what we know of the model does not come from its vendor's documents. */
export function EvidenceNote({ evidence }: Pick<UnitFacts, 'evidence'>) {
  if (!evidence || evidence === 'verified') return null;
  const basis =
    evidence === 'one implementation' ? 'based on one public implementation.' : `${evidence_texts[evidence].hint.toLowerCase()}`;
  return (
    <p className="text-ink-soft text-xs">
      <span className="font-medium text-warning-ink">Unverified:</span> {basis} Commands and values of this model may differ from what the
      vehicle really does.
    </p>
  );
}
