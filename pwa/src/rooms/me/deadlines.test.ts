import { beforeAll, describe, expect, it } from 'vitest';
import { loadWords } from '#i18n/index.svelte.ts';
import { deadlineOf } from './deadlines.ts';

beforeAll(loadWords);

const dated = {
  acknowledge_by: '2026-11-24',
  finish_by: '2026-12-08',
  acknowledged_at: null,
  ended_at: null,
};

describe('the day that matters in a request', () => {
  it('is the one of the acknowledgement first', () => {
    expect(deadlineOf({ ...dated, state: 'received' })).toBe('xác nhận trước hết ngày 24/11/2026');
  });
  it('then the one on which it has to be done', () => {
    expect(deadlineOf({ ...dated, state: 'acknowledged' })).toBe('xong trước hết ngày 08/12/2026');
  });
  it('then the one of the answer', () => {
    const ended_at = '2026-12-01T18:30:00Z';
    expect(deadlineOf({ ...dated, state: 'finished', ended_at })).toBe('trả lời ngày 02/12/2026');
  });
});
