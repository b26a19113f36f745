/** Tables of what people leave for each other: notes, links, and what they made of events. */
interface Author {
  author_type: string;
  author_id: string;
  author_name: string;
}

export interface DeskTables {
  vehicle_notes: Author & { id: string; fleet_id: string; vehicle_id: string; text: string; created_at: string };
  position_links: Author & {
    id: string;
    fleet_id: string;
    vehicle_id: string;
    /** SHA-256 of the unguessable part of the address. */
    token_hash: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
  };
  /** One row per event and kind (ACKNOWLEDGED, ASSIGNED), any number of kind COMMENTED. */
  event_marks: Author & {
    id: string;
    fleet_id: string;
    vehicle_id: string;
    event_id: string;
    kind: string;
    /** The comment. */
    text: string | null;
    assignee_id: string | null;
    assignee_name: string | null;
    created_at: string;
  };
}
