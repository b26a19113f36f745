'use client';
import { useMemo } from 'react';
import { useFetched } from '#components/ui/use-fetched.ts';
import type { ChosenColumn } from '#lib/client/column-choice.ts';
import { chosenColumns, columnTemplate, type FleetColumn, fittingColumns, leastWidth, usual_columns } from './columns.tsx';

const loadMore = () => import('./more-columns.tsx').then((module) => module.findColumn);
const findUsual = (id: string): FleetColumn | undefined => usual_columns.find((column) => column.id === id);
const isFurther = ({ id }: ChosenColumn): boolean => findUsual(id) === undefined;

/** The columns in view: those chosen, however wide they are together, else as many of the usual ones as fit into the room. */
export const useShownColumns = (chosen: readonly ChosenColumn[] | undefined, room_px: number) => {
  const findFurther = useFetched(loadMore, chosen?.some(isFurther) ?? false);
  return useMemo(() => {
    const columns = chosen ? chosenColumns(chosen, findFurther ?? findUsual) : fittingColumns(room_px);
    return {
      columns,
      template: columnTemplate(columns),
      chosen: chosen ?? columns.map(({ id }) => ({ id })),
      /** The table scrolls sideways below this. */
      least_width_px: chosen ? leastWidth(columns) : 0,
    };
  }, [chosen, findFurther, room_px]);
};
