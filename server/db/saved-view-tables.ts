export interface SavedViewTables {
  saved_views: {
    id: string;
    fleet_id: string;
    owner_id: string;
    owner_name: string;
    name: string;
    /** As the fleet page's address has it behind `?`. */
    query: string;
    shared: number;
    created_at: string;
    modified_at: string;
  };
  /** The view that the fleet page of a person begins with. */
  default_views: { fleet_id: string; person_id: string; view_id: string };
}
