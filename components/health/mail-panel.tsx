'use client';
import { Empty } from '#components/states/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { mail_error_texts } from '#lib/display/mail.ts';
import { FigureTable } from './figure-table.tsx';
import { mail_failing, well } from './health-words.ts';

/** Mails of this fleet within a day, and why they do not go out. */
export function MailPanel({ health: { mail } }: { health: InstallationHealth }) {
  const { t, formatNumber } = useText();
  const { set_up, failing, waiting, sent, failed, last_sent_at, last_error, last_reply_code } = mail;
  if (!set_up)
    return (
      <Panel title={t('Mail')} flush>
        <Empty title={t('This installation sends no mail')} description={t('The operator sets MAIL_URL to change that.')} />
      </Panel>
    );
  const cells = [
    <StatusDot key="state" status={failing ? mail_failing : well} />,
    formatNumber(waiting),
    formatNumber(sent),
    formatNumber(failed),
    last_sent_at ? <RelativeTime key="sent" at={last_sent_at} short /> : '—',
  ];
  return (
    <Panel title={t('Mail')} flush>
      <FigureTable
        label={t('Mail')}
        heads={[t('State'), t('Waiting'), t('mail|Sent'), t('mail|Failed'), t('Last sent')]}
        words={1}
        figures={[{ key: 'mail', cells }]}
      />
      {last_error && (failing || failed > 0) && (
        <p className="border-line border-t px-3 py-2 text-ink-soft text-xs">
          {t(mail_error_texts[last_error])}
          {last_reply_code !== undefined && ` (${t('Answer {status}', { status: String(last_reply_code) })})`}
        </p>
      )}
    </Panel>
  );
}
