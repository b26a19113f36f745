'use client';
import { Bookmark, Columns3, Download, History } from 'lucide-react';
import { buttonClass } from '#components/ui/button-class.ts';
import { LazyPopover } from '#components/ui/lazy-popover.tsx';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { api_path } from '#lib/contract/api-path.ts';
import type { ColumnChooserProps } from './column-chooser.tsx';
import type { ViewsPanelProps } from './views-panel.tsx';

export interface DeskToolsProps extends ViewsPanelProps, ColumnChooserProps {
  /** What the address would say now. */
  address: string;
  /** The past is shown. What is exported is of now, so there nothing is. */
  in_past: boolean;
  may_look_back: boolean;
}

const loadViews = () => import('./views-panel.tsx').then((module) => module.ViewsPanel);
const loadChooser = () => import('./column-chooser.tsx').then((module) => module.ColumnChooser);
const at_first_gesture = [loadViews, loadChooser];

const LazyViews = (props: ViewsPanelProps) => {
  const ViewsPanel = useFetched(loadViews, true);
  return ViewsPanel && <ViewsPanel {...props} />;
};
const LazyChooser = (props: ColumnChooserProps) => {
  const ColumnChooser = useFetched(loadChooser, true);
  return ColumnChooser && <ColumnChooser {...props} />;
};

/** So far back one looks at first. */
const look_back_ms = 15 * 60_000;

const tool_class = buttonClass({ variant: 'ghost', size: 'sm' });

/** Saved views, columns and the file of what is filtered. What they open is fetched apart from the page. */
export const DeskTools = (props: DeskToolsProps) => {
  const { views, query, in_past } = props;
  const { t } = useText();
  useFetchAtFirstGesture(at_first_gesture);
  const current = views.find(({ id }) => id === query.saved);
  const name = current ? t('View: {name}', { name: current.name }) : t('Views');
  return (
    <>
      <LazyPopover
        label={t('Saved views')}
        className="w-84 p-2!"
        trigger_class={tool_class}
        trigger_label={name}
        trigger={
          <>
            <Bookmark aria-hidden size={14} />
            <span className="max-w-40 truncate max-sm:sr-only">{current?.name ?? t('Views')}</span>
          </>
        }
      >
        <LazyViews {...props} />
      </LazyPopover>
      <LazyPopover
        label={t('Columns')}
        className="w-96 p-2!"
        trigger_class={tool_class}
        trigger_label={t('Columns')}
        trigger={
          <>
            <Columns3 aria-hidden size={14} />
            <span className="max-xl:sr-only">{t('Columns')}</span>
          </>
        }
      >
        <LazyChooser {...props} />
      </LazyPopover>
      {props.may_look_back && !in_past && (
        <button
          type="button"
          onClick={() => props.onQuery({ at: new Date(Date.now() - look_back_ms).toISOString() })}
          className={tool_class}
        >
          <History aria-hidden size={14} />
          <span className="max-xl:sr-only">{t('Look back')}</span>
        </button>
      )}
      {!in_past && (
        <a href={`${api_path}/vehicle-export?query=${encodeURIComponent(props.address)}`} download="vehicles.csv" className={tool_class}>
          <Download aria-hidden size={14} />
          <span className="max-xl:sr-only">{t('Export CSV')}</span>
        </a>
      )}
    </>
  );
};
