'use client';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import type { FacetProps } from './facet-options.tsx';
import type { FilterChipsProps } from './filter-chips.tsx';

const loadOptions = () => import('./facet-options.tsx').then((module) => module.FacetOptions);
const loadFurther = () => import('./further-filters.tsx').then((module) => module.FurtherFilters);
const loadChips = () => import('./filter-chips.tsx').then((module) => module.FilterChips);
const at_first_gesture = [loadOptions, loadFurther, loadChips];

/** Fetches the choices of the filters before one is opened. */
export const useFacetsAhead = (): void => useFetchAtFirstGesture(at_first_gesture);

/** The choices of a filter, fetched apart from the page. */
export const LazyFacetOptions = (props: FacetProps) => {
  const FacetOptions = useFetched(loadOptions, true);
  return FacetOptions && <FacetOptions {...props} />;
};

export const LazyFurtherFilters = (props: Omit<FacetProps, 'facet'>) => {
  const FurtherFilters = useFetched(loadFurther, true);
  return FurtherFilters && <FurtherFilters {...props} />;
};

/** The filters in use, fetched when there is one: an untouched page shows none. */
export const LazyFilterChips = ({ wanted, ...props }: FilterChipsProps & { wanted: boolean }) => {
  const FilterChips = useFetched(loadChips, wanted);
  return FilterChips && <FilterChips {...props} />;
};
