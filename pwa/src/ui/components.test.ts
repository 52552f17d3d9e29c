import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import Answers from '../../tests/gallery/Answers.svelte';
import Gallery from '../../tests/gallery/Gallery.svelte';
import Tables from '../../tests/gallery/Tables.svelte';
import { teachDialogs } from '../../tests/dialog.ts';
import Button from './Button.svelte';
import CodeField from './CodeField.svelte';
import FilePicker from './FilePicker.svelte';
import PasswordField from './PasswordField.svelte';
import SearchField from './SearchField.svelte';
import TextField from './TextField.svelte';
import { createRawSnippet } from 'svelte';

beforeAll(teachDialogs);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

test('all components on one page break no rule that can be checked without pixels', async () => {
  document.documentElement.lang = 'vi';
  document.title = 'Gallery';
  const { container } = render(Gallery);
  const found = await axe.run(container, {
    // Colours need a real browser: the end-to-end tests check them.
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('an error is tied to its field and said aloud', () => {
  render(TextField, { label: 'Số điện thoại', error: 'Cần đủ 10 chữ số.', help: 'Không dấu cách' });
  const box = screen.getByLabelText('Số điện thoại');
  expect(box.getAttribute('aria-invalid')).toBe('true');
  const ids = box.getAttribute('aria-describedby')?.split(' ') ?? [];
  const said = ids.map((id) => document.getElementById(id)?.textContent.trim());
  expect(said).toEqual(['Không dấu cách', 'Cần đủ 10 chữ số.']);
});

test('a busy button keeps its word and does nothing more', async () => {
  const onclick = vi.fn();
  render(Button, { children: words('Gửi'), busy: true, onclick });
  const button = screen.getByRole('button', { name: 'Gửi' });
  await fireEvent.click(button);
  expect(button.getAttribute('aria-busy')).toBe('true');
  expect(onclick).not.toHaveBeenCalled();
});

test('a password can be shown and hidden', async () => {
  render(PasswordField, { label: 'Mật khẩu' });
  const box = screen.getByLabelText('Mật khẩu');
  expect(box.getAttribute('type')).toBe('password');
  await fireEvent.click(screen.getByRole('button', { name: 'Hiện mật khẩu' }));
  expect(box.getAttribute('type')).toBe('text');
  await fireEvent.click(screen.getByRole('button', { name: 'Ẩn mật khẩu' }));
  expect(box.getAttribute('type')).toBe('password');
});

test('a code may be pasted with hyphens and small letters', async () => {
  const oncomplete = vi.fn();
  render(CodeField, { label: 'Mã', length: 12, oncomplete });
  const box = screen.getByLabelText<HTMLInputElement>('Mã');
  await fireEvent.input(box, { target: { value: ' 7k4m-92qx-tb3d ' } });
  expect(box.value).toBe('7K4M 92QX TB3D');
  expect(oncomplete).toHaveBeenCalledExactlyOnceWith('7K4M92QXTB3D');
});

test('a search waits until typing rests, and Enter does not wait', async () => {
  vi.useFakeTimers();
  const onsearch = vi.fn();
  render(SearchField, { label: 'Tìm', onsearch });
  const box = screen.getByRole('searchbox');
  await fireEvent.input(box, { target: { value: 'nghi' } });
  await fireEvent.input(box, { target: { value: 'nghi quyet' } });
  expect(onsearch).not.toHaveBeenCalled();
  vi.advanceTimersByTime(300);
  expect(onsearch).toHaveBeenCalledExactlyOnceWith('nghi quyet');
  await fireEvent.submit(screen.getByRole('search'));
  expect(onsearch).toHaveBeenCalledTimes(2);
});

test('a file of the wrong kind or size is named and not taken', async () => {
  render(FilePicker, { label: 'Tệp', accept: '.pdf', limit: 1 });
  const input = screen.getByLabelText(/Tệp/);
  const choose = (file: File) => fireEvent.change(input, { target: { files: [file] } });
  await choose(new File(['x'], 'ảnh.svg', { type: 'image/svg+xml' }));
  screen.getByText('Tệp ảnh.svg không đúng loại cần dùng.');
  await choose(new File([new Uint8Array(1_000_001)], 'to.pdf'));
  screen.getByText('Tệp to.pdf lớn quá 1 MB nên chưa nhận được.');
  await choose(new File(['x'], 'vừa.PDF'));
  screen.getByRole('button', { name: 'Bỏ tệp vừa.PDF' });
});

test('a sheet takes the focus back to what opened it', async () => {
  render(Answers);
  const opener = screen.getByRole('button', { name: 'Mở tờ' });
  opener.focus();
  await fireEvent.click(opener);
  const sheet = screen.getByRole('dialog', { name: 'Cỡ chữ và nền màn hình' });
  const close = within(sheet).getByRole('button', { name: 'Đóng' });
  close.focus();
  await fireEvent.click(close);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(opener);
});

test('a table says how it is sorted, and the arrows walk its rows', async () => {
  render(Tables);
  const firstNames = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent.trim());
  const head = screen.getByRole('columnheader', { name: /Điểm/ });
  expect(head.getAttribute('aria-sort')).toBe('none');
  await fireEvent.click(within(head).getByRole('button'));
  expect(head.getAttribute('aria-sort')).toBe('ascending');
  expect(firstNames().slice(0, 2)).toEqual(['Trạm y tế', 'Thôn 1']);
  const [first, second] = screen.getAllByRole('link');
  first?.focus();
  if (first) await fireEvent.keyDown(first, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
});

test('a column can be put away, but not the last one', async () => {
  render(Tables);
  await fireEvent.click(screen.getByRole('button', { name: 'Cột hiển thị' }));
  const sheet = screen.getByRole('dialog', { name: 'Cột hiển thị' });
  await fireEvent.click(within(sheet).getByRole('checkbox', { name: 'Bí thư' }));
  expect(screen.queryByRole('columnheader', { name: 'Bí thư' })).toBeNull();
  for (const name of ['Lịch họp', 'Trạng thái', 'Dự họp', 'Điểm']) {
    await fireEvent.click(within(sheet).getByRole('checkbox', { name }));
  }
  const last = within(sheet).getByRole<HTMLInputElement>('checkbox', { name: 'Chi bộ' });
  expect(last.disabled).toBe(true);
});
