'use client';
import { Button } from '#components/ui/button.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useText } from '#lib/client/text-provider.tsx';

/** What signs every request, told once. */
export function WebhookSecret({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const { t } = useText();
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Secret of {name}', { name })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('I have copied it')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Notice tone="warning">{t('The secret is shown only now. Copy it to where the program keeps its secrets.')}</Notice>
        <div className="rounded-md border border-line bg-sunken px-2.5 py-1.5">
          <Copyable value={secret} label={t('Secret')} mono className="[&>span]:whitespace-normal [&>span]:break-all" />
        </div>
        <p className="text-ink-soft">
          {t(
            'Every request is signed with it as Standard Webhooks says: the receiver checks webhook-id, webhook-timestamp and webhook-signature.',
          )}
        </p>
      </div>
    </Sheet>
  );
}
