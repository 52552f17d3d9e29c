/**
 * The tables of the phone's database: name → Dexie index string (primary key first).
 *
 * A room adds its tables here and describes their rows itself: `table<DocumentRow>('library_documents')`.
 * Once a version has reached phones it is never edited: add the next one, with only what changes.
 */
export const TABLES = {
  /** One row `current`: who is signed in, so that the app opens without a network. */
  session: 'key',
  /** What waits to be sent; see outbox.ts. */
  outbox: 'id, created_at, room',
  /** How far each room's sync has come; see sync.svelte.ts. */
  cursors: 'name',
  /** This phone's non-extractable keys (CryptoKeyPair), by purpose. */
  keys: 'purpose',
  /** Small answers of the server, kept whole; see snapshots.ts. */
  snapshots: 'name',

  /** What the reader may read; see rooms/library/rows.ts for the rows of these. */
  library_documents: 'id, published_at, study_by_on',
  library_contents: 'document_id',
  library_bookmarks: 'document_id, created_at',
  library_highlights: 'id, document_id',
  library_notes: 'id, document_id',
  library_progress: 'document_id, updated_at',
  library_acknowledgements: 'document_id',
  library_saved: 'document_id',
  library_signatures: 'document_id',
  library_recent: 'text, at',

  /** Meetings that concern the reader; see rooms/meetings/rows.ts. */
  meetings_plans: 'id, starts_at, month',
  /** A running meeting's record, what this phone wrote into it, and its ballots; see rooms/meetings/run/rows.ts. */
  meetings_records: 'meeting_id',
  meetings_drafts: 'key, meeting_id',
  meetings_roll: 'id, meeting_id',
  meetings_ballots: 'vote_id',

  /** The inbox; how the server knows this phone; what became of notices here, see phone.ts. */
  notifications_notices: 'id, number, unread',
  notifications_phone: 'key',
  notifications_receipts: '[message_id+what]',

  /** The branch its secretary leads; see rooms/members/store.ts. */
  members_branch: 'id, place',

  /** Check-ins this phone took; see rooms/attendance/queue.ts. */
  attendance_scans: 'scan_id, meeting_id, state, [meeting_id+member_id]',
} as const;

export type TableName = keyof typeof TABLES;

/** Every version that phones may still hold, oldest first. */
export const VERSIONS: readonly {
  number: number;
  stores: Readonly<Record<string, string | null>>;
}[] = [{ number: 1, stores: TABLES }];
