'use client';
import { CirclePlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { MenuItem } from '#components/ui/dropdown-menu.tsx';
import { RowMenu } from '#components/ui/row-menu.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { PresetActions } from './people-actions.ts';
import { PresetSheet } from './preset-sheet.tsx';
import { useAct } from './use-act.ts';

export interface PresetsPageProps extends PresetActions {
  presets: readonly PermissionPreset[];
  grantor: readonly Permission[];
}

type Open = { what: 'add' } | { what: 'edit' | 'delete'; preset: PermissionPreset };

/** The built-in presets and those of the fleet. */
export function PresetsPage({ presets, grantor, deletePermissionPreset, ...actions }: PresetsPageProps) {
  const { t, translate, count } = useText();
  const router = useRouter();
  const [open, setOpen] = useState<Open>();
  const { busy, problem, act } = useAct();
  const may_change = allows(grantor, 'users');
  const close = () => setOpen(undefined);
  const refresh = () => router.refresh();
  const remove = ({ id, name }: PermissionPreset) =>
    act(
      () => deletePermissionPreset({ params: { preset_id: id } }),
      () => {
        notify.done(t('{name} is deleted', { name }));
        refresh();
        close();
      },
    );
  const columns: ListColumn[] = [
    { label: t('Name') },
    { label: t('Permissions'), numeric: true, from: 'sm' },
    { label: t('People'), numeric: true },
  ];
  return (
    <>
      <ListPage
        title={t('Permission presets')}
        description={t('What people of one task may do, named once. Whoever follows a preset changes with it.')}
        add={
          may_change && (
            <Button variant="primary" icon={CirclePlus} onClick={() => setOpen({ what: 'add' })}>
              {t('Add preset')}
            </Button>
          )
        }
        stale={false}
        columns={columns}
      >
        {presets.map((preset) => (
          <Tr key={preset.id}>
            <Td className="font-medium max-sm:max-w-40" title={preset.name}>
              <span className="inline-flex max-w-full items-center gap-2">
                <span className="truncate">{preset.built_in ? translate(preset.name) : preset.name}</span>
                {preset.built_in && <Badge>{t('Built in')}</Badge>}
              </span>
            </Td>
            <Td numeric className="hidden sm:table-cell" title={preset.permissions.join(', ')}>
              {preset.permissions.length}
            </Td>
            <Td numeric>{preset.user_count}</Td>
            <Td className="text-right">
              {may_change && !preset.built_in && (
                <RowMenu name={preset.name}>
                  <MenuItem onSelect={() => setOpen({ what: 'edit', preset })}>{t('Edit…')}</MenuItem>
                  <MenuItem danger icon="ban" onSelect={() => setOpen({ what: 'delete', preset })}>
                    {t('Delete…')}
                  </MenuItem>
                </RowMenu>
              )}
            </Td>
          </Tr>
        ))}
      </ListPage>
      {(open?.what === 'add' || open?.what === 'edit') && (
        <PresetSheet
          {...actions}
          preset={open.what === 'edit' ? open.preset : undefined}
          grantor={grantor}
          onClose={close}
          onSaved={refresh}
        />
      )}
      {open?.what === 'delete' && (
        <ConfirmDialog
          open
          onOpenChange={(stays) => !stays && close()}
          title={t('Delete {name}?', { name: open.preset.name })}
          description={count(
            open.preset.user_count,
            'A preset that somebody follows cannot be deleted; {count} person follows this one.',
            'A preset that somebody follows cannot be deleted; {count} people follow this one.',
          )}
          confirm_label={t('Delete preset')}
          danger
          busy={busy}
          onConfirm={() => void remove(open.preset)}
        >
          <ProblemNote problem={problem} />
        </ConfirmDialog>
      )}
    </>
  );
}
