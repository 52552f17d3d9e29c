import { expect, test, vi } from 'vitest';
import type { Result } from '#api/client.ts';
import { Editing } from './editing.svelte.ts';

const read = { values: { name: 'Thôn 1', place: '' }, etag: '"1"' };
const fine: Result<unknown> = { ok: true, data: null, etag: '"3"' };
const late: Result<unknown> = {
  ok: false,
  problem: { status: 412, code: 'request.changed_meanwhile', params: {}, fields: [] },
};
const now = (values: Record<string, string>) => () =>
  Promise.resolve({ ok: true as const, data: { values, etag: '"2"' }, etag: '"2"' });

function editing(name: string): Editing {
  const form = new Editing();
  form.begin(read);
  form.values.name = name;
  return form;
}

test('only what changed goes out, with the version it was made on', async () => {
  const send = vi.fn(() => Promise.resolve(fine));
  expect(await editing('Thôn Một').save(send, now({}))).toBeNull();
  expect(send).toHaveBeenCalledExactlyOnceWith({ name: 'Thôn Một' }, '"1"');
});

test('nothing changed is nothing to send', async () => {
  const send = vi.fn(() => Promise.resolve(fine));
  expect(await editing('Thôn 1').save(send, now({}))).toBeNull();
  expect(send).not.toHaveBeenCalled();
});

test('an edit of another field goes on top of what somebody saved meanwhile', async () => {
  const send = vi.fn().mockResolvedValueOnce(late).mockResolvedValueOnce(fine);
  const form = editing('Thôn Một');
  expect(await form.save(send, now({ name: 'Thôn 1', place: 'Nhà văn hóa' }))).toBeNull();
  expect(send).toHaveBeenLastCalledWith({ name: 'Thôn Một' }, '"2"');
  expect(form.clashing).toBe(false);
});

test('the same field changed twice is asked about, and the choice is saved', async () => {
  const send = vi.fn().mockResolvedValueOnce(late).mockResolvedValueOnce(fine);
  const form = editing('Thôn Một');
  expect(await form.save(send, now({ name: 'Bản Một', place: '' }))).toBe(late);
  expect(form.clashing).toBe(true);
  expect(form.merged.clashes).toEqual([{ field: 'name', mine: 'Thôn Một', theirs: 'Bản Một' }]);
  form.values = { ...form.merged.values, name: 'Thôn Một' };
  expect(await form.save(send, now({}))).toBeNull();
  expect(send).toHaveBeenLastCalledWith({ name: 'Thôn Một' }, '"2"');
});

test('any other refusal is handed on', async () => {
  const refused: Result<unknown> = { ok: false, network: 'offline' };
  const form = editing('Thôn Một');
  expect(await form.save(() => Promise.resolve(refused), now({}))).toBe(refused);
});
