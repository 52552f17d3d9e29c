import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pieces, Speech, vietnameseVoice } from './speech.svelte.ts';

const voice = (lang: string, localService = true) =>
  ({ lang, localService, name: lang }) as SpeechSynthesisVoice;

/** Stands in for the phone's engine: jsdom cannot speak. Each utterance ends when told to. */
class Engine extends EventTarget {
  said: { text: string; rate: number; onend: (() => void) | null }[] = [];
  constructor(readonly voices: SpeechSynthesisVoice[]) {
    super();
  }
  getVoices(): SpeechSynthesisVoice[] {
    return this.voices;
  }
  speak(utterance: { text: string; rate: number; onend: (() => void) | null }): void {
    this.said.push(utterance);
  }
  cancel(): void {
    this.said.at(-1)?.onend?.();
  }
  end(): void {
    this.said.at(-1)?.onend?.();
  }
}

class Utterance {
  lang = '';
  rate = 1;
  voice: SpeechSynthesisVoice | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly text: string) {}
}

function speak(voices: SpeechSynthesisVoice[]): { engine: Engine; speech: Speech } {
  const engine = new Engine(voices);
  vi.stubGlobal('speechSynthesis', engine);
  return { engine, speech: new Speech() };
}

const paragraphs = [
  { key: 'a', text: 'Một.' },
  { key: 'b', text: 'Hai.' },
  { key: 'c', text: 'Ba.' },
];

beforeEach(() => void vi.stubGlobal('SpeechSynthesisUtterance', Utterance));
afterEach(() => void vi.unstubAllGlobals());

describe('reading aloud', () => {
  it('goes from paragraph to paragraph and stops at the end', async () => {
    const { engine, speech } = speak([voice('vi-VN')]);
    await speech.start(paragraphs, 'b');
    expect([speech.state, speech.at]).toEqual(['playing', 'b']);
    engine.end();
    expect(speech.at).toBe('c');
    engine.end();
    expect([speech.state, speech.at]).toEqual(['idle', null]);
    expect(engine.said.map(({ text }) => text)).toEqual(['Hai.', 'Ba.']);
  });

  it('says the paragraph again after a pause, and nothing of the old one goes on', async () => {
    const { engine, speech } = speak([voice('vi-VN')]);
    await speech.start(paragraphs, null);
    speech.pause();
    expect([speech.state, speech.at]).toEqual(['paused', 'a']);
    speech.resume();
    expect(engine.said.map(({ text }) => text)).toEqual(['Một.', 'Một.']);
    speech.step(1);
    expect(speech.at).toBe('b');
    expect(engine.said).toHaveLength(3);
  });

  it('changes speed at once', async () => {
    const { engine, speech } = speak([voice('vi-VN')]);
    await speech.start(paragraphs, 'a');
    speech.setRate(1.5);
    expect(engine.said.at(-1)).toMatchObject({ text: 'Một.', rate: 1.5 });
  });

  it('says so when the phone has no Vietnamese voice or cannot speak', async () => {
    const { speech } = speak([voice('en-US')]);
    await speech.start(paragraphs, null);
    expect(speech.state).toBe('no_voice');
    vi.stubGlobal('speechSynthesis', undefined);
    const silent = new Speech();
    await silent.start(paragraphs, null);
    expect(silent.state).toBe('unsupported');
  });

  it('prefers the voice that needs no network', () => {
    const remote = voice('vi-VN', false);
    const local = voice('vi_VN');
    expect(vietnameseVoice([voice('en-US'), remote, local])).toBe(local);
    expect(vietnameseVoice([remote])).toBe(remote);
    expect(vietnameseVoice([voice('vie')])).toBeUndefined();
  });
});

describe('pieces', () => {
  it('keeps sentences together up to a length and loses no word', () => {
    const text = `${'Chi bộ họp định kỳ. '.repeat(20)}Kết luận; thi hành`;
    const parts = pieces(text);
    expect(parts.join(' ')).toBe(text);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(180);
    expect(parts.length).toBeLessThan(5);
  });

  it('cuts an endless sentence at a gap', () => {
    const endless = 'nghị quyết '.repeat(60).trim();
    const parts = pieces(endless);
    expect(parts.join(' ')).toBe(endless);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(180);
  });

  it('says nothing for signs alone', () => {
    expect(pieces('--- … ***')).toEqual([]);
  });
});
