'use client';
import { Badge } from '#components/ui/badge.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { ListFrame } from '#components/ui/list-frame.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { AuditLogEntry } from '#lib/contract/audit-log.ts';
import type { AuditFilter } from './audit-filters.tsx';
import { detailParts } from './audit-words.ts';

const link_class = 'max-w-full truncate rounded-sm text-left hover:underline';

/** One line per entry; a click on who, what or of what narrows to it. */
export function AuditTable({ entries, onFilter }: { entries: readonly AuditLogEntry[]; onFilter: (part: Partial<AuditFilter>) => void }) {
  const { t } = useText();
  return (
    <ListFrame>
      <Table label={t('Audit log')}>
        <thead>
          <tr>
            <Th className="hidden lg:table-cell">{t('Number')}</Th>
            <Th>{t('When')}</Th>
            <Th>{t('Who')}</Th>
            <Th>{t('What')}</Th>
            <Th>{t('Of what')}</Th>
            <Th>{t('Details')}</Th>
            <Th className="hidden xl:table-cell">{t('Flow id')}</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, audit_seq, recorded_at, actor, action, object, detail, flow_id }) => {
            const parts = detailParts(detail).join(' · ');
            return (
              <Tr key={id}>
                <Td className="hidden text-ink-faint tabular-nums lg:table-cell">{audit_seq}</Td>
                <Td>
                  <RelativeTime at={recorded_at} />
                </Td>
                <Td>
                  <button type="button" className={link_class} title={actor.id} onClick={() => onFilter({ actor: actor.id })}>
                    {actor.name}
                  </button>
                  {actor.support_grant_id && <Badge tone="warning">{t('Support access')}</Badge>}
                </Td>
                <Td>
                  <button type="button" className={`${link_class} font-mono text-xs`} onClick={() => onFilter({ action })}>
                    {action}
                  </button>
                </Td>
                <Td className="max-w-56!" title={`${object.type} ${object.id}`}>
                  <button type="button" className={link_class} onClick={() => onFilter({ object: object.id })}>
                    <span className="text-ink-faint">{object.type}</span> {object.id}
                  </button>
                </Td>
                <Td className="max-w-60! text-ink-soft" title={parts}>
                  {parts}
                </Td>
                <Td className="hidden min-w-32 xl:table-cell">
                  <Copyable value={flow_id} label={t('Flow id')} mono>
                    {flow_id.slice(0, 8)}
                  </Copyable>
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </ListFrame>
  );
}
