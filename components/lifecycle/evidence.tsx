import { StatusDot } from '#components/ui/status-dot.tsx';
import { evidence_texts } from '#lib/display.ts';
import type { BrandDefinition, Evidence } from '#lib/domain/telematics.ts';
import type { Message, Text } from '#lib/messages/text.ts';

/** How well a vendor fact is known. */
export const EvidenceMark = ({ evidence }: { evidence: Evidence }) => (
  <StatusDot status={evidence_texts[evidence]} size={9} className="text-xs" />
);

/** What to expect of a brand that nobody has confirmed; undefined for the others. */
export const unverifiedText = ({ evidence, name }: Pick<BrandDefinition, 'evidence' | 'name'>, { t }: Text): string | undefined => {
  if (evidence === 'assumed') return t('Unverified: needs the {brand} partner document.', { brand: name });
  return evidence === 'one implementation' ? t('Known from public code; try it on one vehicle first.') : undefined;
};

export const model_evidence_texts: Record<Evidence, Message> = {
  verified: 'The capabilities are stated by the vendor’s documents.',
  'one implementation': 'The capabilities come from one public implementation. Try each command once before you rely on it.',
  assumed: 'The capabilities are inferred, not documented. Try each command on this vehicle before you rely on it.',
};
