import { withSaid } from './calling.ts';
import type {
  Assignment,
  CarriedTask,
  Draft,
  MeetingRecord,
  Opinion,
  RollEntry,
  Said,
  TextClash,
  Values,
} from './rows.ts';

/** A named text of the record, with whoever wrote last. */
export interface FieldView {
  value: string;
  clashes: readonly TextClash[];
  changed_by: string | null;
  changed_at: string | null;
  /** Not yet shown by the server. */
  own: boolean;
}

/** The record as this phone shows it: the server's picture with what was written here on top. */
export interface View {
  record: MeetingRecord;
  roll: readonly RollEntry[];
  opinions: readonly Opinion[];
  assignments: readonly Assignment[];
  carried: readonly CarriedTask[];
  field: (name: string) => FieldView;
  /** How many parts and statements the server's picture does not show yet. */
  own: number;
}

export function viewOf(
  record: MeetingRecord,
  written: readonly Draft[],
  spoken: readonly Said[],
): View {
  const roll = withSaid(record.roll, spoken);
  const named = new Map(roll.map(({ member_id, name }) => [member_id, name]));
  const drafts = new Map(written.map((draft) => [draft.part, draft]));
  const opinions = [...record.items.flatMap(({ opinions }) => opinions), ...record.loose_opinions];
  return {
    record,
    roll,
    opinions: laidOver(opinions, drafts, 'opinions', (id, values, before) =>
      opinionOf(id, values, before, named),
    ),
    assignments: laidOver(record.assignments, drafts, 'assignments', (id, values, before) =>
      assignmentOf(id, values, before, named),
    ),
    carried: record.carried.map((task) => {
      const draft = drafts.get(`carried/${task.assignment_id}`);
      return draft ? { ...task, ...(draft.values as Partial<CarriedTask>) } : task;
    }),
    field: (name) => fieldOf(record, drafts.get(`fields/${name}`), name),
    own: written.length + spoken.length,
  };
}

function fieldOf(record: MeetingRecord, draft: Draft | undefined, name: string): FieldView {
  const told = record.fields.find((field) => field.name === name);
  const settled = new Set(draft?.settles);
  return {
    value: draft ? textOf(draft.values.value) : (told?.value ?? ''),
    clashes: (told?.clashes ?? []).filter(({ id }) => !settled.has(id)),
    changed_by: told?.changed_by ?? null,
    changed_at: told?.changed_at ?? null,
    own: draft !== undefined,
  };
}

function laidOver<Row extends { id: string; position: number }>(
  told: readonly Row[],
  drafts: ReadonlyMap<string, Draft>,
  kind: string,
  make: (id: string, values: Values, before: Row | undefined) => Row,
): Row[] {
  const rows = new Map(told.map((row) => [row.id, row]));
  for (const draft of drafts.values()) {
    if (!draft.part.startsWith(`${kind}/`)) continue;
    const id = draft.part.slice(kind.length + 1);
    if (draft.values.removed) rows.delete(id);
    else rows.set(id, make(id, draft.values, rows.get(id)));
  }
  return [...rows.values()].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function personOf(
  id: unknown,
  name: unknown,
  named: ReadonlyMap<string, string>,
): Opinion['speaker'] {
  if (typeof id === 'string') return { member_id: id, name: named.get(id) ?? '' };
  return { member_id: null, name: textOf(name) };
}

const FRESH = { version: 0, clashes: [], changed_by: null, changed_at: '' };

function opinionOf(
  id: string,
  values: Values,
  before: Opinion | undefined,
  named: ReadonlyMap<string, string>,
): Opinion {
  return {
    ...FRESH,
    ...before,
    id,
    item_id: (values.item_id as string | null) ?? null,
    speaker: personOf(values.speaker_id, values.speaker_name, named),
    text: textOf(values.text),
    position: Number(values.position ?? 0),
  };
}

function assignmentOf(
  id: string,
  values: Values,
  before: Assignment | undefined,
  named: ReadonlyMap<string, string>,
): Assignment {
  const assignee = personOf(values.assignee_id, values.assignee_name, named);
  return {
    ...FRESH,
    ...before,
    id,
    item_id: (values.item_id as string | null) ?? null,
    text: textOf(values.text),
    assignee: assignee.name ? assignee : null,
    due_on: (values.due_on as string | null) ?? null,
    position: Number(values.position ?? 0),
  };
}

/** The parts of an opinion that are written. */
export function valuesOfOpinion({ item_id, speaker, text, position }: Opinion): Values {
  return { item_id, ...valuesOfSpeaker(speaker), text, position, removed: false };
}

/** Who speaks: a member, or a guest by name. */
export function valuesOfSpeaker({ member_id, name }: Opinion['speaker']): Values {
  return { speaker_id: member_id, speaker_name: member_id ? null : name || null };
}

/** The parts of a task that are written. */
export function valuesOfAssignment({
  item_id,
  assignee,
  text,
  due_on,
  position,
}: Assignment): Values {
  return { item_id, text, ...valuesOfAssignee(assignee), due_on, position, removed: false };
}

/** Who does it: a member, or somebody else by name. */
export function valuesOfAssignee(person: Assignment['assignee']): Values {
  return {
    assignee_id: person?.member_id ?? null,
    assignee_name: person?.member_id ? null : (person?.name ?? null),
  };
}
