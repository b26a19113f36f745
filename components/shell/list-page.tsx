'use client';
import type { ReactNode } from 'react';
import { Empty, type EmptyProps } from '#components/states/empty.tsx';
import { ListFrame } from '#components/ui/list-frame.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Table, Th } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { PageHeader } from './page-header.tsx';

export interface ListColumn {
  label: string;
  numeric?: boolean;
  /** Narrower windows do without it. */
  from?: 'sm' | 'md' | 'lg';
}

export interface ListPageProps {
  /** Of the page and of its table. */
  title: string;
  description?: string | undefined;
  /** The way to a further row: in the head, or where the list is empty. */
  add?: ReactNode;
  /** What is shown could not be read again. */
  stale: boolean;
  notices?: ReactNode;
  columns: readonly ListColumn[];
  /** The last column is for what can be done. */
  has_actions?: boolean;
  /** Said instead of the table. */
  empty?: Pick<EmptyProps, 'icon' | 'title' | 'description'> | false;
  /** Rows. */
  children: ReactNode;
}

const from_classes = { sm: 'hidden sm:table-cell', md: 'hidden md:table-cell', lg: 'hidden lg:table-cell' } as const;

/** A page that is one list: head, what is amiss, and a table or what is said in its place. */
export function ListPage(props: ListPageProps) {
  const { title, description, add, stale, notices, columns, has_actions = true, empty, children } = props;
  const { t } = useText();
  return (
    <>
      <PageHeader title={title} description={description} actions={!empty && add} />
      {notices}
      {stale && (
        <Notice tone="warning" className="mx-4 mb-3">
          {t('The list could not be read again; what you see may be out of date.')}
        </Notice>
      )}
      {empty ? (
        <Empty {...empty} action={add} />
      ) : (
        <ListFrame>
          <Table label={title}>
            <thead>
              <tr>
                {columns.map(({ label, numeric = false, from }) => (
                  <Th key={label} numeric={numeric} className={from && from_classes[from]}>
                    {label}
                  </Th>
                ))}
                {has_actions && (
                  <Th>
                    <span className="sr-only">{t('Actions')}</span>
                  </Th>
                )}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </Table>
        </ListFrame>
      )}
    </>
  );
}
