/** One paragraph to be read aloud. */
export interface Spoken {
  key: string;
  text: string;
}

/** `no_voice`: the phone has no Vietnamese voice; `unsupported`: the browser cannot speak at all. */
export type SpeechState = 'idle' | 'starting' | 'playing' | 'paused' | 'no_voice' | 'unsupported';

/** Chromium stops a long utterance in the middle; short ones also follow pause and speed at once. */
const LONGEST = 180;
/** Voices arrive late on the first call; a phone without any never says so. */
const VOICES_TIMEOUT = 2_000;

/** The text in pieces of at most about `LONGEST` characters, cut after sentences, else at gaps. */
export function pieces(text: string): string[] {
  const found: string[] = [];
  const sentences = text.match(/[^.!?;:…]+[.!?;:…]*\s*|[.!?;:…]+\s*/gu) ?? [];
  for (const sentence of sentences.flatMap(shorten)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + sentence.length <= LONGEST) {
      found[found.length - 1] = last + sentence;
    } else found.push(sentence);
  }
  return found.map((piece) => piece.trim()).filter((piece) => /[\p{L}\d]/u.test(piece));
}

function shorten(sentence: string): string[] {
  const found: string[] = [];
  let rest = sentence;
  while (rest.length > LONGEST) {
    const gap = rest.lastIndexOf(' ', LONGEST);
    const at = gap > 0 ? gap + 1 : LONGEST;
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...found, rest];
}

/** The phone's Vietnamese voice; one on the phone itself speaks without a network. */
export function vietnameseVoice(
  voices: readonly SpeechSynthesisVoice[],
): SpeechSynthesisVoice | undefined {
  const spoken = voices.filter(({ lang }) => /^vi([-_]|$)/i.test(lang));
  return spoken.find(({ localService }) => localService) ?? spoken[0];
}

/** Reads a document aloud, paragraph by paragraph, and tells which one it is at. */
export class Speech {
  state = $state<SpeechState>('idle');
  /** The key of the paragraph being read. */
  at = $state<string | null>(null);
  rate = $state(1);
  readonly #engine = (globalThis as { speechSynthesis?: SpeechSynthesis }).speechSynthesis;
  #paragraphs: readonly Spoken[] = [];
  #index = 0;
  #turn = 0;

  /** Begins at the paragraph `from`; call it from a press, browsers ask for that. */
  async start(paragraphs: readonly Spoken[], from: string | null): Promise<void> {
    if (!this.#engine) {
      this.state = 'unsupported';
      return;
    }
    this.#paragraphs = paragraphs;
    this.state = 'starting';
    const voice = await this.#voice(this.#engine);
    if (!voice) {
      this.state = 'no_voice';
      return;
    }
    const found = paragraphs.findIndex(({ key }) => key === from);
    this.#read(Math.max(0, found));
  }

  pause(): void {
    // Pausing an utterance is broken on Android: stop, and say the paragraph again on resuming.
    this.#turn++;
    this.#engine?.cancel();
    this.state = 'paused';
  }

  resume(): void {
    this.#read(this.#index);
  }

  /** To the paragraph after (`1`) or before (`-1`) this one. */
  step(by: 1 | -1): void {
    this.#read(Math.max(0, this.#index + by));
  }

  setRate(rate: number): void {
    this.rate = rate;
    if (this.state === 'playing') this.#read(this.#index);
  }

  stop(): void {
    this.#turn++;
    this.#engine?.cancel();
    this.state = 'idle';
    this.at = null;
  }

  #read(index: number): void {
    const turn = ++this.#turn;
    this.#engine?.cancel();
    this.#index = index;
    const paragraph = this.#paragraphs[index];
    if (!paragraph) {
      this.stop();
      return;
    }
    this.at = paragraph.key;
    this.state = 'playing';
    this.#say(pieces(paragraph.text), turn, () => this.#read(index + 1));
  }

  #say(rest: readonly string[], turn: number, then: () => void): void {
    if (turn !== this.#turn) return;
    const [piece, ...after] = rest;
    if (piece === undefined) {
      then();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(piece);
    utterance.lang = 'vi-VN';
    utterance.rate = this.rate;
    const voice = vietnameseVoice(this.#engine?.getVoices() ?? []);
    if (voice) utterance.voice = voice;
    utterance.onend = () => this.#say(after, turn, then);
    utterance.onerror = () => {
      if (turn === this.#turn) this.stop();
    };
    this.#engine?.speak(utterance);
  }

  async #voice(engine: SpeechSynthesis): Promise<SpeechSynthesisVoice | undefined> {
    if (engine.getVoices().length === 0) {
      await new Promise<void>((done) => {
        engine.addEventListener('voiceschanged', () => done(), { once: true });
        setTimeout(done, VOICES_TIMEOUT);
      });
    }
    return vietnameseVoice(engine.getVoices());
  }
}
