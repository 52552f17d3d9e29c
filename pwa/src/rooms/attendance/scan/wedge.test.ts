import { afterEach, expect, test, vi } from 'vitest';
import { listenForScanner, Wedge } from './wedge.ts';

const CODE = '6BFOXN*TS0BI$ZD4N9:9S6';
const KEYS = CODE.match(/./g) ?? [];

/** What came out when these keys were pressed so many milliseconds apart. */
function pressed(keys: readonly string[], apart: number): (string | undefined)[] {
  const wedge = new Wedge();
  return keys.map((key, index) => wedge.hear(key, index * apart)).filter(Boolean);
}

test('a scanner is heard out to Enter, also with Shift between the letters', () => {
  expect(pressed([...KEYS, 'Enter'], 10)).toEqual([CODE]);
  expect(pressed(KEYS.flatMap((key) => ['Shift', key]).concat('Enter'), 5)).toEqual([CODE]);
});

test('fingers and short words are no scanner', () => {
  expect(pressed([...KEYS, 'Enter'], 200)).toEqual([]);
  expect(pressed(['h', 'o', 'Enter'], 10)).toEqual([]);
});

test('two codes one after the other are two', () => {
  expect(pressed([...KEYS, 'Enter', ...KEYS, 'Enter'], 10)).toEqual([CODE, CODE]);
});

afterEach(() => document.body.replaceChildren());

function type(target: Element): void {
  for (const key of [...KEYS, 'Enter']) {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }
}

test('wherever the cursor stands a code arrives, and no button is pressed by it', () => {
  const [button, heard, clicked] = [document.createElement('button'), vi.fn(), vi.fn()];
  button.addEventListener('click', clicked);
  document.body.append(button);
  button.focus();
  const stop = listenForScanner(heard);
  type(button);
  expect(heard.mock.calls).toEqual([[CODE]]);
  expect(document.activeElement).toBe(document.body);
  expect(clicked).not.toHaveBeenCalled();
  stop();
  type(button);
  expect(heard).toHaveBeenCalledOnce();
});

test('what is typed into a field or beside an open sheet stays there', () => {
  const [field, sheet, heard] = [
    document.createElement('input'),
    document.createElement('dialog'),
    vi.fn(),
  ];
  document.body.append(field, sheet);
  const stop = listenForScanner(heard);
  type(field);
  sheet.setAttribute('open', '');
  type(document.body);
  expect(heard).not.toHaveBeenCalled();
  stop();
});
