import { api, ask } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';

export type DocumentType = components['schemas']['TypeRead'];

/** The types of documents, asked once while the console is open. */
class Catalogue {
  types = $state.raw<readonly DocumentType[]>([]);
  #asked = false;

  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const answer = await ask(api.GET('/api/library/types'));
    if (answer.ok) this.types = answer.data;
    else this.#asked = false;
  }
}

export const catalogue = new Catalogue();
