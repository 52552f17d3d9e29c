import { api, ask, failureText } from '#api/client.ts';
import { upload } from '#api/upload.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { paths } from '../api-paths.ts';
import type { DocumentFile } from '../rows.ts';

/** While the server reads a file, it is asked again after this rest (ms). */
const POLL = 2_000;

/** One file on its way to the server. */
export class Upload {
  readonly id = uuid7();
  readonly file: File;
  state = $state<'sending' | 'sent' | 'refused'>('sending');
  /** 0 to 1, bytes sent. */
  share = $state(0);
  /** The server's answer, once it is there. */
  kept = $state.raw<DocumentFile | null>(null);
  /** Why it was refused, as a sentence. */
  trouble = $state('');
  /** Sending it again may help: the network was at fault, not the file. */
  again = $state(false);
  #stop = new AbortController();

  constructor(file: File) {
    this.file = file;
  }

  async send(): Promise<void> {
    this.#stop = new AbortController();
    this.state = 'sending';
    this.share = 0;
    const answer = await upload<DocumentFile>({
      method: 'POST',
      path: paths.upload(this.file.name),
      body: this.file,
      headers: { 'Content-Type': 'application/octet-stream' },
      onprogress: (share) => (this.share = share),
      signal: this.#stop.signal,
    });
    if (answer.ok) {
      this.kept = answer.data;
      this.state = 'sent';
      void this.follow();
    } else {
      this.trouble = failureText(answer);
      this.again = 'network' in answer;
      this.state = 'refused';
    }
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** Follows the reading of the text until it is done or the file is taken off the list. */
  async follow(): Promise<void> {
    while (this.kept && unread(this.kept) && !this.#stop.signal.aborted) {
      await new Promise((rest) => setTimeout(rest, POLL));
      const path = { file_id: this.kept.id };
      const answer = await ask(api.GET('/api/library/files/{file_id}', { params: { path } }));
      if (answer.ok) this.kept = answer.data;
      else if ('problem' in answer) return;
    }
  }
}

/** Whether the server has still to read the file's text. */
export function unread({ state }: Pick<DocumentFile, 'state'>): boolean {
  return state === 'waiting' || state === 'extracting';
}

/** Files being sent, one after another: a slow line does better with one at a time. */
export class Uploads {
  all = $state.raw<readonly Upload[]>([]);
  #queue: Promise<void> = Promise.resolve();

  get busy(): boolean {
    return this.all.some(({ state }) => state === 'sending');
  }

  /** The files the server has taken, in the order they were chosen. */
  get kept(): DocumentFile[] {
    return this.all.flatMap(({ kept }) => kept ?? []);
  }

  add(files: readonly File[]): void {
    const fresh = files.map((file) => new Upload(file));
    this.all = [...this.all, ...fresh];
    for (const one of fresh) this.#enqueue(one);
  }

  retry(one: Upload): void {
    this.#enqueue(one);
  }

  /** Stops it when it is on its way, and takes it off the list. */
  remove(one: Upload): void {
    one.cancel();
    this.all = this.all.filter((other) => other !== one);
  }

  clear(): void {
    for (const one of this.all) one.cancel();
    this.all = [];
  }

  #enqueue(one: Upload): void {
    this.#queue = this.#queue.then(() => (this.all.includes(one) ? one.send() : undefined));
  }
}
