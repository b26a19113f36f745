import { Notice, type NoticeTone } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Verdict } from './verdict.ts';

const tones: Record<Verdict['kind'], NoticeTone> = { accepted: 'ok', refused: 'danger', unknown: 'warning', faulty: 'danger' };

/** What came of the check, and what that means for saving. */
export const VerdictNote = ({ verdict }: { verdict: Verdict }) => {
  const { t } = useText();
  return (
    <Notice tone={tones[verdict.kind]} urgent>
      {verdict.text}
      {verdict.kind === 'refused' && <span className="block">{t('They are not saved. Correct them and verify again.')}</span>}
      {verdict.kind === 'unknown' && (
        <span className="block">
          {t('They can be saved unchecked: whether they work shows when the vendor is reached again.')}{' '}
          {verdict.flow_id && t('Flow id {id}', { id: verdict.flow_id })}
        </span>
      )}
    </Notice>
  );
};
