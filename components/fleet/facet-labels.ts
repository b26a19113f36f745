import type { Facet } from '#lib/client/fleet-filter.ts';
import type { Message } from '#lib/messages/text.ts';

/** Names of the filters in their order on screen. */
export const facet_labels: Record<Facet, Message> = {
  status: 'Status',
  energy: 'Energy',
  rental: 'Rental',
  operation: 'Operation',
  freshness: 'Freshness',
  life: 'column|Life',
  model: 'Model',
  brand: 'Brand',
  type: 'Type',
  unit: 'Unit brand',
  can: 'Capability',
  tag: 'Tags',
  field: 'Custom field',
};

const in_order = Object.keys(facet_labels) as Facet[];
/** Filters that have a button of their own; the others share one. */
export const leading_facets = in_order.slice(0, 4);
export const further_facets = in_order.slice(4);
