import { vi } from 'vitest';
import type { Block, ContentRow, DocumentRow } from '#rooms/library/rows.ts';
import { OneAtATime } from './locks.ts';

/** A published paper as the phone knows it. */
export function aPaper(id: string, given: Partial<DocumentRow> = {}): DocumentRow {
  return {
    id,
    number_symbol: '05-NQ/ĐU',
    type: 'NQ',
    type_name: 'Nghị quyết',
    title: 'Nghị quyết về chuyển đổi số',
    summary: null,
    issuer_id: null,
    issuer_name: 'Đảng ủy xã Yên Hà',
    issued_on: '2026-11-05',
    effective_on: null,
    signer: null,
    publisher_id: 'org',
    audience_organization_id: 'org',
    audience_kinds: [],
    study_by_on: null,
    state: 'published',
    replaces_id: null,
    replaced_by_id: null,
    published_at: '2026-11-06T02:00:00Z',
    withdrawn_reason: null,
    changed: 1,
    version: 1,
    files: [],
    bookmarked: false,
    acknowledged_at: null,
    may_edit: false,
    ...given,
  };
}

/** The text of a paper: one file `f`, one paragraph a line. */
export function aText(document_id: string, lines: readonly string[], changed = 1): ContentRow {
  const blocks = lines.map((text, number): Block => ({
    number,
    page: 1,
    kind: 'paragraph',
    level: 0,
    text,
    rows: null,
  }));
  const section = { file_id: 'f', name: 'Tệp', media_type: 'application/pdf', pages: 1 };
  return {
    document_id,
    changed,
    sections: [{ ...section, state: 'ready', failure: null, recognized_pages: [], blocks }],
  };
}

/** One request that reached the server. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

export interface Said {
  status: number;
  body?: unknown;
}

/**
 * Stands in for the network: `answer` says what the server would, `undefined` that there is none.
 * Returns the list of what was asked, which grows.
 */
export function network(answer: (asked: Asked) => Said | undefined | Promise<Said | undefined>) {
  const all: Asked[] = [];
  vi.stubGlobal('navigator', { locks: new OneAtATime(), onLine: true });
  vi.stubGlobal('fetch', async (input: string | Request, init?: RequestInit) => {
    const request = new Request(
      new URL(input instanceof Request ? input.url : input, location.origin),
      {
        method: input instanceof Request ? input.method : (init?.method ?? 'GET'),
      },
    );
    const { pathname, searchParams } = new URL(request.url);
    const text = input instanceof Request ? await input.text() : (init?.body as string | undefined);
    const asked: Asked = {
      method: request.method,
      path: pathname,
      query: searchParams,
      body: text ? (JSON.parse(text) as unknown) : undefined,
    };
    all.push(asked);
    const said = await answer(asked);
    if (!said) throw new TypeError('no network');
    return new Response(said.body === undefined ? null : JSON.stringify(said.body), {
      status: said.status,
      headers: { 'Content-Type': 'application/json' },
    });
  });
  return all;
}
