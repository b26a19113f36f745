'use client';
import { useQuery } from '@tanstack/react-query';
import { RotateCw, ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { call } from '#lib/client/api.ts';
import { ApiFailure } from '#lib/client/request.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { AuditFault, AuditVerification as Verification } from '#lib/contract/audit-log.ts';
import type { Message } from '#lib/messages/text.ts';

const fault_words: Record<AuditFault['kind'], Message> = {
  CHANGED: 'the entry or its seal was changed',
  MISSING: 'the entry was taken away',
  INSERTED: 'an entry was put in',
  UNSEALED: 'the seal was taken away',
  DETAILS_MISSING: 'the details were taken away, and no removal says so',
};

function Faults({ faults, fault_count }: Pick<Verification, 'faults' | 'fault_count'>) {
  const { t, count } = useText();
  return (
    <ul aria-label={t('Wrong entries')} className="mt-1 list-disc pl-5">
      {faults.map(({ kind, audit_seq, entry_id }) => (
        <li key={`${kind} ${audit_seq} ${entry_id}`}>
          {audit_seq === undefined ? t('An entry without a number') : t('Entry {number}', { number: audit_seq })}: {t(fault_words[kind])}
          {entry_id && <span className="ml-1 font-mono text-ink-faint text-xs">{entry_id}</span>}
        </li>
      ))}
      {fault_count > faults.length && <li>{count(fault_count - faults.length, 'and {count} more', 'and {count} more')}</li>}
    </ul>
  );
}

function Verdict({ verification }: { verification: Verification }) {
  const { t, formatNumber } = useText();
  const { status, verified_up_to, waiting, checkpoint, verified_at } = verification;
  return (
    <>
      <p className="font-medium">
        {status === 'BROKEN' && t('The audit log is not as it was written')}
        {status === 'INTACT' && verified_up_to === 0 && t('There is nothing to verify yet')}
        {status === 'INTACT' &&
          verified_up_to > 0 &&
          t('Every entry up to number {number} is as it was written', { number: formatNumber(verified_up_to) })}
      </p>
      {status === 'BROKEN' && <Faults {...verification} />}
      <p className="text-ink-soft text-xs">
        {t('audit|Verified')} <RelativeTime at={verified_at} focusable />
        {checkpoint && (
          <>
            {' · '}
            {t('signed checkpoint at entry {number}', { number: formatNumber(checkpoint.audit_seq) })}{' '}
            <RelativeTime at={checkpoint.written_at} focusable />
          </>
        )}
        {waiting > 0 && ` · ${t('{number} entries are sealed within a second', { number: formatNumber(waiting) })}`}
      </p>
    </>
  );
}

const glyphs = { INTACT: ShieldCheck, BROKEN: ShieldAlert, UNKNOWN: ShieldQuestion };
const looks = { INTACT: 'bg-ok-soft text-ok-ink', BROKEN: 'bg-danger-soft text-danger-ink', UNKNOWN: 'bg-neutral-soft text-neutral-ink' };

/** Whether the log is whole: the gateway reads all of it when this page opens, and when asked. */
export function AuditVerification() {
  const { t } = useText();
  const asked = useQuery({
    queryKey: ['getAuditVerification', {}],
    queryFn: ({ signal }) => call('getAuditVerification', {}, signal),
    staleTime: 0,
    retry: false,
  });
  const verdict = asked.isError ? undefined : asked.data;
  const status = verdict?.status ?? 'UNKNOWN';
  const Glyph = glyphs[status];
  return (
    <section
      aria-label={t('Verification')}
      aria-busy={asked.isFetching}
      className={`mx-4 mb-3 flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md px-3 py-2 ${looks[status]}`}
    >
      <Glyph aria-hidden size={18} strokeWidth={1.75} className="mt-0.5 shrink-0" />
      <div role="status" className="min-w-0 flex-1">
        {verdict && <Verdict verification={verdict} />}
        {!verdict && asked.isPending && <p>{t('The whole audit log is being verified…')}</p>}
        {!verdict && asked.isError && (
          <>
            <p className="font-medium">{t('The audit log could not be verified now')}</p>
            <p className="text-ink-soft text-xs">
              {t('The gateway did not answer. Entries are kept all the same, and sealed when it is back.')}
              {asked.error instanceof ApiFailure && ` ${t('Flow id {id}', { id: asked.error.problem.flow_id })}`}
            </p>
          </>
        )}
      </div>
      <Button icon={RotateCw} busy={asked.isFetching} onClick={() => void asked.refetch()}>
        {t('Verify now')}
      </Button>
    </section>
  );
}
