/** Tables of imports: what a file was judged to do, and what became of it. */
export interface ImportTables {
  imports: {
    id: string;
    fleet_id: string;
    status: string;
    file_name: string | null;
    empty_cells: string;
    author_type: string;
    author_id: string;
    author_name: string;
    created_at: string;
    checked_at: string;
    expires_at: string;
    applied_at: string | null;
    /** JSON of who applied it. */
    applied_by: string | null;
    reverted_at: string | null;
    /** JSON: how many rows have which verdict. */
    counts: string;
    /** JSON: headers, and what they were taken for. */
    headers: string;
    revision: number;
  };
  import_rows: {
    import_id: string;
    /** From 1. */
    item_number: number;
    line: number | null;
    verdict: string;
    /** Reserved, for one to add; the rows of a vehicle go with it when it is removed. */
    vehicle_id: string | null;
    label: string;
    /** JSON of what the file has by column, without secrets. */
    input: string;
    /** JSON of old and new values. */
    cells: string;
    /** JSON of what to add beside the cells, with sealed passwords; null for other rows. */
    addition: string | null;
    refusal: string | null;
    unit_check: string | null;
    outcome: string | null;
    /** JSON of what a revert left. */
    kept: string | null;
  };
}
