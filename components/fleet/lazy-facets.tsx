'use client';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import type { FacetProps } from './facet-options.tsx';

const loadOptions = () => import('./facet-options.tsx').then((module) => module.FacetOptions);
const at_first_gesture = [loadOptions];

/** Fetches the choices of the filters before one is opened. */
export const useFacetsAhead = (): void => useFetchAtFirstGesture(at_first_gesture);

/** The choices of a filter, fetched apart from the page. */
export const LazyFacetOptions = (props: FacetProps) => {
  const FacetOptions = useFetched(loadOptions, true);
  return FacetOptions && <FacetOptions {...props} />;
};
