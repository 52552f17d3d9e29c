/** A refusal of the server: problem+json (RFC 9457) with a stable code `room.reason`. */
export interface Problem {
  status: number;
  code: string;
  /** Values for the sentence of this code, such as `{limit}`. */
  params: Readonly<Record<string, string | number>>;
  /** For 422: what is wrong, by the path of the field in the request (`body.login`). */
  fields: readonly FieldProblem[];
}

export interface FieldProblem {
  /** Where in the request, joined by dots: `body.login`. */
  field: string;
  /** Pydantic's kind of error: `missing`, `string_too_short`, … */
  reason: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function readFields(fields: unknown): FieldProblem[] {
  if (!Array.isArray(fields)) return [];
  return fields.filter(isRecord).map(({ at, reason }) => ({
    field: Array.isArray(at) ? at.map(String).join('.') : '',
    reason: typeof reason === 'string' ? reason : 'invalid',
  }));
}

/** Reads any error answer, also one that no part of our server wrote (a proxy's HTML page). */
export function readProblem(status: number, body: unknown): Problem {
  const raw = isRecord(body) ? body : {};
  const given = isRecord(raw.params) ? raw.params : {};
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  return {
    status,
    code: typeof raw.code === 'string' ? raw.code : 'unknown',
    params,
    fields: readFields(given.fields),
  };
}
