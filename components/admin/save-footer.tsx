import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Check } from './use-check.ts';
import { maySave } from './verdict.ts';

export interface SaveFooterProps {
  form: string;
  check: Check;
  /** What is typed can be checked before it is saved. */
  checkable?: boolean;
  saving: boolean;
  onCancel: () => void;
  onSave: () => void;
}

/** First verify, then save; what could not be verified is saved only by a button that says so. Enter presses the main one. */
export function SaveFooter({ form, check, checkable = true, saving, onCancel, onSave }: SaveFooterProps) {
  const { t } = useText();
  const may = checkable ? maySave(check.verdict) : 'yes';
  return (
    <>
      <Button onClick={onCancel}>{t('Cancel')}</Button>
      {may === 'with a warning' && (
        <Button busy={saving} onClick={onSave}>
          {t('Save unchecked')}
        </Button>
      )}
      <Button type="submit" form={form} variant="primary" busy={may === 'yes' ? saving : check.busy}>
        {t(may === 'yes' ? 'Save' : check.busy ? 'Asking the vendor…' : check.verdict ? 'Verify again' : 'Verify')}
      </Button>
    </>
  );
}
